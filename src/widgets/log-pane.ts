import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { renderTranscript } from '#views/transcript.ts';
import { logLine } from './log-lines.ts';
import { named, write } from './parts.ts';
import type { TraceWords } from './trace-words.ts';

/** Lines of the transcript that are kept on the page; printing and copying take all. */
const mostLines = 400;

/** Writes the last of the first `count` events as text, and follows them as they come unless the reader has scrolled away. */
export function renderLog(
  root: Element,
  events: readonly TraceEvent[],
  count: number,
  words: Pick<TraceWords, 'log' | 'logEmpty' | 'logMore'>,
  most = mostLines,
): void {
  const from = Math.max(0, count - most);
  const lines = events.slice(from, count).map((event, i) => logLine(event, from + i, words));
  const log = named(root, 'log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  renderTranscript(log, lines);
  if (atEnd) log.scrollTop = log.scrollHeight;
  const more = named(root, 'log-more');
  more.hidden = from === 0 && lines.length > 0;
  write(more, lines.length === 0 ? words.logEmpty : fill(words.logMore, { count: from }));
}
