/** The race on a wide page: time runs to the right, A above B, without trickle above, with trickle below, then that one enlarged. */
import type { RaceRun } from '#domain/ice/race.ts';
import type { PeerName } from '#domain/trace.ts';
import { marksTo, type RacePicture } from './race-picture.ts';
import { noShapes, type TimeShapes, type TimeTone } from './time-shapes.ts';

const left = 112;
const right = 1030;

type Scale = (t: number) => number;

const scaleTo =
  (end: number): Scale =>
  (t) =>
    left + (Math.min(Math.max(t, 0), end) / end) * (right - left);

/** Lays the race out in 1046 by 496 units. */
export function raceWide(picture: RacePicture): TimeShapes {
  const shapes = noShapes(1046, 496);
  const x = scaleTo(picture.most);
  drawAxis(shapes, picture, x);
  drawNames(shapes, picture);
  if (picture.wait) drawWait(shapes, picture, picture.wait, x);
  else shapes.texts.push({ key: 'wait-none', x: left + 10, y: 92, text: picture.labels.notRun, tone: 'sub' });
  if (picture.trickle) {
    drawTrickle(shapes, picture, picture.trickle, x);
    drawLens(shapes, picture, picture.trickle, x);
  } else shapes.texts.push({ key: 'trickle-none', x: left + 10, y: 229, text: picture.labels.notRun, tone: 'sub' });
  return shapes;
}

function drawAxis({ lines, texts }: TimeShapes, { most, axis }: RacePicture, x: Scale): void {
  for (const mark of marksTo(most)) {
    lines.push({ key: `mark-${mark}`, x1: x(mark), x2: x(mark), y1: 24, y2: 274, tone: 'line' });
    const anchor = mark === most ? 'end' : 'middle';
    texts.push({ key: `mark-${mark}`, x: x(mark), y: 16, text: axis(mark), anchor, tone: 'sub', size: 'axis' });
  }
  lines.push({ key: 'between', x1: 0, x2: 1046, y1: 174, y2: 174, tone: 'line' });
}

function drawNames({ texts }: TimeShapes, { labels }: RacePicture): void {
  const heads = [
    [labels.wait[0], 50],
    [labels.wait[1], 67],
    [labels.trickle, 210],
  ] as const;
  for (const [text, y] of heads) texts.push({ key: `head-${y}`, x: 0, y, text, tone: 'ink', size: 'head' });
  const ends = [
    ['a', 62],
    ['b', 124],
    ['a', 211],
    ['b', 247],
  ] as const;
  for (const [peer, y] of ends) texts.push({ key: `end-${y}`, x: 96, y, ...letter(peer) });
}

const letter = (peer: PeerName) =>
  ({ text: peer.toUpperCase(), anchor: 'end', tone: peer, size: 'head' }) as const satisfies object;

