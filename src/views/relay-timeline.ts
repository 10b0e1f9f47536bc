/**
 * A relayed call between three lifelines: the client, the server whose own line shows what it holds, and the peer. What has happened is
 * drawn full, in order and not to scale; below the line "now" stands faint what the standard schedules.
 */
import { type Selection, select } from 'd3';
import { asideLines, lineHeight, linesOf, type Places, placesOf, roomOf, wordsOf } from './relay-places.ts';

/** An arrow on one side of the server, with its words. */
export interface RelayArrow {
  hue: 'a' | 'b' | 'infra' | 'bad';
  /** Towards the right: from the client to the server, or from the server to the peer. */
  rightwards: boolean;
  text: string;
  detail?: string;
  /** It goes no further than the server. */
  stopped?: boolean;
}

export interface RelayPictureRow {
  key: number;
  time: string;
  /** Between client and server; between server and peer. */
  left?: RelayArrow;
  right?: RelayArrow;
  /** Beside the server: what begins or what must be done by then. */
  aside?: readonly string[];
  /** The row that the reader is at. */
  chosen?: boolean;
}

export interface RelayPicture {
  rows: readonly RelayPictureRow[];
  /** What is still to come. */
  planned: readonly RelayPictureRow[];
  /** What the server holds: from which row on. */
  held: readonly { from: number; ended: boolean }[];
  heads: Readonly<Record<'client' | 'server' | 'peer', { name: string; at: string; hue: 'a' | 'b' | 'infra' }>>;
  words: { label: string; now: string; nowAt: string };
  /** In px; drawn no wider than it is legible. */
  width: number;
}

type Layer = Selection<SVGGElement, unknown, null, undefined>;

function layer(svg: SVGSVGElement, name: string): Layer {
  const node = select(svg)
    .selectAll<SVGGElement, string>(`g.${name}`)
    .data([name])
    .join('g')
    .attr('class', name)
    .node();
  if (!node) throw new Error(`The relay's picture has no layer ${name}.`);
  return select(node);
}

interface Head {
  hue: 'a' | 'b' | 'infra';
  x: number;
  anchor: 'start' | 'middle' | 'end';
  lines: readonly { text: string; is: 'name' | 'at' }[];
}

/** Characters of an address in one line of a phone's third. */
const addressLine = 15;

/** An address broken where its port begins, and wherever else it is too long for a third of a phone. */
const addressLines = (at: string): string[] =>
  (/^(.*)(:\d+)$/.exec(at)?.slice(1) ?? [at]).flatMap(
    (part) => part.match(new RegExp(`.{1,${addressLine}}`, 'g')) ?? [],
  );

function headsOf({ heads }: RelayPicture, { x, isNarrow, width }: Places): Head[] {
  const places = isNarrow
    ? ([
        [4, 'start'],
        [x.to + 2, 'end'],
        [width - 4, 'end'],
      ] as const)
    : ([
        [x.client, 'middle'],
        [(x.from + x.to) / 2, 'middle'],
        [x.peer, 'middle'],
      ] as const);
  return [heads.client, heads.server, heads.peer].map(({ name, at, hue }, i): Head => {
    const [place, anchor] = places[i] ?? [0, 'middle'];
    const names = isNarrow ? linesOf(name, width - x.to - 12, true) : [name];
    const addresses = isNarrow ? addressLines(at) : [at];
    return {
      hue,
      x: place,
      anchor,
      lines: [
        ...names.map((text) => ({ text, is: 'name' as const })),
        ...addresses.map((text) => ({ text, is: 'at' as const })),
      ],
    };
  });
}

