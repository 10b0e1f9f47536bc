/** The race on a phone: time runs down, the two modes side by side on one axis, each with A left and B right; below, trickle enlarged. */
import type { RaceRun } from '#domain/ice/race.ts';
import type { PeerName } from '#domain/trace.ts';
import { marksTo, type RacePicture } from './race-picture.ts';
import { noShapes, type TimeShapes } from './time-shapes.ts';

const width = 360;
const top = 62;
const bottom = 402;
const lensTop = 478;
const lensBottom = 778;
/** Left edges of the lanes of A and B, by mode. */
const lanes = { wait: { a: 52, b: 112 }, trickle: { a: 208, b: 268 } } as const;
const laneWidth = 20;

type Scale = (t: number) => number;

const scaleTo =
  (end: number, from: number, to: number): Scale =>
  (t) =>
    from + (Math.min(Math.max(t, 0), end) / end) * (to - from);

/** Lays the race out in 360 by 800 units. */
export function raceTall(picture: RacePicture): TimeShapes {
  const shapes = noShapes(width, 800);
  const y = scaleTo(picture.most, top, bottom);
  drawAxis(shapes, picture, y);
  if (picture.wait) drawRun(shapes, picture, picture.wait, y);
  if (picture.trickle) {
    drawRun(shapes, picture, picture.trickle, y);
    drawLens(shapes, picture, picture.trickle, y);
  }
  return shapes;
}

const letter = (peer: PeerName) =>
  ({ text: peer.toUpperCase(), anchor: 'middle', tone: peer, size: 'head' }) as const satisfies object;

function drawAxis({ lines, texts }: TimeShapes, { most, axis, labels, wait, trickle }: RacePicture, y: Scale): void {
  for (const mark of marksTo(most)) {
    lines.push({ key: `mark-${mark}`, x1: 44, x2: width, y1: y(mark), y2: y(mark), tone: 'line' });
    texts.push({
      key: `mark-${mark}`,
      x: 38,
      y: y(mark) + 4,
      text: axis(mark),
      anchor: 'end',
      tone: 'sub',
      size: 'axis',
    });
  }
  const heads = [
    ['wait', `${labels.wait[0]} ${labels.wait[1]}`, wait],
    ['trickle', labels.trickle, trickle],
  ] as const;
  for (const [mode, text, run] of heads) {
    const { a, b } = lanes[mode];
    texts.push({ key: mode, x: a - 4, y: 16, text, tone: 'ink', size: 'head' });
    texts.push({ key: `${mode}-a`, x: a + laneWidth / 2, y: 44, ...letter('a') });
    texts.push({ key: `${mode}-b`, x: b + laneWidth / 2, y: 44, ...letter('b') });
    if (!run) texts.push({ key: `${mode}-none`, x: a - 4, y: 90, text: labels.notRun, tone: 'sub' });
  }
}

function drawRun({ rects, lines, dots, texts }: TimeShapes, picture: RacePicture, run: RaceRun, y: Scale): void {
  const { until, figure, labels } = picture;
  const { mode, gathering, offer, answer, check, connected } = run;
  const lane = lanes[mode];
  const across = { x: lane.a, width: lane.b + laneWidth - lane.a };
  if (mode === 'trickle')
    rects.push({ key: 'trickle-all', ...across, y: top, height: y(Math.min(connected, until)) - top, tone: 'ok' });
  for (const peer of ['a', 'b'] as const) {
    const { from, until: end = run.ended } = gathering[peer];
    if (from > until) continue;
    const thin = mode === 'trickle';
    const place = thin ? { x: lane[peer] + 6, width: 8 } : { x: lane[peer], width: laneWidth };
    const height = Math.max(y(Math.min(end, until)) - y(from), 2);
    rects.push({ key: `${mode}-${peer}`, ...place, y: y(from), height, tone: peer, thin });
    if (thin || height < 30 || end > until) continue;
    const text = { text: '', figure: figure(end - from), tone: peer, x: lane[peer] + laneWidth + 4 };
    texts.push({ key: `${mode}-${peer}-ms`, ...text, y: y(from) + height / 2 + 4 });
  }
  const messages = [
    ['offer', offer, 'a', 'b'],
    ['answer', answer, 'b', 'a'],
  ] as const;
  for (const [key, { from, until: end }, one, two] of mode === 'wait' ? messages : []) {
    if (from > until) continue;
    const [x1, x2] = [lane[one] + laneWidth / 2, lane[two] + laneWidth / 2];
    lines.push({ key: `wait-${key}`, x1, x2, y1: y(from), y2: y(end), tone: 'infra', arrow: 'message' });
  }
  if (mode === 'wait' && check.from <= until) {
    rects.push({
      key: 'wait-check',
      ...across,
      y: y(check.from),
      height: y(Math.min(connected, until)) - y(check.from),
      tone: 'check',
    });
  }
  for (const [index, each] of picture.runs.filter((other) => other.mode === mode).entries()) {
    if (each.connected <= until)
      dots.push({ key: `${mode}-${index}`, x: lane.b + laneWidth + 20, y: y(each.connected), tone: 'ok', kind: 'run' });
  }
  if (connected > until) return;
  const end = y(connected);
  lines.push({
    key: `${mode}-connected`,
    x1: lane.a - 6,
    x2: lane.b + laneWidth + 26,
    y1: end,
    y2: end,
    tone: 'ok',
    strong: true,
  });
  texts.push({
    key: `${mode}-connected`,
    x: lane.a - 4,
    y: end + 16,
    text: labels.connected,
    figure: figure(connected),
    tone: 'ok',
    strong: true,
  });
}

