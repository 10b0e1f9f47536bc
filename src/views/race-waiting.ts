/** The row of a race without trickle: each description waits for its candidates. */
import type { RaceRun } from '#domain/ice/race.ts';
import type { RacePicture } from './race-picture.ts';
import { drawDots, drawWork, left, right, type Scale } from './race-row.ts';
import type { TimeShapes } from './time-shapes.ts';

/** Draws the run in the middle, and the edges of all. */
export function drawWait(shapes: TimeShapes, picture: RacePicture, run: RaceRun, x: Scale): void {
  const { rects, texts } = shapes;
  const { until, labels, figure } = picture;
  drawWork(shapes, picture, run, x, { y: 44, height: 26 });
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
  drawBlocks(shapes, picture, run, x);
  drawDots(shapes, picture, 'wait', x, 150, [
    ['a', ({ gathering }) => gathering.a.until],
    ['b', ({ gathering }) => gathering.b.until],
    ['ok', ({ connected }) => connected],
  ]);
  if (run.connected <= until) drawWaitEnd(shapes, picture, run, x);
}

/** Checks and DTLS, which both ends take part in. */
function drawBlocks({ rects }: TimeShapes, { until }: RacePicture, run: RaceRun, x: Scale): void {
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
}

/** The line at which the two are connected, and what stands behind it. */
function drawWaitEnd({ lines, texts, dots }: TimeShapes, picture: RacePicture, run: RaceRun, x: Scale): void {
  const { labels, figure } = picture;
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
  const places = dots.map((dot) => dot.x);
  const last = Math.max(...places);
  const behindAll = { x: last + 14 };
  const beforeAll = { x: Math.min(...places) - 10, anchor: 'end' as const };
  const room = last + 80 < right ? behindAll : beforeAll;
  texts.push({ key: 'wait-runs', ...room, y: 154, text: labels.runs, tone: 'sub' });
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