/** The names of the lines, in a picture of their own, so that they stay in sight while the rows scroll. Returns its height. */
function drawHeads(container: Element, picture: RelayPicture, places: Places): number {
  const heads = headsOf(picture, places);
  const height = 50 + 17 * Math.max(0, ...heads.map(({ lines }) => lines.length - 2));
  const { width } = places;
  const groups = select(container)
    .selectAll('svg.relay-heads')
    .data([0])
    .join('svg')
    .attr('class', 'relayed relay-heads')
    .attr('aria-hidden', 'true')
    .attr('width', width)
    .attr('height', height)
    .attr('viewBox', `0 0 ${width} ${height}`)
    .selectAll<SVGGElement, Head>('g')
    .data(heads)
    .join('g')
    .attr('class', (head) => head.hue)
    .attr('text-anchor', (head) => head.anchor)
    .attr('transform', (head) => `translate(${head.x},0)`);
  groups
    .selectAll<SVGTextElement, Head['lines'][number]>('text')
    .data((head) => head.lines)
    .join('text')
    .attr('class', (line) => line.is)
    .attr('y', (_, i) => 22 + i * 17)
    .text((line) => line.text);
  return height;
}

function drawLifelines(group: Layer, { held, heads }: RelayPicture, { rows, now, height, x }: Places): void {
  const top = 6;
  const lines = [
    { class: `life ${heads.client.hue}`, x: x.client - 5, width: 10 },
    { class: 'server', x: x.from, width: x.to - x.from },
    { class: `life ${heads.peer.hue}`, x: x.peer - 5, width: 10 },
  ];
  group
    .selectAll('rect.line')
    .data(lines)
    .join('rect')
    .attr('class', (line) => `line ${line.class}`)
    .attr('x', (line) => line.x)
    .attr('width', (line) => line.width)
    .attr('y', top)
    .attr('height', height - top - 8)
    .attr('rx', 5);
  const bars = held.flatMap(({ from, ended }, i) => {
    const start = rows[from] ?? now;
    const bar = { x: x.from + 4 + i * 8, number: i + 1 };
    const past = { ...bar, class: 'held', y: start, height: Math.max(0, now - start) };
    return ended ? [past] : [past, { ...bar, class: 'to-come', y: now, height: height - now - 12 }];
  });
  group
    .selectAll('rect.bar')
    .data(bars)
    .join('rect')
    .attr('class', (bar) => `bar ${bar.class}`)
    .attr('x', (bar) => bar.x)
    .attr('width', 6)
    .attr('y', (bar) => bar.y)
    .attr('height', (bar) => bar.height)
    .attr('rx', 3);
  group
    .selectAll('text.number')
    .data(bars.filter((bar) => bar.class === 'held'))
    .join('text')
    .attr('class', 'number')
    .attr('x', (bar) => bar.x + 3)
    .attr('y', (bar) => bar.y - 5)
    .text((bar) => bar.number);
}

/** Draws an arrow across its lane, its words above it, what it carries below. */
function drawArrow(group: Layer, arrow: RelayArrow, lane: readonly [number, number], isNarrow: boolean): void {
  const { rightwards, hue, stopped } = arrow;
  const [from, to] = lane;
  const [start, end] = rightwards ? [from, to] : [to, from];
  const back = rightwards ? -8 : 8;
  const one = group.append('g').attr('class', `arrow ${hue}`);
  one
    .append('path')
    .attr('class', 'wire')
    .attr('d', `M${start},0 H${end + back}`);
  one
    .append('path')
    .attr('class', 'tip')
    .attr('d', `M${end + back},-4.5 L${end},0 L${end + back},4.5 Z`);
  if (stopped) {
    const cross = end - back * 2.2;
    one
      .append('path')
      .attr('class', 'cross')
      .attr('d', `M${cross - 6},-6 l12,12 m0,-12 l-12,12`);
  }
  const words = wordsOf(arrow, lane, isNarrow);
  const write = (name: 'what' | 'detail', first: number): void => {
    for (const [i, line] of words[name].entries()) {
      one
        .append('text')
        .attr('class', name)
        .attr('x', (from + to) / 2)
        .attr('y', first + i * lineHeight)
        .text(line);
    }
  };
  write('what', -6 - (words.what.length - 1) * lineHeight);
  write('detail', 16);
}

