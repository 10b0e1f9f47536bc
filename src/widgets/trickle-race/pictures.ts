/** What is drawn and written of a race: the picture, the phases, the figures of each run. */
import { medianRun, phasesOf, type RaceMode, type RaceRun } from '#domain/ice/race.ts';
import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { niceEnd, type RacePicture } from '#views/race-picture.ts';
import { ofMode, type Race } from './races.ts';

type Text = Words['race'];

/**
 * `1376`, and of short times one decimal: `4.2`; none where the browser's clock gives whole milliseconds. Below one, `< 1`: two
 * events that reach the page together tell nothing finer.
 */
export function msText(ms: number): string {
  if (ms < 1) return '< 1';
  const isWhole = Math.abs(ms - Math.round(ms)) < 1e-6;
  return ms < 9.95 && !isWhole ? ms.toFixed(1) : ms.toFixed(0);
}

/** `250`, past ten seconds `12.5 s`. */
const axisText = (ms: number, most: number, words: Text): string =>
  most >= 10_000 ? fill(words.seconds, { s: ms / 1000 }) : String(Math.round(ms * 10) / 10);

/** What became of a gathering that nobody waited for. */
function unawaitedText(run: RaceRun, peer: PeerName, { unawaited }: Text): string {
  const { until } = run.gathering[peer];
  const srflx = run.found.find((found) => found.peer === peer && found.kind === 'srflx')?.t;
  if (srflx !== undefined)
    return fill(srflx > run.connected ? unawaited.srflx : unawaited.answered, { ms: msText(srflx) });
  if (until === undefined) return unawaited.open;
  return fill(until > run.connected ? unawaited.ended : unawaited.early, { ms: msText(until) });
}

/** The end of the shared axis: past every connection, and past what was still gathered meanwhile. */
function mostOf(runs: readonly RaceRun[]): number {
  const ends = runs.flatMap(({ connected, gathering, ended }) => [
    connected,
    gathering.a.until ?? ended,
    gathering.b.until ?? ended,
  ]);
  return niceEnd(Math.max(100, ...ends) * 1.1);
}

/** Builds the picture of a race as far as `until`, in ms; of none, an empty one. */
export function pictureOf(race: Race | undefined, until: number, words: Text): RacePicture {
  const runs = race?.runs ?? [];
  const [wait, trickle] = [medianRun(runs, 'wait'), medianRun(runs, 'trickle')];
  const most = mostOf(runs);
  // the run that is drawn fills it, and not the slowest of all
  const lens = Math.min(niceEnd(Math.max(trickle?.connected ?? 0, 10) * 1.2), most);
  const beyond = ofMode(race, 'trickle').filter(({ connected }) => connected > lens).length;
  const axis = (ms: number): string => axisText(ms, most, words);
  const left = trickle
    ? { a: unawaitedText(trickle, 'a', words), b: unawaitedText(trickle, 'b', words) }
    : { a: '', b: '' };
  const larger = most / lens;
  const factor = larger < 10 ? Math.round(larger * 10) / 10 : Math.round(larger);
  const count = ofMode(race, 'wait').length;
  return {
    ...(wait ? { wait } : {}),
    ...(trickle ? { trickle } : {}),
    runs,
    most,
    lens,
    until,
    axis: (ms) => (ms <= lens && ms > 0 ? String(Math.round(ms * 10) / 10) : axis(ms)),
    figure: msText,
    labels: {
      wait: [words.wait[0] ?? '', words.wait[1] ?? ''],
      trickle: words.trickle,
      gathers: words.gathers,
      offer: words.offer,
      answer: words.answer,
      check: words.table.phases.check[0] ?? '',
      dtls: words.table.phases.dtls[0] ?? '',
      connected: words.connected,
      runs: count === 1 ? words.oneRun : fill(words.runs, { count }),
      lens: fill(words.lens, { factor }),
      lensSpan: fill(words.lensSpan, { end: fill(words.milliseconds, { ms: lens }) }),
      alone: words.alone,
      beyond: beyond > 0 ? fill(words.beyond, { count: beyond }) : '',
      work: words.table.phases.other[0] ?? '',
      unawaited: left,
      notRun: words.notRun,
    },
  };
}

export const phaseNames = ['gather', 'signal', 'other', 'check', 'dtls', 'connected'] as const;

export type PhaseName = (typeof phaseNames)[number];

/** The cells of a column of the table of phases; empty where nothing was run. */
export function phaseTexts(run: RaceRun | undefined, { table }: Text): Record<PhaseName, string> {
  if (!run) return { gather: '', signal: '', other: '', check: '', dtls: '', connected: '' };
  const { gather, signal, other, check, dtls, connected } = phasesOf(run);
  const waited = [gather.a, gather.b].filter((ms) => ms !== null);
  return {
    gather: waited.length > 0 ? waited.map(msText).join(' + ') : table.notWaited,
    signal: signal.map(msText).join(' + '),
    other: msText(other),
    check: msText(check),
    dtls: msText(dtls),
    connected: msText(connected),
  };
}

/** The headline of a race, and the sentences below it. */
export function happened(race: Race, words: Text): { headline: string; notes: string } {
  const [wait, trickle] = [medianRun(race.runs, 'wait'), medianRun(race.runs, 'trickle')];
  const total = (run: RaceRun): string => msText(run.connected);
  const headlines: readonly [RaceMode, RaceRun | undefined][] = [
    ['wait', wait],
    ['trickle', trickle],
  ];
  if (wait && trickle) {
    const headline = fill(words.result, { wait: total(wait), trickle: total(trickle) });
    return { headline, notes: notesOf(wait, trickle, hasAnswer(race), words).join(' ') };
  }
  const [mode, only] = headlines.find(([, run]) => run) ?? [];
  return { headline: mode && only ? fill(words.only[mode], { ms: total(only) }) : words.idle, notes: '' };
}

/** Where the browser's own work took longer than any phase that has a name, that is worth a sentence. */
function busyNote(run: RaceRun, note: string): string[] {
  const { signal, check, dtls, other } = phasesOf(run);
  return other > Math.max(...signal, check, dtls) ? [fill(note, { ms: msText(other) })] : [];
}

/** That the server answered is known from the server alone, which tells of the packets it sent. */
const hasAnswer = ({ events }: Race): boolean =>
  events.some((event) => event.type === 'packet' && event.direction === 'out' && event.leg === 'client');

function notesOf(wait: RaceRun, trickle: RaceRun, isAnswered: boolean, words: Text): string[] {
  const { notes } = words;
  const used = trickle.pair ?? wait.pair;
  const pair = used ? fill(words.pair, { local: used[0], remote: used[1] }) : '';
  const isHost = used?.[0] === 'host' && used[1] !== 'srflx' && used[1] !== 'relay';
  const { a, b } = phasesOf(wait).gather;
  const isLong = wait.connected > 2 * trickle.connected;
  const first = !isLong ? notes.quickServer : isHost ? notes.hostUnused : notes.hostUsed;
  const foundNone = ![...wait.found, ...trickle.found].some(({ kind }) => kind === 'srflx');
  return [
    ...(pair === '' ? [] : [fill(first, { pair })]),
    ...((a ?? 0) > 100 && (b ?? 0) < (a ?? 0) / 4 ? [notes.onceOnly] : []),
    ...(foundNone && isAnswered ? [notes.pruned] : []),
    ...busyNote(trickle, notes.busy),
  ];
}
