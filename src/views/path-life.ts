/** The life of a path: for each end the states of ICE and of the connection, what flowed, and the checks that the relay saw. */
import type { EndLife, PathLife, StateStretch } from '#domain/ice/path-life.ts';
import type { PeerName } from '#domain/trace.ts';
import { noShapes, type TimeShapes, type TimeTone } from './time-shapes.ts';

export interface PathLabels {
  path: string;
  cut: string;
  worse: string;
  ice: string;
  connection: string;
  received: string;
  checks: string;
  restart: string;
}

export interface PathPicture {
  life: PathLife;
  /** Milliseconds that the axis is long, from the beginning of the call. */
  length: number;
  labels: PathLabels;
  /** Writes a moment of the axis: `12 s`. */
  axis(ms: number): string;
  /** Writes what flowed: `210 kbit/s, 15 frames/s`. */
  flow(rate: number, frames: number): string;
}

/** Widths for which the picture is laid out: a wide page, and a phone. */
export const pathWidths = { wide: 660, tall: 360 } as const;

const height = 332;
const tones: Readonly<Record<string, TimeTone>> = {
  new: 'still',
  checking: 'check',
  connecting: 'check',
  connected: 'ok',
  completed: 'ok',
  disconnected: 'check',
  failed: 'bad',
  closed: 'still',
};

type Scale = (t: number) => number;

/** Lays the picture out in `width` units. */
export function layPathLife(picture: PathPicture, width: number): TimeShapes {
  const shapes: TimeShapes = { ...noShapes(width, height), areas: [] };
  const left = width > 500 ? 104 : 78;
  const right = width - 24;
  const { life, length, labels } = picture;
  const x: Scale = (t) => left + (Math.min(Math.max(t - life.begin, 0), length) / length) * (right - left);
  drawAxis(shapes, picture, left, right);
  drawWishes(shapes, picture, x);
  const greatest = Math.max(
    1,
    ...(['a', 'b'] as const).flatMap((peer) => life.ends[peer].flow.map(({ rate }) => rate)),
  );
  for (const [peer, top] of [
    ['a', 52],
    ['b', 196],
  ] as const)
    drawEnd(shapes, picture, peer, top, x, greatest);
  for (const [index, t] of life.restarts.entries()) {
    shapes.lines.push({
      key: `restart-${index}`,
      x1: x(t),
      x2: x(t),
      y1: 24,
      y2: height - 4,
      tone: 'infra',
      strong: true,
    });
    const late = x(t) > right - 90;
    const anchor = late ? { anchor: 'end' as const } : {};
    shapes.texts.push({
      key: `restart-${index}`,
      x: x(t) + (late ? -5 : 5),
      y: 190,
      text: labels.restart,
      tone: 'infra',
      ...anchor,
    });
  }
  return shapes;
}

/** A step of the axis that leaves room for its number. */
function stepOf(length: number, marks: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300].map((seconds) => seconds * 1000);
  return steps.find((step) => length / step <= marks) ?? 600_000;
}

function drawAxis({ lines, texts }: TimeShapes, { length, axis }: PathPicture, left: number, right: number): void {
  const step = stepOf(length, (right - left) / 60);
  for (let mark = 0; mark <= length; mark += step) {
    const x = left + (mark / length) * (right - left);
    lines.push({ key: `mark-${mark}`, x1: x, x2: x, y1: 22, y2: height, tone: 'line' });
    texts.push({ key: `mark-${mark}`, x, y: 14, text: axis(mark), anchor: 'middle', tone: 'sub', size: 'axis' });
  }
}

function drawWishes({ rects, texts }: TimeShapes, { life, labels }: PathPicture, x: Scale): void {
  texts.push({ key: 'path', x: 0, y: 38, text: labels.path, tone: 'infra' });
  for (const [index, { from, until, impairment }] of life.wishes.entries()) {
    const width = Math.max(x(until) - x(from), 2);
    const tone: TimeTone = impairment.cut ? 'bad' : 'check';
    rects.push({ key: `wish-${index}`, x: x(from), y: 25, width, height: 18, tone });
    const text = impairment.cut ? labels.cut : labels.worse;
    if (width > 50) texts.push({ key: `wish-${index}`, x: x(from) + 6, y: 38, text, tone });
  }
}

function drawEnd(
  shapes: TimeShapes,
  picture: PathPicture,
  peer: PeerName,
  top: number,
  x: Scale,
  greatest: number,
): void {
  const { texts } = shapes;
  const { labels, life } = picture;
  const end = life.ends[peer];
  texts.push({ key: peer, x: 0, y: top + 14, text: peer.toUpperCase(), tone: peer, size: 'head' });
  texts.push({ key: `${peer}-ice`, x: 18, y: top + 14, text: labels.ice, tone: 'sub' });
  texts.push({ key: `${peer}-connection`, x: 18, y: top + 36, text: labels.connection, tone: 'sub' });
  texts.push({ key: `${peer}-received`, x: 18, y: top + 72, text: labels.received, tone: 'sub' });
  texts.push({ key: `${peer}-checks`, x: 18, y: top + 108, text: labels.checks, tone: 'sub' });
  drawStates(shapes, `${peer}-ice`, end.ice, top, x);
  drawStates(shapes, `${peer}-connection`, end.connection, top + 22, x);
  drawFlow(shapes, picture, peer, end, top + 90, x, greatest);
  for (const [index, t] of end.checks.entries()) {
    shapes.lines.push({ key: `${peer}-check-${index}`, x1: x(t), x2: x(t), y1: top + 98, y2: top + 110, tone: peer });
  }
}

function drawStates(
  { rects, texts }: TimeShapes,
  row: string,
  stretches: readonly StateStretch[],
  y: number,
  x: Scale,
): void {
  for (const [index, { value, from, until }] of stretches.entries()) {
    const width = Math.max(x(until) - x(from), 1);
    const tone = tones[value] ?? 'still';
    const open = value === 'disconnected';
    rects.push({ key: `${row}-${index}`, x: x(from), y, width, height: 18, tone, thin: true, open });
    // not quite seven units a letter
    if (width > value.length * 6.8 + 8)
      texts.push({ key: `${row}-${index}`, x: x(from) + 5, y: y + 13.5, text: value, tone });
  }
}

function drawFlow(
  { areas, texts }: TimeShapes,
  { flow }: PathPicture,
  peer: PeerName,
  end: EndLife,
  ground: number,
  x: Scale,
  greatest: number,
): void {
  const [first] = end.flow;
  const last = end.flow.at(-1);
  if (!first || !last) return;
  const top = (rate: number): number => ground - (rate / greatest) * 34;
  const curve = end.flow.map(({ t, rate }) => [x(t), top(rate)] as const);
  areas?.push({ key: `${peer}-flow`, points: [[x(first.t), ground], ...curve, [x(last.t), ground]], tone: peer });
  const text = flow(last.rate, last.frames);
  // beside the curve, or above it where there is no room
  const late = x(last.t) > x(Number.POSITIVE_INFINITY) - 150;
  const place = late ? { x: x(last.t), y: ground - 37, anchor: 'end' as const } : { x: x(last.t) + 6, y: ground - 4 };
  texts.push({ key: `${peer}-flow`, ...place, text, tone: peer, size: 'axis' });
}