function drawRow(group: Layer, row: RelayPictureRow, places: Places): void {
  const { x, lanes, width, isNarrow } = places;
  const { above, below } = roomOf(row, places);
  group
    .append('rect')
    .attr('class', 'ground')
    .attr('x', isNarrow ? 1 : 6)
    .attr('y', -above)
    .attr('width', width - (isNarrow ? 2 : 12))
    .attr('height', above + below)
    .attr('rx', 6);
  group
    .append('text')
    .attr('class', 'time')
    .attr('x', x.time)
    .attr('y', isNarrow ? 14 - above : 4)
    .text(row.time);
  if (row.left) drawArrow(group, row.left, lanes.left, isNarrow);
  if (row.right) drawArrow(group, row.right, lanes.right, isNarrow);
  for (const [i, { text, isFirst }] of asideLines(row, places).entries()) {
    group
      .append('text')
      .attr('class', isFirst ? 'aside first' : 'aside')
      .attr('x', lanes.right[0] + 4)
      .attr('y', 4 + i * 16)
      .text(text);
  }
}

function drawRows(
  group: Layer,
  rows: readonly RelayPictureRow[],
  at: readonly number[],
  places: Places,
  onChoose?: (key: number) => void,
): void {
  group
    .selectAll<SVGGElement, RelayPictureRow>('g.row')
    .data(rows, (row) => row.key)
    .join('g')
    .attr('class', (row) => (row.chosen ? 'row chosen' : 'row'))
    .attr('transform', (_, i) => `translate(0,${at[i] ?? 0})`)
    .on('click', (_, row) => onChoose?.(row.key))
    .each(function redraw(row) {
      const shown = JSON.stringify({ ...row, chosen: false, width: places.width });
      if (this.dataset['shown'] === shown) return;
      this.dataset['shown'] = shown;
      this.replaceChildren();
      drawRow(select<SVGGElement, unknown>(this), row, places);
    });
}

function drawNow(group: Layer, { words }: RelayPicture, { now, x, width, isNarrow }: Places): void {
  const half = words.now.length * 4 + 14;
  group.attr('transform', `translate(0,${now})`);
  group
    .selectAll('line')
    .data([0])
    .join('line')
    .attr('x1', isNarrow ? 2 : x.time + 8)
    .attr('x2', width - (isNarrow ? 2 : 12));
  const pill = width - (isNarrow ? 4 : 14) - half;
  group
    .selectAll('rect')
    .data([0])
    .join('rect')
    .attr('x', pill - half)
    .attr('y', -11)
    .attr('width', half * 2)
    .attr('height', 22)
    .attr('rx', 11);
  const texts = [
    { class: 'pill', x: pill, y: 4, text: words.now },
    { class: 'time', x: x.time, y: isNarrow ? -6 : 4, text: words.nowAt },
  ];
  group
    .selectAll('text')
    .data(texts)
    .join('text')
    .attr('class', (text) => text.class)
    .attr('x', (text) => text.x)
    .attr('y', (text) => text.y)
    .text((text) => text.text);
}

/** Draws the picture into `container`; `onChoose` is told the key of a row that was clicked. Returns the y of "now", in px from the top of all. */
export function renderRelayTimeline(
  container: Element,
  picture: RelayPicture,
  onChoose?: (key: number) => void,
): { now: number } {
  const places = placesOf(picture);
  const headHeight = drawHeads(container, picture, places);
  const svg = select(container)
    .selectAll<SVGSVGElement, number>('svg.relay-rows')
    .data([0])
    .join('svg')
    .attr('class', places.isNarrow ? 'relayed relay-rows narrow' : 'relayed relay-rows')
    .attr('role', 'img')
    .attr('aria-label', picture.words.label)
    .attr('width', places.width)
    .attr('height', places.height)
    .attr('viewBox', `0 0 ${places.width} ${places.height}`)
    .node();
  if (!svg) throw new Error('The relay has no svg to be drawn in.');
  drawLifelines(layer(svg, 'lifelines'), picture, places);
  drawRows(layer(svg, 'rows'), picture.rows, places.rows, places, onChoose);
  drawRows(layer(svg, 'planned'), picture.planned, places.planned, places);
  drawNow(layer(svg, 'now'), picture, places);
  return { now: headHeight + places.now };
}
