import { select } from 'd3';
import type { Role, Use } from '#domain/topology/call-roles.ts';
import {
  arrow,
  controlRoles,
  type Layout,
  mediaWay,
  type Plan,
  pathOf,
  planOf,
  strand,
} from './who-talks-to-whom-plan.ts';

/** One part of the call, with its words. */
export interface RoleLine {
  role: Role;
  use: Use;
  /** `page server`; of the direct path: `nothing in between`. */
  name: string;
  /** What it carries, or why it has nothing to do: short enough for the width of a phone. */
  label: string;
  /** `used`, `waits`, `not used`. */
  useWord: string;
  /** The same as a sentence, for the table. */
  sentence: string;
}

export interface RolesPicture {
  lines: readonly RoleLine[];
  /** Names over the two ends, `Peer A` and `Peer B`. */
  ends: { a: string; b: string };
  /** Letters inside the two ends: `A`, and `B` or `B C D E F`. */
  letters: { a: readonly string[]; b: readonly string[] };
  /** A box every packet of that side passes: `NAT`, `no UDP`; empty where there is none. */
  barriers: { a: string; b: string };
  /** Headings over the control rows and the media rows. */
  headings: { control: string; media: string };
  /** What the picture shows, as one sentence. */
  label: string;
}

/** Painted in this order, whatever enters later. */
const layers = ['ends', 'barriers', 'control', 'media', 'parts', 'headings'] as const;

function layersIn(container: Element, picture: RolesPicture, layout: Layout, plan: Plan) {
  const svg = select(container)
    .selectAll<SVGSVGElement, RolesPicture>(`svg.${layout}`)
    .data([picture])
    .join((enter) => enter.append('svg').attr('class', `who-talks-to-whom ${layout}`))
    .attr('viewBox', `0 0 ${plan.width} ${plan.height}`)
    .attr('role', 'img')
    .attr('aria-label', picture.label);
  svg
    .selectAll('g.layer')
    .data(layers)
    .join('g')
    .attr('class', (name) => `layer ${name}`);
  return (name: (typeof layers)[number]) => svg.select<SVGGElement>(`g.${name}`);
}

type Layer = ReturnType<ReturnType<typeof layersIn>>;

function drawEnds(layer: Layer, picture: RolesPicture, plan: Plan): void {
  const ends = [
    { peer: 'a', x: 0, name: picture.ends.a, letters: picture.letters.a, anchor: 'start' },
    { peer: 'b', x: plan.right, name: picture.ends.b, letters: picture.letters.b, anchor: 'end' },
  ];
  const end = layer.selectAll<SVGGElement, (typeof ends)[number]>('g.end').data(ends).join('g');
  end.attr('class', ({ peer }) => `end peer-${peer}`);
  end
    .selectAll('rect')
    .data((datum) => [datum])
    .join('rect')
    .attr('x', ({ x }) => x + 1)
    .attr('y', plan.top - 12)
    .attr('width', plan.end - 2)
    .attr('height', plan.height - plan.top + 4)
    .attr('rx', 8);
  end
    .selectAll('text.name')
    .data((datum) => [datum])
    .join('text')
    .attr('class', 'name')
    .attr('x', ({ peer }) => (peer === 'a' ? 0 : plan.width))
    .attr('y', 22)
    .attr('text-anchor', ({ anchor }) => anchor)
    .text(({ name }) => name);
  end
    .selectAll('text.letter')
    .data(({ letters, x }) => letters.map((letter) => ({ letter, x })))
    .join('text')
    .attr('class', 'letter')
    .attr('x', ({ x }) => x + plan.end / 2)
    .attr('y', (_, index) => plan.top + 16 + index * 26)
    .attr('text-anchor', 'middle')
    .text(({ letter }) => letter);
}

function drawBarriers(layer: Layer, picture: RolesPicture, plan: Plan): void {
  const barriers = [
    { x: plan.left + plan.barrier, label: picture.barriers.a },
    { x: plan.right - plan.barrier, label: picture.barriers.b },
  ].filter(({ label }) => label !== '');
  const barrier = layer.selectAll('g.barrier').data(barriers).join('g').attr('class', 'barrier');
  barrier
    .selectAll('line')
    .data((datum) => [datum])
    .join('line')
    .attr('x1', ({ x }) => x)
    .attr('x2', ({ x }) => x)
    .attr('y1', plan.top - 2)
    .attr('y2', plan.height - 8);
  barrier
    .selectAll('text')
    .data((datum) => [datum])
    .join('text')
    .attr('class', 'halo')
    .attr('x', ({ x }) => x + (x < plan.centre ? -6 : 6))
    .attr('y', plan.top - 8)
    .attr('text-anchor', ({ x }) => (x < plan.centre ? 'start' : 'end'))
    .text(({ label }) => label);
}

