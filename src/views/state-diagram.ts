/** The state diagram: the states of the signaling machine, the moves between them, and where each peer is. */
import { type Selection, select } from 'd3';
import type { PeerName } from '#domain/trace.ts';
import { type Box, lineHeight, type Plan, planOf, type Route } from './state-diagram-plan.ts';

export interface DiagramEdge {
  from: string;
  event: string;
  to: string;
}

export interface StateDiagramPicture {
  /** Width in px; laid out for 340 and more. */
  width: number;
  /** Nodes and edges as the machine defines them. */
  nodes: readonly { id: string }[];
  edges: readonly DiagramEdge[];
  /** The state that each peer is in. */
  current: Readonly<Partial<Record<PeerName, string>>>;
  /** The move just made. */
  taken?: { peer: PeerName; edge: DiagramEdge } | undefined;
  /** The moves possible now, from the states that the peers are in; the others are drawn faint. */
  possible: readonly DiagramEdge[];
  /** `label`: what the picture is; `text`: what it shows now; `fromEvery`: the move `{event}` that each state has. */
  words: { label: string; text: string; fromEvery: string };
}

type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** One line of text: a move, or the two methods that do the same. */
interface Label {
  text: string;
  edges: DiagramEdge[];
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  stays: boolean;
}

interface Way {
  key: string;
  route: Route;
  edges: DiagramEdge[];
}

const tips = {
  up: 'm0 0l-4.5 8h9z',
  down: 'm0 0l-4.5 -8h9z',
  left: 'm0 0l8 -4.5v9z',
  right: 'm0 0l-8 -4.5v9z',
};

const same = (one: DiagramEdge) => (other: DiagramEdge) =>
  one.from === other.from && one.event === other.event && one.to === other.to;

/** Draws the diagram into `container`; throws an Error that names a state for which there is no place. */
export function renderStateDiagram(container: Element, picture: StateDiagramPicture): void {
  const plan = planOf(picture.width);
  const lost = picture.nodes.find(({ id }) => !plan.boxes.has(id));
  if (lost) throw new Error(`The state diagram has no place for the state ${lost.id}.`);
  const ways = waysOf(picture, plan);
  const root = select(container)
    .selectAll<SVGSVGElement, number>('svg.state-diagram')
    .data([0])
    .join('svg')
    .attr('class', 'state-diagram')
    .attr('role', 'img')
    .attr('aria-label', `${picture.words.label} ${picture.words.text}`)
    .attr('width', plan.width)
    .attr('height', plan.height)
    .attr('viewBox', `0 0 ${plan.width} ${plan.height}`);
  drawWays(layer(root, 'ways'), ways, picture);
  drawBoxes(layer(root, 'states'), picture, plan);
  drawLabels(layer(root, 'moves'), [...labelsOf(ways, picture), ...loopsOf(picture, plan)], picture);
  drawMarkers(layer(root, 'peers'), picture, plan);
}

function layer(root: Selection<SVGSVGElement, number, Element, unknown>, name: string): Layer {
  const group = root.selectAll<SVGGElement, string>(`g.${name}`).data([name]).join('g').attr('class', name).node();
  if (!group) throw new Error(`The state diagram has no layer ${name}.`);
  return select(group);
}

/** The moves that each way carries; the one that every open state has is drawn once. */
function waysOf({ edges }: StateDiagramPicture, { routes, common }: Plan): Way[] {
  const all = { key: `*>${common.to}`, route: common.route, edges: edges.filter(({ to }) => to === common.to) };
  const ways = [...routes].map(([key, route]) => ({
    key,
    route,
    edges: edges.filter(({ from, to }) => `${from}>${to}` === key),
  }));
  return [...ways, all].filter((way) => way.edges.length > 0);
}

/** How moves are drawn now: `taken a`, `possible` or `faint`. */
function standing(edges: readonly DiagramEdge[], { taken, possible }: StateDiagramPicture): string {
  if (taken && edges.some(same(taken.edge))) return `taken ${taken.peer}`;
  return edges.some((edge) => possible.some(same(edge))) ? 'possible' : 'faint';
}

function drawWays(group: Layer, ways: Way[], picture: StateDiagramPicture): void {
  const keyed = group.selectAll<SVGGElement, Way>('g.way').data(ways, (way) => way.key);
  const way = keyed.join((enter) => {
    const added = enter.append('g');
    added.append('path').attr('class', 'line');
    added.append('path').attr('class', 'tip');
    return added;
  });
  way.attr('class', ({ edges }) => `way ${standing(edges, picture)}`);
  way.select('.line').attr('d', ({ route }) => route.path);
  way.select('.tip').attr('d', ({ route }) => `M${route.tip.x} ${route.tip.y}${tips[route.tip.towards]}`);
}

/** `setLocal(rollback)` and `setRemote(rollback)` on one way are one line: `rollback`. */
function merged(edges: readonly DiagramEdge[]): Map<string, DiagramEdge[]> {
  const typeOf = ({ event }: DiagramEdge) => /^set(?:Local|Remote)\((\w+)\)$/.exec(event)?.[1];
  return Map.groupBy(edges, (edge) => {
    const type = typeOf(edge);
    return type && edges.filter((other) => typeOf(other) === type).length > 1 ? type : edge.event;
  });
}

