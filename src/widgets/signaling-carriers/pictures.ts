/** What the bars and the table show of the runs. */
import type { CarrierName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { CarrierBar, CarrierBars, CarrierTick } from '#views/carrier-bars.ts';
import { bytesCrossed, type CarrierRun, type CarrierRuns } from './carrier-run.ts';
import { type CarrierFacts, factsOf, median } from './facts.ts';
import { type CarriersWords, carrierNames } from './words.ts';

/** What the pictures need of the words. */
export type PictureWords = Omit<CarriersWords, 'trace' | 'share'>;

/** `21.4 ms`, `14.2 s`. */
export function timeText(ms: number, words: PictureWords): string {
  if (ms >= 10_000) return fill(words.seconds, { s: (ms / 1000).toFixed(1) });
  return fill(words.milliseconds, { ms: ms.toFixed(1) });
}

/** Until the last thing that the bar shows: the connection, or a message that came after it. */
const lengthOf = ({ connectedAt = 0, messages }: CarrierFacts): number =>
  Math.max(connectedAt, ...messages.map(({ sentAt, receivedAt }) => receivedAt ?? sentAt));

/** The bars of all carriers, to one scale; `chosen` is the message whose text is shown. */
export function barsOf(
  runs: CarrierRuns,
  {
    running,
    chosen,
  }: { running?: CarrierName | undefined; chosen?: { carrier: CarrierName; message: number } | undefined },
  words: PictureWords,
): CarrierBars {
  const all = carrierNames.map((carrier) => ({ carrier, run: runs.last(carrier) }));
  const facts = new Map(all.map(({ carrier, run }) => [carrier, run && factsOf(run.events)]));
  const others = [...facts].filter(([carrier]) => carrier !== 'copy-paste');
  const longest = Math.max(0, ...others.map(([, fact]) => (fact ? lengthOf(fact) : 0)));
  const axis = axisFor(longest || lengthOf(facts.get('copy-paste') ?? { messages: [] }), words);
  const bars = all.map(({ carrier, run }): CarrierBar => {
    const fact = facts.get(carrier);
    const isRunning = running === carrier;
    if (!run || !fact) return idleBar(carrier, isRunning, words);
    const mark = chosen?.carrier === carrier ? chosen.message : undefined;
    return barOf(run, fact, { isRunning, mark, span: axis.span, words });
  });
  return { bars, axis: axis.marks };
}

function idleBar(carrier: CarrierName, isRunning: boolean, words: PictureWords): CarrierBar {
  const text = carrier === 'copy-paste' ? words.yours : words.notRun;
  const state = isRunning ? 'running' : 'idle';
  return {
    key: carrier,
    name: words.names[carrier],
    state,
    agreed: 0,
    end: 0,
    textAt: 0,
    text: isRunning ? '…' : text,
    ticks: [],
  };
}

interface Drawing {
  isRunning: boolean;
  mark: number | undefined;
  /** Milliseconds that the track is long. */
  span: number;
  words: PictureWords;
}

function barOf(run: CarrierRun, fact: CarrierFacts, { isRunning, mark, span, words }: Drawing): CarrierBar {
  const length = lengthOf(fact);
  // a reader's hands are slower than any carrier
  const own = length > span;
  const share = (ms: number): number => ms / (own ? length : span);
  const end = fact.connectedAt ?? length;
  const time = timeText(end, words);
  return {
    key: run.carrier,
    name: words.names[run.carrier],
    state: isRunning ? 'running' : run.failed ? 'failed' : run.source === 'live' ? 'done' : 'recorded',
    agreed: share(fact.answeredAt ?? end),
    end: share(end),
    textAt: share(length),
    text: isRunning ? '…' : own ? fill(words.ownScale, { time }) : time,
    ticks: fact.messages.map(
      ({ message, from, sentAt, receivedAt }): CarrierTick => ({
        key: String(message),
        from,
        at: share(sentAt),
        until: share(receivedAt ?? sentAt),
        chosen: message === mark,
      }),
    ),
  };
}

/** Marks at round numbers, four to nine of them, and how long the track is. */
function axisFor(longest: number, words: PictureWords): { span: number; marks: CarrierBars['axis'] } {
  const span = Math.max(longest, 1) * 1.02;
  const rough = span / 8;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough;
  const count = Math.floor(span / step);
  const marks = Array.from({ length: count + 1 }, (_, index) => ({ at: (index * step) / span, ms: index * step }));
  return {
    span,
    marks: marks.map(({ at, ms }, index) => ({
      at,
      text: index === 0 ? fill(words.milliseconds, { ms: 0 }) : String(Number(ms.toPrecision(6))),
    })),
  };
}

/** The cells of a carrier's row, by the name of their column. */
export interface RowTexts {
  runs: string;
  messages: string;
  bytes: string;
  answer: string;
  connected: string;
  through: string;
}

/** `host`: the server that the page came from. */
export function rowTexts(carrier: CarrierName, runs: CarrierRuns, host: string, words: PictureWords): RowTexts {
  const run = runs.last(carrier);
  const fact = run && factsOf(run.events);
  const measured = run?.source === 'live' ? runs.measured(carrier) : [];
  const value = (of: (each: CarrierFacts) => number | undefined, text: (value: number) => string): string => {
    const shown = measured.length > 0 ? measured : fact ? [fact] : [];
    const middle = median(shown.flatMap((each) => of(each) ?? []));
    return middle === undefined ? words.noRun : text(middle);
  };
  const time = (ms: number): string => timeText(ms, words);
  return {
    runs: run ? String(run.source === 'live' ? measured.length : 1) : words.noRun,
    messages: fact ? String(fact.messages.length) : words.noRun,
    bytes: run && fact ? bytesText(bytesCrossed(fact, run.wire), words) : words.noRun,
    answer: value(({ answeredAt }) => answeredAt, time),
    connected: value(({ connectedAt }) => connectedAt, time),
    through: throughText(carrier, run, host, words),
  };
}

const bytesText = (bytes: number, words: PictureWords): string =>
  fill(words.bytesValue, { kilobytes: (bytes / 1000).toFixed(1) });

/** Before a run it is not known how many requests there are, nor of a recorded one which server there was. */
function throughText(carrier: CarrierName, run: CarrierRun | undefined, host: string, words: PictureWords): string {
  const isServed = carrier === 'peerserver' || carrier === 'polling';
  if (isServed && !run?.wire) return words.throughServer;
  const server = run?.source === 'live' ? host : words.someServer;
  return fill(words.through[carrier], { host: server, requests: run?.wire?.requests ?? 0 });
}