function drawControl(layer: Layer, picture: RolesPicture, plan: Plan): void {
  const threads = picture.lines.flatMap(({ role, use }, index) => {
    const control = use === 'used' && controlRoles.includes(role);
    return control || use === 'standby' ? [{ y: plan.yOf(index), kind: control ? 'control' : 'standby' }] : [];
  });
  layer
    .selectAll('path.thread')
    .data(threads)
    .join('path')
    .attr('class', ({ kind }) => `thread ${kind}`)
    .attr('d', ({ y }) =>
      pathOf([
        [plan.left, y],
        [plan.right, y],
      ]),
    );
}

function drawMedia(layer: Layer, picture: RolesPicture, plan: Plan): void {
  const way = mediaWay(picture.lines, plan);
  const strands = way.length === 0 ? [] : (['a', 'b'] as const).map((sender) => ({ sender }));
  const strandOf = (sender: 'a' | 'b') => strand(way, sender === 'a' ? -1 : 1);
  layer
    .selectAll('path.strand')
    .data(strands)
    .join('path')
    .attr('class', ({ sender }) => `strand from-${sender}`)
    .attr('d', ({ sender }) => pathOf(strandOf(sender)));
  layer
    .selectAll('path.tip')
    .data(strands)
    .join('path')
    .attr('class', ({ sender }) => `tip from-${sender}`)
    .attr('d', ({ sender }) => {
      const tip = sender === 'a' ? strandOf('a').at(-1) : strandOf('b')[0];
      return tip ? arrow(tip, sender === 'a' ? 1 : -1) : null;
    });
}

/** How far below the middle of its row a label stands: clear of the box, or of the two strands. */
const labelDrop = ({ role, use }: RoleLine) => (role !== 'direct' ? 32 : use === 'used' ? 24 : 6);

function drawParts(layer: Layer, picture: RolesPicture, plan: Plan): void {
  const parts = picture.lines.map((line, index) => ({ ...line, y: plan.yOf(index) }));
  const part = layer.selectAll<SVGGElement, (typeof parts)[number]>('g.part').data(parts).join('g');
  part.attr('class', ({ role, use }) => `part ${use} ${role}`);
  part
    .selectAll('rect')
    .data((datum) => (datum.role === 'direct' ? [] : [datum]))
    .join('rect')
    .attr('x', plan.centre - plan.node / 2)
    .attr('y', ({ y }) => y - 16)
    .attr('width', plan.node)
    .attr('height', 32)
    .attr('rx', 6);
  part
    .selectAll('text')
    .data((datum) => [
      { text: datum.name, y: datum.role === 'direct' ? datum.y - 14 : datum.y + 5, kind: 'name' },
      { text: datum.label, y: datum.y + labelDrop(datum), kind: 'label halo' },
    ])
    .join('text')
    .attr('class', ({ kind }) => kind)
    .attr('x', plan.centre)
    .attr('y', ({ y }) => y)
    .attr('text-anchor', 'middle')
    .text(({ text }) => text);
}

function drawHeadings(layer: Layer, picture: RolesPicture, plan: Plan): void {
  const headings = [
    { text: picture.headings.control, y: 22 },
    { text: picture.headings.media, y: plan.yOf(controlRoles.length) - 34 },
  ];
  layer
    .selectAll('text.heading')
    .data(headings)
    .join('text')
    .attr('class', 'heading halo')
    .attr('x', plan.centre)
    .attr('y', ({ y }) => y)
    .attr('text-anchor', 'middle')
    .text(({ text }) => text);
}

/** Draws who talks to whom: A on the left, B on the right, one row for each part that may stand between them. */
export function renderWhoTalksToWhom(container: Element, picture: RolesPicture, layout: Layout): void {
  const plan = planOf(layout);
  const layer = layersIn(container, picture, layout, plan);
  drawEnds(layer('ends'), picture, plan);
  drawBarriers(layer('barriers'), picture, plan);
  drawControl(layer('control'), picture, plan);
  drawMedia(layer('media'), picture, plan);
  drawParts(layer('parts'), picture, plan);
  drawHeadings(layer('headings'), picture, plan);
}
