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

const height = 364;
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
    ['b', 212],
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
      y: 206,
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

function drawWishes({ rects, texts, width: all }: TimeShapes, { life, labels }: PathPicture, x: Scale): void {
  texts.push({ key: 'path', x: 0, y: 38, text: labels.path, tone: 'infra' });
  for (const [index, { from, until, impairment }] of life.wishes.entries()) {
    const width = Math.max(x(until) - x(from), 2);
    const tone: TimeTone = impairment.cut ? 'bad' : 'check';
    rects.push({ key: `wish-${index}`, x: x(from), y: 25, width, height: 18, tone });
    const text = impairment.cut ? labels.cut : labels.worse;
    const next = life.wishes[index + 1];
    const room = (next ? x(next.from) : all) - x(until);
    const isIn = lengthOf(text) < width;
    if (isIn || lengthOf(text) < room)
      texts.push({ key: `wish-${index}`, x: isIn ? x(from) + 6 : x(until) + 5, y: 38, text, tone });
  }
}

/** What a word takes at least, in units: not quite seven a letter, twice that for Hangul. */
const lengthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u1100' ? 13 : 6.8), 8);

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
  texts.push({ key: `${peer}-connection`, x: 18, y: top + 50, text: labels.connection, tone: 'sub' });
  texts.push({ key: `${peer}-received`, x: 18, y: top + 103, text: labels.received, tone: 'sub' });
  texts.push({ key: `${peer}-checks`, x: 18, y: top + 133, text: labels.checks, tone: 'sub' });
  drawStates(shapes, `${peer}-ice`, end.ice, top, x);
  drawStates(shapes, `${peer}-connection`, end.connection, top + 36, x);
  drawFlow(shapes, picture, peer, end, top + 119, x, greatest);
  for (const [index, t] of end.checks.entries()) {
    shapes.lines.push({ key: `${peer}-check-${index}`, x1: x(t), x2: x(t), y1: top + 123, y2: top + 135, tone: peer });
  }
}

function drawStates(shapes: TimeShapes, row: string, stretches: readonly StateStretch[], y: number, x: Scale): void {
  const short: Named[] = [];
  for (const [index, { value, from, until }] of stretches.entries()) {
    const width = Math.max(x(until) - x(from), 1);
    const tone = tones[value] ?? 'still';
    const open = value === 'disconnected';
    shapes.rects.push({ key: `${row}-${index}`, x: x(from), y, width, height: 18, tone, thin: true, open });
    const named = { key: `${row}-${index}`, text: value, tone };
    const isLast = index === stretches.length - 1;
    if (width > lengthOf(value)) shapes.texts.push({ ...named, x: x(from) + 5, y: y + 13.5 });
    // nothing follows the last one yet
    else if (isLast && x(until) + lengthOf(value) < shapes.width)
      shapes.texts.push({ ...named, x: x(until) + 5, y: y + 13.5 });
    else short.push({ ...named, x: x(from) + width / 2 });
  }
  nameBelow(shapes, short, y + 18);
}

interface Named {
  key: string;
  text: string;
  tone: TimeTone;
  /** The middle of what it names. */
  x: number;
}

/** What a reader looks for first, of states that are too short for their name. */
const telling = ['failed', 'disconnected', 'connected', 'completed', 'checking', 'connecting'];

/** Names what is too short for its name beneath it, with a line to it, as far as there is room. */
function nameBelow({ lines, texts, width }: TimeShapes, short: readonly Named[], y: number): void {
  const taken: (readonly [from: number, until: number])[] = [];
  for (const { key, text, tone, x } of short.toSorted((a, b) => telling.indexOf(a.text) - telling.indexOf(b.text))) {
    const length = lengthOf(text);
    const from = Math.min(x - 3, width - length);
    const isFree = taken.every(([start, end]) => from + length < start || from > end);
    if (!telling.includes(text) || !isFree) continue;
    taken.push([from, from + length]);
    lines.push({ key: `${key}-name`, x1: x, x2: x, y1: y, y2: y + 5, tone: 'sub' });
    texts.push({ key, x: from, y: y + 15, text, tone, size: 'axis' });
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
