/** The race as the views need it: the median runs of both modes, every run's edges, and the words. */
import type { RaceRun } from '#domain/ice/race.ts';

/** The words in the picture; a figure stands behind them. */
export interface RaceLabels {
  /** In two lines. */
  wait: readonly [string, string];
  trickle: string;
  /** What waits while an end gathers. */
  gathers: { a: string; b: string };
  offer: string;
  answer: string;
  check: string;
  dtls: string;
  connected: string;
  /** `five runs`, above the dots. */
  runs: string;
  lens: string;
  lensSpan: string;
  alone: string;
  /** Of runs that ended after the lens does: `+1 later`; empty where there are none. */
  beyond: string;
  /** Work of the browser itself, before anything else begins. */
  work: string;
  /** What became of the gathering of each end that nobody waited for. */
  unawaited: { a: string; b: string };
  notRun: string;
}

export interface RacePicture {
  /** The run in the middle of each mode. */
  wait?: RaceRun;
  trickle?: RaceRun;
  /** Every run. */
  runs: readonly RaceRun[];
  /** End of the shared axis, and of the lens, in ms. */
  most: number;
  lens: number;
  /** How much of the race is shown, in ms from A's createOffer. */
  until: number;
  labels: RaceLabels;
  /** Writes a time of the axis and of a figure: `250`, `12.5 s`. */
  axis(ms: number): string;
  figure(ms: number): string;
}

/** The end of a scale, past `ms`, at a number that is easily read: `niceEnd(1376)` is 1500. */
export function niceEnd(ms: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(ms, 1)));
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  return unit * (steps.find((step) => step * unit >= ms) ?? 10);
}

/** Marks of a scale that ends at `end`: five or six, the first at 0. */
export function marksTo(end: number): number[] {
  const leading = Number(String(end)[0]) * 10 + Number(String(end)[1] ?? 0);
  const parts = leading === 15 || leading === 30 || leading === 60 ? 6 : leading === 40 || leading === 80 ? 4 : 5;
  return Array.from({ length: parts + 1 }, (_, mark) => (end / parts) * mark);
}
