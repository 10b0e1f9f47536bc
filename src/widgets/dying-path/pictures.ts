/** What is drawn and written of a call whose path may die. */
import { offersOf, pathLife } from '#domain/ice/path-life.ts';
import { type PathMoment, pathMoments } from '#domain/ice/path-moments.ts';
import { diffDescriptions } from '#domain/sdp/diff.ts';
import { parseSessionDescription } from '#domain/sdp/session-description.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import type { PathLabels, PathPicture } from '#views/path-life.ts';
import type { MomentRow } from '#views/path-moments.ts';
import type { SdpChange } from '#views/sdp-changes.ts';

type Text = Words['pathsDie'];

/** The axis is at least so long, in ms, and grows in steps: it does not move with every frame. */
const shortest = 30_000;
const growth = 15_000;

export const secondsText = (ms: number): string => (ms / 1000).toFixed(1);

/** Builds the picture of the first `end` ms of a trace; with short labels for a phone. */
export function pictureOf(events: readonly TraceEvent[], end: number, words: Text, labels: PathLabels): PathPicture {
  const life = pathLife(events, end);
  const long = end - life.begin;
  return {
    life,
    labels,
    length: Math.max(shortest, Math.ceil((long + 1000) / growth) * growth),
    axis: (ms) => fill(words.seconds, { s: ms / 1000 }),
    flow: (rate, frames) => fill(words.flow, { rate: (rate / 1000).toFixed(0), frames: frames.toFixed(0) }),
  };
}

const toneOf: Readonly<Record<PathMoment['key'], MomentRow['tone']>> = {
  connected: 'ok',
  cut: 'bad',
  worse: 'w',
  healed: 'ok',
  disconnected: 'w',
  failed: 'bad',
  restart: 'infra',
  renewed: 'ok',
  back: 'ok',
};

/** The list of what happened, in order. */
export function momentRows(events: readonly TraceEvent[], end: number, words: Text): MomentRow[] {
  const begin = pathLife(events, end).begin;
  return pathMoments(events, end).map((moment, index) => ({
    key: `${index}`,
    time: fill(words.seconds, { s: secondsText(moment.t - begin) }),
    text: textOf(moment, moment.peer?.toUpperCase() ?? '', words),
    after: sinceText(moment, words),
    tone: toneOf[moment.key],
  }));
}

const textOf = ({ key, isCut }: PathMoment, peer: string, words: Text): string =>
  isCut ? words.restartCut : fill(words.moments[key], { peer });

/** `+0.2 s after the restart, +4.4 s after the mend`; less than a second to its hundredths. */
const sinceText = ({ since }: PathMoment, words: Text): string =>
  since
    .map(({ what, ms }) => fill(words.since[what], { seconds: (ms / 1000).toFixed(ms < 1000 ? 2 : 1) }))
    .join(words.comma);

/** The last thing that happened, and what it means. */
export function happening(events: readonly TraceEvent[], end: number, words: Text): { headline: string; note: string } {
  const moments = pathMoments(events, end);
  const last = moments.at(-1);
  if (!last) return { headline: words.connecting, note: '' };
  const other = moments.at(-2);
  const isBoth =
    last.peer !== undefined && other?.peer !== undefined && other.key === last.key && other.peer !== last.peer;
  const text = textOf(last, isBoth ? words.both : (last.peer?.toUpperCase() ?? ''), words);
  const after = sinceText(last, words);
  const note = last.isCut ? words.restartCutNote : words.notes[last.key];
  return { headline: after === '' ? text : `${text}  ${after}`, note };
}

/** What happened as one sentence after another, for who cannot see the picture. */
export const storyOf = (events: readonly TraceEvent[], end: number, words: Text): string =>
  momentRows(events, end, words)
    .map(({ time, text, after }) => `${time} ${text}${after === '' ? '' : ` (${after})`}`)
    .join('; ');

/** Whether an end was sent nothing that it could show when it was last asked, having shown something before. */
export function standsStill(events: readonly TraceEvent[], end: number, peer: PeerName): boolean {
  const { flow } = pathLife(events, end).ends[peer];
  return flow.some(({ frames }) => frames > 0) && flow.at(-1)?.frames === 0;
}

/** The lines in which the latest offer differs from the one before; of lines that are there in every section, one. */
export function offerChanges(events: readonly TraceEvent[]): SdpChange[] {
  const offers = offersOf(events);
  const [before, latest] = offers.slice(-2);
  if (before === undefined || latest === undefined) return [];
  const rows = diffDescriptions(parseSessionDescription(before), parseSessionDescription(latest));
  const changes = rows.flatMap(({ kind, line, was }): SdpChange[] => {
    if (kind === 'same') return [];
    const is = kind === 'removed' ? '' : line.text;
    const gone = kind === 'removed' ? line.text : (was?.text ?? '');
    return [{ key: `${gone}|${is}`, was: gone, is, weighty: /^a=ice-(ufrag|pwd)/.test(is) }];
  });
  return [...new Map(changes.map((change) => [change.key, change])).values()];
}