/** An edge as it lay in each run: faint dots. */
function drawDots(
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

function drawWait(shapes: TimeShapes, picture: RacePicture, run: RaceRun, x: Scale): void {
  const { rects, lines, texts } = shapes;
  const { until, labels, figure } = picture;
  for (const [peer, y] of [
    ['a', 44],
    ['b', 106],
  ] as const) {
    const { from, until: end = run.connected } = run.gathering[peer];
    if (from > until) continue;
    const width = x(Math.min(end, until)) - x(from);
    rects.push({ key: `wait-${peer}`, x: x(from), y, width: Math.max(width, 2), height: 26, tone: peer });
    const at = { key: `wait-${peer}`, x: x(from) + 10, y: y + 18, tone: peer, figure: figure(end - from) };
    if (width > 230) texts.push({ ...at, text: labels.gathers[peer] });
    else if (width > 64) texts.push({ ...at, text: '' });
  }
  drawMessages(shapes, picture, run, x);
  const blocks = [
    ['check', run.check],
    ['dtls', run.dtls],
  ] as const;
  for (const [tone, { from, until: end }] of blocks) {
    if (from <= until)
      rects.push({
        key: `wait-${tone}`,
        x: x(from),
        y: 44,
        width: x(Math.min(end, until)) - x(from),
        height: 88,
        tone,
      });
  }
  drawDots(shapes, picture, 'wait', x, 150, [
    ['a', ({ gathering }) => gathering.a.until],
    ['b', ({ gathering }) => gathering.b.until],
    ['ok', ({ connected }) => connected],
  ]);
  if (run.connected > until) return;
  const end = x(run.connected);
  lines.push({ key: 'wait-connected', x1: end, x2: end, y1: 36, y2: 162, tone: 'ok', strong: true });
  const behind = { x: end + 8 };
  texts.push({ key: 'wait-connected', ...behind, y: 56, text: labels.connected, tone: 'ok', strong: true });
  texts.push({
    key: 'wait-total',
    ...behind,
    y: 78,
    text: '',
    figure: figure(run.connected),
    tone: 'ink',
    size: 'big',
  });
  const check = figure(run.check.until - run.check.from);
  texts.push({ key: 'wait-check', ...behind, y: 108, text: labels.check, figure: check, tone: 'check' });
  const dtls = figure(run.dtls.until - run.dtls.from);
  texts.push({ key: 'wait-dtls', ...behind, y: 124, text: labels.dtls, figure: dtls, tone: 'ink' });
  texts.push({ key: 'wait-runs', ...behind, x: end + 44, y: 154, text: labels.runs, tone: 'sub' });
}

/** Offer and answer, with their words where there is room: between the two, else before both. */
function drawMessages({ lines, texts }: TimeShapes, picture: RacePicture, run: RaceRun, x: Scale): void {
  const { until, labels, figure } = picture;
  const { offer, answer } = run;
  const took = { offer: figure(offer.until - offer.from), answer: figure(answer.until - answer.from) };
  const roomy = x(answer.from) - x(offer.until) > 190;
  if (offer.from <= until) {
    lines.push({
      key: 'wait-offer',
      x1: x(offer.from),
      y1: 71,
      x2: x(offer.until),
      y2: 105,
      tone: 'infra',
      arrow: 'message',
    });
    const place = roomy ? { x: x(offer.until) + 8 } : { x: x(offer.from) - 6, anchor: 'end' as const };
    const both = `${labels.offer} ${took.offer}, ${labels.answer}`;
    if (roomy)
      texts.push({ key: 'wait-offer', ...place, y: 94, text: labels.offer, figure: took.offer, tone: 'infra' });
    else if (place.x > left + 150)
      texts.push({ key: 'wait-offer', ...place, y: 94, text: both, figure: took.answer, tone: 'infra' });
  }
  if (answer.from > until) return;
  lines.push({
    key: 'wait-answer',
    x1: x(answer.from),
    y1: 105,
    x2: x(answer.until),
    y2: 71,
    tone: 'infra',
    arrow: 'message',
  });
  if (roomy) {
    const place = { x: x(answer.from) - 8, y: 94, anchor: 'end' as const };
    texts.push({ key: 'wait-answer', ...place, text: labels.answer, figure: took.answer, tone: 'infra' });
  }
}

function drawTrickle({ rects, lines, dots, texts }: TimeShapes, picture: RacePicture, run: RaceRun, x: Scale): void {
  const { until, labels, figure } = picture;
  const done = x(Math.min(run.connected, until));
  for (const [peer, y] of [
    ['a', 202],
    ['b', 238],
  ] as const) {
    const { from, until: end } = run.gathering[peer];
    if (from > until) continue;
    const width = x(Math.min(end ?? run.ended, until)) - x(from);
    const open = end === undefined;
    rects.push({
      key: `trickle-${peer}`,
      x: x(from),
      y,
      width: Math.max(width, 2),
      height: 8,
      tone: peer,
      thin: true,
      open,
    });
    const event = run.found.find((found) => found.peer === peer && found.kind === 'srflx')?.t ?? end;
    if ((event ?? run.ended) > until) continue;
    const place = Math.max(x(event ?? run.ended), done);
    if (event !== undefined) dots.push({ key: `trickle-${peer}`, x: x(event), y: y + 4, tone: peer, kind: 'found' });
    texts.push({
      key: `trickle-${peer}`,
      x: place + 14,
      y: peer === 'a' ? 206 : 252,
      text: labels.unawaited[peer],
      tone: 'sub',
    });
  }
  rects.push({ key: 'trickle-all', x: left, y: 184, width: done - left, height: 82, tone: 'ok' });
  if (run.connected > until) return;
  lines.push({ key: 'trickle-connected', x1: done, x2: done, y1: 182, y2: 272, tone: 'ok', strong: true });
  texts.push({
    key: 'trickle-connected',
    x: done + 10,
    y: 231,
    text: labels.connected,
    figure: figure(run.connected),
    tone: 'ok',
    size: 'big',
  });
}

function drawLens(shapes: TimeShapes, picture: RacePicture, run: RaceRun, outer: Scale): void {
  const { rects, lines, texts } = shapes;
  const { lens, labels, axis } = picture;
  rects.push({ key: 'lens', x: left, y: 312, width: right - left, height: 176, tone: 'lens' });
  lines.push({ key: 'lens-left', x1: left, y1: 274, x2: left, y2: 312, tone: 'sub', dotted: true });
  lines.push({ key: 'lens-right', x1: outer(lens), y1: 274, x2: right, y2: 312, tone: 'sub', dotted: true });
  lines.push({ key: 'lens-what', x1: left, y1: 274, x2: outer(lens), y2: 274, tone: 'ink', strong: true });
  texts.push({ key: 'lens', x: 0, y: 334, text: labels.lens, tone: 'ink', size: 'head' });
  texts.push({ key: 'lens-span', x: 0, y: 374, text: labels.lensSpan, tone: 'sub', size: 'axis' });
  for (const peer of ['a', 'b'] as const)
    texts.push({ key: `lens-${peer}`, x: 96, y: peer === 'a' ? 346 : 426, ...letter(peer) });
  const x = scaleTo(lens);
  for (const mark of marksTo(lens).slice(1, -1)) {
    lines.push({ key: `lens-${mark}`, x1: x(mark), x2: x(mark), y1: 313, y2: 462, tone: 'line' });
    texts.push({
      key: `lens-${mark}`,
      x: x(mark),
      y: 481,
      text: axis(mark),
      anchor: 'middle',
      tone: 'sub',
      size: 'axis',
    });
  }
  drawInside(shapes, picture, run, x);
  drawLensMessages(shapes, picture, run, x);
  drawDots(shapes, picture, 'trickle', x, 448, [
    ['infra', ({ offer }) => offer.until],
    ['infra', ({ answer }) => answer.until],
    ['check', ({ check }) => check.until],
    ['ok', ({ connected }) => connected],
  ]);
}

function drawInside({ rects, lines, texts }: TimeShapes, picture: RacePicture, run: RaceRun, x: Scale): void {
  const { until, labels, figure, lens } = picture;
  for (const [peer, y] of [
    ['a', 336],
    ['b', 416],
  ] as const) {
    const { from, until: end = lens } = run.gathering[peer];
    if (from > until) continue;
    rects.push({
      key: `lens-${peer}`,
      x: x(from),
      y,
      width: x(Math.min(end, until)) - x(from),
      height: 10,
      tone: peer,
      thin: true,
    });
  }
  const blocks = [
    ['check', run.check, labels.check],
    ['dtls', run.dtls, labels.dtls],
  ] as const;
  for (const [tone, { from, until: end }, text] of blocks) {
    if (from > until) continue;
    const width = x(Math.min(end, until)) - x(from);
    rects.push({ key: `lens-${tone}`, x: x(from), y: 328, width: Math.max(width, 1), height: 106, tone });
    const middle = { x: x(from) + width / 2, anchor: 'middle' as const, tone, strong: true };
    if (width < 46) continue;
    texts.push({ key: `lens-${tone}`, ...middle, y: 372, text });
    texts.push({ key: `lens-${tone}-ms`, ...middle, y: 392, text: '', figure: figure(end - from) });
  }
  if (run.connected > until) return;
  const end = x(run.connected);
  lines.push({ key: 'lens-connected', x1: end, x2: end, y1: 320, y2: 460, tone: 'ok', strong: true });
  texts.push({ key: 'lens-connected', x: end + 10, y: 372, text: labels.connected, tone: 'ok', strong: true });
  texts.push({
    key: 'lens-total',
    x: end + 10,
    y: 396,
    text: '',
    figure: figure(run.connected),
    tone: 'ink',
    size: 'big',
  });
}

function drawLensMessages({ lines, dots, texts }: TimeShapes, picture: RacePicture, run: RaceRun, x: Scale): void {
  const { until, labels, figure } = picture;
  const { offer, answer, alone } = run;
  if (offer.from <= until) {
    const [x1, x2] = [x(offer.from), x(offer.until)];
    lines.push({ key: 'lens-offer', x1, y1: 348, x2, y2: 410, tone: 'infra', arrow: 'message' });
    const place = x2 - x1 > 110 ? { x: x1 + 2, y: 412 } : { x: x2 + 8, y: 384 };
    texts.push({
      key: 'lens-offer',
      ...place,
      text: labels.offer,
      figure: figure(offer.until - offer.from),
      tone: 'infra',
    });
  }
  if (alone && alone.from <= until) {
    const [x1, x2] = [x(alone.from), x(alone.until)];
    lines.push({ key: 'lens-alone', x1, y1: 348, x2, y2: 410, tone: 'a', arrow: 'alone' });
    dots.push({ key: 'lens-alone', x: x1, y: 341, tone: 'a', kind: 'sent' });
    const middle = (x1 + x2) / 2 + 14;
    if (x(answer.until) - middle > 130 && x2 - x1 > 60) {
      texts.push({ key: 'lens-alone', x: middle, y: 376, text: labels.alone, tone: 'a' });
    }
  }
  if (answer.from > until) return;
  const [x1, x2] = [x(answer.from), x(answer.until)];
  lines.push({ key: 'lens-answer', x1, y1: 415, x2, y2: 348, tone: 'infra', arrow: 'message' });
  const took = figure(answer.until - answer.from);
  const place = { x: x2 - 8, y: 407, anchor: 'end' as const };
  if (x2 - x1 > 110) texts.push({ key: 'lens-answer', ...place, text: labels.answer, figure: took, tone: 'infra' });
}
