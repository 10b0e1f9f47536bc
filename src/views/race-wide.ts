/** The race on a wide page: time runs to the right, A above B, without trickle above, with trickle below, then that one enlarged. */
import type { RaceRun } from '#domain/ice/race.ts';
import { drawLens } from './race-lens.ts';
import { marksTo, type RacePicture } from './race-picture.ts';
import { left, letter, type Scale, scaleTo } from './race-row.ts';
import { drawWait } from './race-waiting.ts';
import { noShapes, type TimeShapes } from './time-shapes.ts';

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
