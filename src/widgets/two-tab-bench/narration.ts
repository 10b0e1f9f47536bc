/** What was done last and what comes next, in code and in sentences: pure. */
import type { ExchangeRow, MessageRow } from '#domain/exchange-rows.ts';
import { SignalingWay } from '#domain/signaling-way.ts';
import { codeOf, outcomeOf, type Step, stepOf } from '#domain/step.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { fullTime, letterOf, type Moment, otherEnd } from './exchange-picture.ts';
import { bothConnected } from './half-picture.ts';
import { lastDescription, nextCall } from './next-call.ts';
import type { TabWords } from './words.ts';

/** A line of the narration: who, which code, what it means. */
export interface Line {
  /** `a`, `b`, or how it stands: `bad`, `w`, or nothing. */
  tone: PeerName | 'bad' | 'w' | '';
  label: string;
  code: string;
  sentence: string;
}

function sentenceFor(step: Step, of: 'next' | 'happened', words: TabWords): string {
  const own: Readonly<Record<string, string>> = words[of];
  const sentence = (Object.hasOwn(own, step.kind) ? own[step.kind] : undefined) ?? words.bench[of][step.kind];
  const self = letterOf(step.peer);
  return fill(sentence, { peer: self, self, other: letterOf(otherEnd(step.peer)) });
}

/** The step taken last before a moment, at either end; undefined before the first. */
export function lastLine({ halves, count, self }: Moment, words: TabWords): Line | undefined {
  const begin = halves.index.steps.findLast((index) => index < count) ?? -1;
  const event = halves.events[begin];
  const step = event && stepOf(event);
  if (!event || !step) return undefined;
  const outcome = event.type === 'call' ? outcomeOf(halves.events, event, begin, count) : undefined;
  const values = { peer: letterOf(step.peer) };
  if (outcome?.type === 'exception') {
    const sentence = fill(words.bench.exception, { name: outcome.name, message: outcome.message });
    return { tone: 'bad', label: fill(words.bench.refused, values), code: codeOf(step), sentence };
  }
  const verb = step.kind.startsWith('send') ? words.bench.sent : words.bench.ran;
  const label = fill(step.peer === self ? verb : words.ranOther, values);
  return { tone: step.peer, label, code: codeOf(step), sentence: sentenceFor(step, 'happened', words) };
}

/** The step after a moment that is looked back at. */
export function recordedNext({ halves, count }: Moment, words: TabWords): Line | undefined {
  const begin = halves.index.steps.find((index) => index >= count);
  const event = begin === undefined ? undefined : halves.events[begin];
  const step = event && stepOf(event);
  return step && stepLine(step, words);
}

/** A step that is held here, and what it will do. */
export function stepLine(step: Step, words: TabWords): Line {
  const label = fill(words.bench.runsNext, { peer: letterOf(step.peer) });
  return { tone: step.peer, label, code: codeOf(step), sentence: sentenceFor(step, 'next', words) };
}

/** A step's code as it stands inside a sentence: `setRemoteDescription(offer)`. */
const callOf = (step: Step): string => codeOf(step).replace(/^.*\b[ab]\./, '');

/** What this end waits for, where it holds no call: what the other does next, or what the browsers do by themselves. */
export function waitLine(moment: Moment, words: TabWords): Line {
  const { self } = moment;
  const other = otherEnd(self);
  const events = moment.halves.events.slice(0, moment.count);
  const theirs = nextCall(events, other);
  const values = { self: letterOf(self), other: letterOf(other), code: theirs ? callOf(theirs) : '' };
  const waits = { tone: '', label: fill(words.waitsFor, values), code: '' } as const;
  const key = waitKey(events, self, theirs);
  if (key) return { ...waits, sentence: fill(words.waits[key], values) };
  if (bothConnected(moment)) {
    return { tone: '', label: words.connected.label, code: '', sentence: words.connected.sentence };
  }
  return { tone: '', label: words.browsersWork, code: '', sentence: words.waits.candidates };
}

function waitKey(
  events: readonly TraceEvent[],
  self: PeerName,
  theirs: Step | undefined,
): keyof TabWords['waits'] | undefined {
  const last = lastDescription(events);
  if (!last) return theirs ? 'offer' : 'offerSoon';
  if (!theirs) return undefined;
  if (last.from !== self) return theirs.kind === 'addIceCandidate' ? 'candidatesOther' : 'answer';
  if (theirs.kind === 'setRemote(offer)') return 'takesOffer';
  if (theirs.kind === 'setRemote(answer)') return 'takesAnswer';
  return theirs.kind === 'addIceCandidate' ? 'candidatesOther' : 'answer';
}

/** The first message of this end that has not arrived; a hello counts where it is all that there is, as it is said again. */
function firstUndelivered(rows: readonly ExchangeRow[], self: PeerName): MessageRow | undefined {
  const own = rows.filter((row): row is MessageRow => row.kind === 'message' && row.from === self);
  const late = own.filter(({ crossing }) => crossing !== 'crossed');
  return late.find(({ label }) => label !== 'hello') ?? (own.length === late.length ? late[0] : undefined);
}

/** What waits, in words that stand inside a sentence: what of this end is not delivered, or whose call is next. */
export function waitingText(
  moment: Moment,
  rows: readonly ExchangeRow[],
  planned: readonly Step[],
  words: TabWords,
): string {
  const { self } = moment;
  const undelivered = firstUndelivered(rows, self);
  if (undelivered) {
    const { label, count } = undelivered;
    const key = label === 'candidate' ? 'candidates' : label === 'hello' ? 'hello' : 'description';
    return fill(words.waiting[key], { from: letterOf(self), label: words.messages[label], count });
  }
  const [next] = planned;
  const events = moment.halves.events.slice(0, moment.count);
  const theirs = nextCall(events, otherEnd(self));
  const values = { self: letterOf(self), other: letterOf(otherEnd(self)) };
  if (next) return fill(words.waiting.step, { ...values, code: callOf(next) });
  if (theirs) return fill(words.waiting.other, { ...values, code: callOf(theirs) });
  return fill(words.waiting[awaited(events, self)], values);
}

/** Which description an end waits for that has nothing to do: B the first offer, and who made an offer its answer. */
function awaited(events: readonly TraceEvent[], self: PeerName): 'theirOffer' | 'theirAnswer' | 'nothing' {
  const last = lastDescription(events);
  if (!last) return self === 'b' ? 'theirOffer' : 'nothing';
  return last.type === 'offer' && last.from === self ? 'theirAnswer' : 'nothing';
}

/** When this end made an offer for an ICE restart that has no way across, in words; undefined: it made none. */
export function strandedOffer(rows: readonly ExchangeRow[], self: PeerName): string | undefined {
  const row = rows.findLast(
    (each) =>
      each.kind === 'message' && each.from === self && each.label === 'restart-offer' && each.crossing === 'no-way',
  );
  return row?.kind === 'message' && row.sentAt !== undefined ? fullTime(row.sentAt) : undefined;
}

const isTaken = (event: TraceEvent): boolean => (stepOf(event)?.kind ?? 'close') !== 'close';

/** Whether a step of this run was taken, at either end. */
export const hasBegun = (events: readonly TraceEvent[]): boolean => events.some(isTaken);

/** Whether a step was taken since signaling stopped or opened again; that it goes on over another carrier stops nothing. */
export function isUnderWay(events: readonly TraceEvent[]): boolean {
  const way = new SignalingWay();
  return events.reduce((underWay, event) => {
    if (event.type !== 'carrier') return underWay || isTaken(event);
    const change = way.take(event);
    return underWay && (change === undefined || change === 'moved');
  }, false);
}