function drawLens({ rects, lines, dots, texts }: TimeShapes, picture: RacePicture, run: RaceRun, outer: Scale): void {
  const { lens, labels, axis, figure, until } = picture;
  const y = scaleTo(lens, lensTop, lensBottom);
  rects.push({
    key: 'lens',
    x: 44,
    y: lensTop - 26,
    width: width - 46,
    height: lensBottom - lensTop + 38,
    tone: 'lens',
  });
  lines.push({
    key: 'lens-what',
    x1: lanes.trickle.a - 10,
    x2: lanes.trickle.a - 10,
    y1: top,
    y2: outer(lens),
    tone: 'ink',
    strong: true,
  });
  texts.push({
    key: 'lens',
    x: 44,
    y: lensTop - 34,
    text: `${labels.lens} · ${labels.lensSpan}`,
    tone: 'ink',
    size: 'head',
  });
  for (const mark of marksTo(lens)) {
    lines.push({ key: `lens-${mark}`, x1: 45, x2: width - 3, y1: y(mark), y2: y(mark), tone: 'line' });
    texts.push({
      key: `lens-${mark}`,
      x: 38,
      y: y(mark) + 4,
      text: axis(mark),
      anchor: 'end',
      tone: 'sub',
      size: 'axis',
    });
  }
  const ends = { a: 70, b: 250 };
  for (const peer of ['a', 'b'] as const) {
    texts.push({ key: `lens-${peer}`, x: ends[peer] + 5, y: lensTop - 8, ...letter(peer) });
    const { from, until: end = lens } = run.gathering[peer];
    const height = y(Math.min(end, until)) - y(from);
    if (from <= until)
      rects.push({ key: `lens-${peer}`, x: ends[peer], y: y(from), width: 10, height, tone: peer, thin: true });
  }
  const work = y(Math.min(run.gathering.a.from, until)) - lensTop;
  if (work > 3) rects.push({ key: 'lens-work', x: ends.a, y: lensTop, width: 10, height: work, tone: 'dtls' });
  const messages = [
    ['offer', run.offer, 'a', 'b', labels.offer],
    ['answer', run.answer, 'b', 'a', labels.answer],
  ] as const;
  for (const [key, { from, until: end }, one, two, text] of messages) {
    if (from > until) continue;
    const [x1, x2] = one < two ? [ends.a + 14, ends.b - 4] : [ends.b - 4, ends.a + 14];
    lines.push({ key: `lens-${key}`, x1, x2, y1: y(from), y2: y(end), tone: 'infra', arrow: 'message' });
    const place = { x: ends.b + 18, y: (y(from) + y(end)) / 2 + 4 };
    if (y(end) - y(from) > 14)
      texts.push({ key: `lens-${key}`, ...place, text, figure: figure(end - from), tone: 'infra' });
  }
  const blocks = [
    ['check', run.check, labels.check],
    ['dtls', run.dtls, labels.dtls],
  ] as const;
  for (const [tone, { from, until: end }, text] of blocks) {
    if (from > until) continue;
    const height = Math.max(y(Math.min(end, until)) - y(from), 1);
    rects.push({ key: `lens-${tone}`, x: ends.a, y: y(from), width: ends.b + 10 - ends.a, height, tone });
    if (height < 18) continue;
    const place = { x: (ends.a + ends.b + 10) / 2, y: y(from) + height / 2 + 5, anchor: 'middle' as const };
    texts.push({ key: `lens-${tone}`, ...place, text, figure: figure(end - from), tone, strong: true });
  }
  for (const [index, each] of picture.runs.filter(({ mode }) => mode === 'trickle').entries()) {
    if (each.connected <= until && each.connected <= lens)
      dots.push({ key: `lens-${index}`, x: ends.b + 26, y: y(each.connected), tone: 'ok', kind: 'run' });
  }
  if (labels.beyond !== '' && until > lens)
    texts.push({
      key: 'lens-beyond',
      x: width - 8,
      y: lensBottom + 8,
      text: labels.beyond,
      anchor: 'end',
      tone: 'sub',
    });
  if (run.connected > until) return;
  const end = y(run.connected);
  lines.push({ key: 'lens-connected', x1: 52, x2: ends.b + 34, y1: end, y2: end, tone: 'ok', strong: true });
  texts.push({
    key: 'lens-connected',
    x: ends.a,
    y: end + 17,
    text: labels.connected,
    figure: figure(run.connected),
    tone: 'ok',
    strong: true,
  });
}