function labelsOf(ways: readonly Way[], { words }: StateDiagramPicture): Label[] {
  return ways.flatMap(({ key, route, edges }) =>
    [...merged(edges)].map(([event, of], line) => ({
      text: key.startsWith('*') ? words.fromEvery.replace('{event}', event) : event,
      edges: of,
      ...route.label,
      y: route.label.y + line * lineHeight,
      stays: false,
    })),
  );
}

/** Moves that stay where they are stand in the box, beside a small loop. */
function loopsOf({ edges }: StateDiagramPicture, { boxes }: Plan): Label[] {
  return edges.flatMap((edge) => {
    const box = boxes.get(edge.from);
    if (edge.from !== edge.to || !box) return [];
    const [x, y] = [box.x + box.width / 2 + 7, box.y + 36];
    return [{ text: edge.event, edges: [edge], x, y, anchor: 'middle' as const, stays: true }];
  });
}

function drawLabels(group: Layer, labels: Label[], picture: StateDiagramPicture): void {
  group
    .selectAll<SVGTextElement, Label>('text')
    .data(labels)
    .join('text')
    .attr('class', ({ edges, stays }) => `move ${stays ? 'stays ' : ''}${standing(edges, picture)}`)
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('text-anchor', ({ anchor }) => anchor)
    .text(({ text: words }) => words);
  const halfOf = ({ text: words }: Label) => (words.length * 7.25) / 2;
  group
    .selectAll<SVGPathElement, Label>('path.loop')
    .data(labels.filter(({ stays }) => stays))
    .join('path')
    .attr('class', ({ edges }) => `loop ${standing(edges, picture)}`)
    .attr(
      'd',
      (label) => `M${label.x - halfOf(label) - 7} ${label.y - 8.5}a4 4 0 1 0 3.5 3.2m.8 -3.6l-.6 3.8l-3.4 -1.6`,
    );
}

/** The peers that are in a state, `a` first. */
const peersIn = ({ current }: StateDiagramPicture, id: string): PeerName[] =>
  (['a', 'b'] as const).filter((peer) => current[peer] === id);

function drawBoxes(group: Layer, picture: StateDiagramPicture, { boxes }: Plan): void {
  const places = picture.nodes.flatMap(({ id }) => {
    const box = boxes.get(id);
    return box ? [{ id, box, peers: peersIn(picture, id) }] : [];
  });
  const state = group
    .selectAll<SVGGElement, (typeof places)[number]>('g.state')
    .data(places, ({ id }) => id)
    .join((enter) => {
      const added = enter.append('g');
      added.append('path').attr('class', 'half first');
      added.append('path').attr('class', 'half second');
      added.append('rect').attr('rx', 5);
      added.append('text').attr('class', 'name').attr('text-anchor', 'middle');
      return added;
    });
  state.attr('class', ({ peers }) => `state ${peers.length > 0 ? 'current' : 'away'} ${peers.join(' ')}`);
  state
    .select('.first')
    .attr('class', ({ peers }) => `half first ${peers[0] ?? ''}`)
    .attr('d', ({ box }) => half(box, 0));
  state
    .select('.second')
    .attr('class', ({ peers }) => `half second ${peers.at(-1) ?? ''}`)
    .attr('d', ({ box }) => half(box, 1));
  state
    .select('rect')
    .attr('x', ({ box }) => box.x + 1)
    .attr('y', ({ box }) => box.y)
    .attr('width', ({ box }) => box.width - 2)
    .attr('height', ({ box }) => box.height);
  state
    .select('.name')
    .attr('x', ({ box }) => box.x + box.width / 2)
    .attr('y', ({ box }) => box.y + 19)
    .text(({ id }) => id);
}

/** One half of a box, left or right, with round corners outside: a state where both peers are has both hues. */
function half({ x, y, width, height }: Box, side: 0 | 1): string {
  const middle = x + width / 2;
  const reach = (width / 2 - 1 - 5) * (side === 0 ? -1 : 1);
  const corner = side === 0 ? -5 : 5;
  const turn = side === 0 ? 0 : 1;
  return (
    `M${middle} ${y}h${reach}a5 5 0 0 ${turn} ${corner} 5v${height - 10}` + `a5 5 0 0 ${turn} ${-corner} 5H${middle}z`
  );
}

/** A badge hangs below the left corner of a box of two lines; in one of one line it stands beside the name. */
function badgePlace(box: Box, place: number): { x: number; y: number } {
  if (box.height > 30) return { x: box.x + 18 + place * 22, y: box.y + box.height + 3 };
  const opposite = place > 0 && box.width < 140;
  return { x: opposite ? box.x + box.width - 13 : box.x + 13 + place * 22, y: box.y + box.height / 2 };
}

/** Where the peers are: a badge with the letter of each. */
function drawMarkers(group: Layer, picture: StateDiagramPicture, { boxes }: Plan): void {
  const badges = [...boxes].flatMap(([id, box]) =>
    peersIn(picture, id).map((peer, place) => ({ peer, ...badgePlace(box, place) })),
  );
  const badge = group
    .selectAll<SVGGElement, (typeof badges)[number]>('g.badge')
    .data(badges, ({ peer }) => peer)
    .join((enter) => {
      const added = enter.append('g');
      added.append('circle').attr('r', 9);
      added.append('text').attr('text-anchor', 'middle').attr('y', 4.5);
      return added;
    });
  badge.attr('class', ({ peer }) => `badge ${peer}`).attr('transform', ({ x, y }) => `translate(${x} ${y})`);
  badge.select('text').text(({ peer }) => peer.toUpperCase());
}
