/** The beginning of a race with trickle, enlarged. */
import type { RaceRun, Stretch } from '#domain/ice/race.ts';
import { marksTo, type RacePicture } from './race-picture.ts';
import { drawDots, drawWork, left, letter, right, type Scale, scaleTo } from './race-row.ts';
import type { TimeShapes } from './time-shapes.ts';

/** Draws the lens below the part of the axis that it enlarges; `outer` is the scale of that axis. */
export function drawLens(shapes: TimeShapes, picture: RacePicture, run: RaceRun, outer: Scale): void {
  const { rects, lines, texts } = shapes;
  const { lens, labels, axis } = picture;
  rects.push({ key: 'lens', x: left, y: 312, width: right - left, height: 176, tone: 'lens' });
  lines.push({ key: 'lens-left', x1: left, y1: 274, x2: left, y2: 312, tone: 'sub', dotted: true });
  lines.push({ key: 'lens-right', x1: outer(lens), y1: 274, x2: right, y2: 312, tone: 'sub', dotted: true });
  lines.push({ key: 'lens-what', x1: left, y1: 274, x2: outer(lens), y2: 274, tone: 'ink', strong: true });
  texts.push({ key: 'lens', x: 0, y: 328, text: labels.lens, tone: 'ink', size: 'head' });
  texts.push({ key: 'lens-span', x: 0, y: 374, text: labels.lensSpan, tone: 'sub', size: 'axis' });
  for (const peer of ['a', 'b'] as const)
    texts.push({ key: `lens-${peer}`, x: 96, y: peer === 'a' ? 346 : 426, ...letter(peer) });
  const x = scaleTo(lens);
  for (const mark of marksTo(lens).slice(1, -1)) {
    lines.push({ key: `lens-${mark}`, x1: x(mark), x2: x(mark), y1: 313, y2: 466, tone: 'line' });
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
  drawWork(shapes, picture, run, x, { y: 336, height: 10 });
  drawInside(shapes, picture, run, x);
  drawLensMessages(shapes, picture, run, x);
  drawLensWords(shapes, picture, run, x);
  drawDots(shapes, { ...picture, until: Math.min(picture.until, lens) }, 'trickle', x, 456, [
    ['infra', ({ offer }) => offer.until],
    ['infra', ({ answer }) => answer.until],
    ['check', ({ check }) => check.until],
    ['ok', ({ connected }) => connected],
  ]);
  if (labels.beyond !== '' && picture.until > lens)
    texts.push({ key: 'lens-beyond', x: right - 8, y: 460, text: labels.beyond, anchor: 'end', tone: 'sub' });
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
  lines.push({ key: 'lens-connected', x1: end, x2: end, y1: 320, y2: 464, tone: 'ok', strong: true });
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
  const { until, labels } = picture;
  const { offer, answer, alone } = run;
  if (offer.from <= until) {
    const [x1, x2] = [x(offer.from), x(offer.until)];
    lines.push({ key: 'lens-offer', x1, y1: 348, x2, y2: 410, tone: 'infra', arrow: 'message' });
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
}

/** What is said of the two messages stands below both ends, where no arrow and no box is: each below its own, or together. */
function drawLensWords({ texts }: TimeShapes, picture: RacePicture, { offer, answer }: RaceRun, x: Scale): void {
  const { until, labels, figure } = picture;
  const middle = ({ from, until: end }: Stretch): number => (x(from) + x(end)) / 2;
  const took = { offer: figure(offer.until - offer.from), answer: figure(answer.until - answer.from) };
  const place = { y: 443, tone: 'infra' } as const;
  if (middle(answer) - middle(offer) > 96) {
    for (const [key, at] of [
      ['offer', offer],
      ['answer', answer],
    ] as const) {
      if (at.from > until) continue;
      const text = {
        key: `lens-${key}`,
        x: middle(at),
        anchor: 'middle' as const,
        text: labels[key],
        figure: took[key],
      };
      texts.push({ ...place, ...text });
    }
  } else if (answer.from <= until) {
    const text = `${labels.offer} ${took.offer}, ${labels.answer}`;
    texts.push({ key: 'lens-offer', x: x(offer.from), ...place, text, figure: took.answer });
  }
}
