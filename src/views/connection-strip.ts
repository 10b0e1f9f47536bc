/** A connection from offer to connected, lying down on a desk and standing up on a phone: one column, or row, a milestone. */
import { type Selection, select } from 'd3';
import type { Milestone, MilestoneKey } from '#domain/milestones.ts';

export interface StripPicture {
  /** Width of the container in px; below 900 the strip stands up. */
  width: number;
  milestones: readonly Milestone[];
  words: {
    label: string;
    a: string;
    b: string;
    signaling: string;
    stages: Readonly<Record<MilestoneKey, { title: string; text: string }>>;
  };
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** Lays a drawing out along time and across the three lines; a standing strip is a lying one turned by a quarter. */
interface Frame {
  standing: boolean;
  width: number;
  height: number;
  /** Where the lines of A, of signaling and of B lie. */
  a: number;
  signaling: number;
  b: number;
  /** Where time begins and ends, and how much of it a milestone takes. */
  start: number;
  end: number;
  step: number;
}

export const standingStep = 70;

function frameOf({ width }: StripPicture): Frame {
  if (width < 900) {
    const height = 6 * standingStep;
    return {
      standing: true,
      width: 124,
      height,
      a: 8,
      signaling: 62,
      b: 116,
      start: 8,
      end: height,
      step: standingStep,
    };
  }
  const start = Math.round(width * 0.1135);
  const step = (width - start) / 6;
  return { standing: false, width, height: 236, a: 58, signaling: 126, b: 194, start, end: width, step };
}

const point = ({ standing }: Frame, along: number, across: number): string =>
  standing ? `${across},${along}` : `${along},${across}`;

function line(group: Group, frame: Frame, kind: string, from: [number, number], to: [number, number]): void {
  group
    .append('path')
    .attr('class', kind)
    .attr('d', `M${point(frame, ...from)} L${point(frame, ...to)}`);
}

/** A line with a tip at its end. */
function arrow(group: Group, frame: Frame, kind: string, from: [number, number], to: [number, number]): void {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const at = (back: number, aside: number): [number, number] => [
    to[0] - back * Math.cos(angle) - aside * Math.sin(angle),
    to[1] - back * Math.sin(angle) + aside * Math.cos(angle),
  ];
  line(group, frame, kind, from, at(7, 0));
  const corners = [to, at(8, 4), at(8, -4)].map((corner) => point(frame, ...corner)).join(' ');
  group.append('polygon').attr('class', `${kind} tip`).attr('points', corners);
}

function disc(group: Group, frame: Frame, kind: string, along: number, across: number, r: number): void {
  const [x, y] = point(frame, along, across).split(',');
  group
    .append('circle')
    .attr('class', kind)
    .attr('cx', x ?? 0)
    .attr('cy', y ?? 0)
    .attr('r', r);
}

function description(group: Group, frame: Frame, at: number, from: 'a' | 'b', label: string): void {
  const sign = from === 'a' ? 1 : -1;
  const [near, far] = from === 'a' ? [frame.a, frame.b] : [frame.b, frame.a];
  disc(group, frame, from, at, near, 5);
  arrow(group, frame, `${from} strong`, [at, near + 8 * sign], [at, far - 6 * sign]);
  disc(group, frame, 'infra hop', at, frame.signaling, 4.5);
  if (!frame.standing) chip(group, from, at, (near + frame.signaling) / 2 + 2 * sign, label);
}

/** The name of a message, on its way to signaling. */
function chip(group: Group, from: 'a' | 'b', x: number, y: number, label: string): void {
  const half = label.length * 4.2 + 12;
  group
    .append('rect')
    .attr('class', `chip ${from}`)
    .attr('x', x - half)
    .attr('y', y - 12)
    .attr('width', half * 2)
    .attr('height', 24)
    .attr('rx', 12);
  group
    .append('text')
    .attr('class', `chip ${from}`)
    .attr('x', x)
    .attr('y', y + 4.5)
    .attr('text-anchor', 'middle')
    .text(label);
}

function candidates(group: Group, frame: Frame, at: number): void {
  for (const [shift, from] of [
    [-8, 'a'],
    [12, 'b'],
  ] as const) {
    const sign = from === 'a' ? 1 : -1;
    const [near, far] = from === 'a' ? [frame.a, frame.b] : [frame.b, frame.a];
    arrow(group, frame, `${from} dashed`, [at + shift, near + 7 * sign], [at + shift, far - 6 * sign]);
    disc(group, frame, 'infra hop', at + shift, frame.signaling, 4.5);
  }
}

function checks(group: Group, frame: Frame, at: number): void {
  for (const [shift, from] of [
    [-8, 'a'],
    [10, 'b'],
  ] as const) {
    const middle = (frame.a + frame.b) / 2;
    arrow(group, frame, from, [at + shift, middle], [at + shift, frame.b - 6]);
    arrow(group, frame, from, [at + shift, middle], [at + shift, frame.a + 6]);
  }
}

function dtls(group: Group, frame: Frame, at: number): void {
  for (const turn of [0, 1]) {
    const along = at - 18 + turn * 26;
    arrow(group, frame, 'b', [along, frame.b - 6], [along + 9, frame.a + 6]);
    arrow(group, frame, 'a', [along + 13, frame.a + 6], [along + 22, frame.b - 6]);
  }
}

function connected(group: Group, frame: Frame, at: number): void {
  line(group, frame, 'a joined', [at - 3, frame.a + 6], [at - 3, frame.b - 6]);
  line(group, frame, 'b joined', [at + 3, frame.a + 6], [at + 3, frame.b - 6]);
  disc(group, frame, 'ok', at, frame.signaling, 11);
  const [x = 0, y = 0] = point(frame, at, frame.signaling).split(',').map(Number);
  group
    .append('path')
    .attr('class', 'tick')
    .attr('d', `M${x - 4.5},${y + 0.5} l3,3 l6,-6.5`);
}

const drawings: Readonly<Record<MilestoneKey, (group: Group, frame: Frame, at: number) => void>> = {
  offer: (group, frame, at) => description(group, frame, at, 'a', 'offer'),
  answer: (group, frame, at) => description(group, frame, at, 'b', 'answer'),
  candidates,
  checks,
  dtls,
  connected,
};

/** Where a milestone lies in time. */
const placeOf = (frame: Frame, position: number): number =>
  frame.start + position * frame.step + (frame.standing ? frame.step / 2 - 8 : 24);

function drawLines(group: Group, frame: Frame, milestones: readonly Milestone[]): void {
  const at = (key: MilestoneKey): number | undefined => {
    const position = milestones.findIndex((milestone) => milestone.key === key);
    return position < 0 ? undefined : placeOf(frame, position);
  };
  const last = placeOf(frame, Math.max(0, milestones.length - 1));
  const connecting = at('checks') ?? Math.min(last + 20, frame.end);
  const done = at('connected');
  for (const peer of ['a', 'b'] as const) {
    line(group, frame, 'idle', [frame.start, frame[peer]], [connecting - 12, frame[peer]]);
    if (at('checks') !== undefined) {
      const until = done ?? last + 20;
      line(group, frame, `${peer} connecting`, [connecting - 12, frame[peer]], [until, frame[peer]]);
      line(group, frame, `${peer} within`, [connecting - 10.5, frame[peer]], [until - 1.5, frame[peer]]);
    }
    if (done !== undefined) line(group, frame, `${peer} done`, [done, frame[peer]], [frame.end, frame[peer]]);
  }
  const told = ['offer', 'answer', 'candidates'] as const;
  const end = Math.max(...told.map((key) => at(key) ?? frame.start)) + 30;
  line(group, frame, 'infra channel', [frame.start, frame.signaling], [end, frame.signaling]);
  line(group, frame, 'infra stop', [end, frame.signaling - 8], [end, frame.signaling + 8]);
}

function drawNames(group: Group, frame: Frame, { milestones, words }: StripPicture): void {
  if (frame.standing) return;
  const lines = [
    ['a', frame.a, words.a],
    ['infra', frame.signaling, words.signaling],
    ['b', frame.b, words.b],
  ] as const;
  for (const [kind, y, text] of lines) {
    group
      .append('text')
      .attr('class', `name ${kind}`)
      .attr('x', 0)
      .attr('y', y + 5)
      .text(text);
  }
  const positions = (['checks', 'connected'] as const).map((key) => milestones.findIndex((each) => each.key === key));
  const states = [
    { x: frame.start, text: 'new', kind: '' },
    { x: placeOf(frame, positions[0] ?? -1) - 12, text: 'connecting', kind: 'hue', hidden: positions[0] === -1 },
    { x: placeOf(frame, positions[1] ?? -1), text: 'connected', kind: 'hue strong', hidden: positions[1] === -1 },
  ];
  for (const { x, text, kind } of states.filter(({ hidden }) => !hidden)) {
    group
      .append('text')
      .attr('class', `state a ${kind}`)
      .attr('x', x)
      .attr('y', frame.a - 14)
      .text(text);
    group
      .append('text')
      .attr('class', `state b ${kind}`)
      .attr('x', x)
      .attr('y', frame.b + 26)
      .text(text);
  }
}

/** Draws the strip into `picture`, and what each milestone means into the list `legend`. */
export function renderStrip(picture: Element, legend: Element, strip: StripPicture): void {
  const frame = frameOf(strip);
  const svg = select(picture)
    .selectAll<SVGSVGElement, number>('svg')
    .data([0])
    .join('svg')
    .attr('class', frame.standing ? 'standing' : 'lying')
    .attr('role', 'img')
    .attr('aria-label', strip.words.label)
    .attr('width', frame.width)
    .attr('height', frame.height)
    .attr('viewBox', `0 0 ${frame.width} ${frame.height}`);
  svg.selectAll('g').remove();
  const node = svg.append('g').node();
  if (!node) throw new Error('The strip has no group to draw in.');
  const group = select(node);
  drawLines(group, frame, strip.milestones);
  drawNames(group, frame, strip);
  strip.milestones.forEach(({ key }, position) => {
    drawings[key](group, frame, placeOf(frame, position));
  });
  renderLegend(legend, strip);
}

const hueOf: Readonly<Partial<Record<MilestoneKey, string>>> = { offer: 'a', answer: 'b', connected: 'ok' };

function renderLegend(legend: Element, { milestones, words }: StripPicture): void {
  const items = select(legend)
    .selectAll<HTMLLIElement, Milestone>('li')
    .data(milestones, (milestone) => milestone?.key)
    .join((enter) => {
      const item = enter.append('li').attr('class', ({ key }) => hueOf[key] ?? '');
      item.append('span').attr('class', 'ms');
      item.append('b');
      item.append('span').attr('class', 'w');
      return item;
    });
  items.select('.ms').text(({ t }) => `${t.toFixed(0)} ms`);
  items.select('b').text(({ key }) => words.stages[key].title);
  items.select('.w').text(({ key }) => words.stages[key].text);
}
