/** The call that comes with the page: cut, disconnected, failed, mended and restarted, recorded where all was on one machine. */
import { parseTrace } from '#domain/trace-file.ts';
import recorded from './recorded-call.json?raw';
import type { Shown } from './screen.ts';

export function recordedCall(): Shown {
  const { browser, events } = parseTrace(recorded);
  return { browser, events, end: events.at(-1)?.t ?? 0, source: 'recorded' };
}
