/** What every row of the wide picture of a race stands on: the scale, the letters of the two ends, and the dots of all runs. */
import type { RaceRun } from '#domain/ice/race.ts';
import type { PeerName } from '#domain/trace.ts';
import type { RacePicture } from './race-picture.ts';
import type { TimeShapes, TimeTone } from './time-shapes.ts';

/** Where the axis begins and ends. */
export const left = 112;
export const right = 1030;

export type Scale = (t: number) => number;

/** Gives the place of a moment on an axis that ends at `end` ms. */
export const scaleTo =
  (end: number): Scale =>
  (t) =>
    left + (Math.min(Math.max(t, 0), end) / end) * (right - left);

/** The letter of an end, before its row. */
export const letter = (peer: PeerName) =>
  ({ text: peer.toUpperCase(), anchor: 'end', tone: peer, size: 'head' }) as const satisfies object;

/** What the browser does of its own before A gathers: dashed, with its name where there is room. */
export function drawWork(
  { rects, texts }: TimeShapes,
  { until, labels, figure }: RacePicture,
  { mode, gathering }: RaceRun,
  x: Scale,
  place: { y: number; height: number },
): void {
  const width = x(Math.min(gathering.a.from, until)) - left;
  if (width < 3) return;
  rects.push({ key: `${mode}-work-${place.y}`, x: left, width, ...place, tone: 'dtls' });
  const text = { key: `${mode}-work-${place.y}`, x: left + width / 2, y: place.y - 6, anchor: 'middle' } as const;
  if (width > 60) texts.push({ ...text, text: labels.work, figure: figure(gathering.a.from), tone: 'sub' });
}

/** An edge as it lay in each run: faint dots. */
export function drawDots(
  { dots }: TimeShapes,
  { runs, until }: RacePicture,
  mode: RaceRun['mode'],
  x: Scale,
  y: number,
  edges: readonly (readonly [TimeTone, (run: RaceRun) => number | undefined])[],
): void {
  for (const [index, run] of runs.filter((each) => each.mode === mode).entries()) {
    for (const [edge, [tone, timeOf]] of edges.entries()) {
      const t = timeOf(run);
      if (t !== undefined && t <= until)
        dots.push({ key: `${mode}-${y}-${edge}-${index}`, x: x(t), y, tone, kind: 'run' });
    }
  }
}
