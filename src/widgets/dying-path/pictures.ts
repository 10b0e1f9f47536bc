/** What is drawn and written of a call whose path may die. */
import { offersOf, type PathMoment, pathLife, pathMoments } from '#domain/ice/path-life.ts';
import { diffDescriptions } from '#domain/sdp/diff.ts';
import { parseSessionDescription } from '#domain/sdp/session-description.ts';
import type { TraceEvent } from '#domain/trace.ts';
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
  back: 'ok',
};

/** The list of what happened, in order. */
export function momentRows(events: readonly TraceEvent[], end: number, words: Text): MomentRow[] {
  const begin = pathLife(events, end).begin;
  return pathMoments(events, end).map(({ key, t, peer, after }, index) => ({
    key: `${index}`,
    time: fill(words.seconds, { s: secondsText(t - begin) }),
    text: fill(words.moments[key], { peer: peer?.toUpperCase() ?? '' }),
    after: after === undefined ? '' : fill(words.after, { seconds: secondsText(after) }),
    tone: toneOf[key],
  }));
}

/** The last thing that happened, and what it means. */
export function happening(events: readonly TraceEvent[], end: number, words: Text): { headline: string; note: string } {
  const last = pathMoments(events, end).at(-1);
  if (!last) return { headline: words.connecting, note: '' };
  const { key, peer, after } = last;
  const text = fill(words.moments[key], { peer: peer?.toUpperCase() ?? '' });
  const since = after === undefined ? '' : `  ${fill(words.after, { seconds: secondsText(after) })}`;
  return { headline: `${text}${since}`, note: words.notes[key] };
}

/** The lines in which the latest offer differs from the first; of lines that are there in every section, one. */
export function offerChanges(events: readonly TraceEvent[]): SdpChange[] {
  const offers = offersOf(events);
  const [first, latest] = [offers[0], offers.at(-1)];
  if (first === undefined || latest === undefined || offers.length < 2) return [];
  const rows = diffDescriptions(parseSessionDescription(first), parseSessionDescription(latest));
  const changes = rows.flatMap(({ kind, line, was }): SdpChange[] => {
    if (kind === 'same') return [];
    const is = kind === 'removed' ? '' : line.text;
    const before = kind === 'removed' ? line.text : (was?.text ?? '');
    return [{ key: `${before}|${is}`, was: before, is, weighty: /^a=ice-(ufrag|pwd)/.test(is) }];
  });
  return [...new Map(changes.map((change) => [change.key, change])).values()];
}
