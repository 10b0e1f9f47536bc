import { candidateLabel } from '#domain/sequence.ts';
import { codeOf, stepOf } from '#domain/step.ts';
import type { PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { TranscriptLine } from '#views/transcript.ts';
import type { TraceWords } from './trace-words.ts';

function labelOfMessage(body: SignalingMessage): string {
  if (body.kind === 'description') return body.description.type;
  return body.kind === 'candidate' ? candidateLabel(body.candidate.candidate) : body.kind;
}

/** The key of an event's sentence in `log`, and what fills it. */
function partsOf(event: TraceEvent): { key: keyof TraceWords['log']; values: Record<string, unknown> } {
  switch (event.type) {
    case 'call': {
      const step = stepOf(event);
      return { key: 'call', values: { label: step ? codeOf(step).replace(/^.*await /, '') : event.method } };
    }
    case 'result':
      return { key: 'result', values: { label: event.method } };
    case 'exception':
      return { key: 'exception', values: { label: event.method, name: event.name, message: event.message } };
    case 'candidate':
      return event.candidate
        ? { key: 'candidate', values: { label: candidateLabel(event.candidate.candidate) } }
        : { key: 'gathered', values: {} };
    case 'sent':
      return { key: 'sent', values: { label: labelOfMessage(event.body) } };
    case 'data': {
      const { bytes, label, text = '' } = event;
      return { key: `data-${event.direction}`, values: { bytes, label, text } };
    }
    case 'fired':
      return { key: 'fired', values: { event: event.event, label: event.label ?? '' } };
    case 'carrier':
      return { key: 'carrier', values: { reason: '', ...event } };
    case 'acknowledged':
      return { key: 'acknowledged', values: { ...event, roundTrip: event.roundTrip.toFixed(1) } };
    case 'ping':
      return { key: 'ping', values: { sent: event.sent.toFixed(1), returned: event.returned.toFixed(1) } };
    case 'selected-pair':
      return { key: event.type, values: { local: candidateLabel(event.local), remote: candidateLabel(event.remote) } };
    case 'packet':
      return { key: event.type, values: { fate: '', ...event } };
    case 'relay':
      return { key: event.type, values: { count: event.allocations.length } };
    case 'impairment': {
      const { loss, rate, cut } = event;
      return { key: event.type, values: { ...event, loss: loss * 100, rate: rate ?? '∞', cut: cut ? '(cut)' : '' } };
    }
    default:
      return { key: event.type, values: { ...event } };
  }
}

/** Longest line in characters: an exception of a trace from elsewhere may say megabytes. */
const longestLine = 1000;

const shortened = (text: string): string => (text.length > longestLine ? `${text.slice(0, longestLine)}…` : text);

/** An event as a line of the transcript: `23.9 ms  A  calls a.setLocalDescription(offer)`. */
export function logLine(event: TraceEvent, index: number, words: Pick<TraceWords, 'log'>): TranscriptLine {
  const { key, values } = partsOf(event);
  const names: Record<PeerName, string> = { a: 'A', b: 'B' };
  return {
    index,
    time: `${event.t.toFixed(1)} ms`,
    peer: event.peer,
    name: names[event.peer],
    text: shortened(fill(words.log[key], values).trim()),
    bad: event.type === 'exception',
  };
}
