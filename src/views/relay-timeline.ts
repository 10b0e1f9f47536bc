/**
 * A relayed call between three lifelines: the client, the server whose own line shows what it holds, and the peer. What has happened is
 * drawn full, in order and not to scale; below the line "now" stands faint what the standard schedules.
 */
import { type Selection, select } from 'd3';

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
  /** In px; drawn no narrower and no wider than it is legible. */
  width: number;
}

type Layer = Selection<SVGGElement, unknown, null, undefined>;

const narrowest = 580;
const widest = 708;
const headHeight = 50;
const top = 18;
const tall = 48;
const low = 40;

interface Places {
  width: number;
  x: Readonly<Record<'time' | 'client' | 'from' | 'to' | 'peer', number>>;
  rows: readonly number[];
  now: number;
  planned: readonly number[];
  height: number;
}

const heightOf = ({ left, right, aside = [] }: RelayPictureRow): number =>
  left?.detail || right?.detail || aside.length > 1 ? tall : low;

/** Where each row lies: its arrow's y. */
/** Where the lifelines stand: what a client says needs more room than what is bare. */
function across(wished: number): Pick<Places, 'width' | 'x'> {
  const width = Math.round(Math.max(narrowest, Math.min(widest, wished)));
  const client = width < 640 ? 96 : 116;
  const from = Math.round(client + (width - client) * 0.415);
  return { width, x: { time: client - 28, client, from, to: from + 28, peer: width - (width < 640 ? 76 : 105) } };
}

function placesOf({ rows, planned, width }: RelayPicture): Places {
  let y = top + 14;
  const place = (row: RelayPictureRow): number => {
    const at = y;
    y += heightOf(row);
    return at;
  };
  const happened = rows.map(place);
  const now = y;
  y += 40;
  const coming = planned.map(place);
  return { ...across(width), rows: happened, now, planned: coming, height: y + 8 };
}

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

/** The names of the lines, in a picture of their own, so that they stay in sight while the rows scroll. */
function drawHeads(container: Element, { heads }: RelayPicture, { x, width }: Places): void {
  const all = [
    { ...heads.client, x: x.client },
    { ...heads.server, x: (x.from + x.to) / 2 },
    { ...heads.peer, x: x.peer },
  ];
  select(container)
    .selectAll('svg.relay-heads')
    .data([0])
    .join('svg')
    .attr('class', 'relayed relay-heads')
    .attr('aria-hidden', 'true')
    .attr('width', width)
    .attr('height', headHeight)
    .attr('viewBox', `0 0 ${width} ${headHeight}`)
    .selectAll<SVGGElement, (typeof all)[number]>('g')
    .data(all)
    .join((enter) => {
      const head = enter.append('g');
      head.append('text').attr('class', 'name').attr('y', 22);
      head.append('text').attr('class', 'at').attr('y', 40);
      return head;
    })
    .attr('class', (head) => head.hue)
    .attr('transform', (head) => `translate(${head.x},0)`)
    .each(function fill(head) {
      select(this).select('.name').text(head.name);
      select(this).select('.at').text(head.at);
    });
}

function drawLifelines(group: Layer, { held, heads }: RelayPicture, { rows, now, height, x }: Places): void {
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
    .attr('y', top - 12)
    .attr('height', height - top + 4)
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

/** Draws an arrow between two places, its words above it, what it carries below. */
function drawArrow(group: Layer, arrow: RelayArrow, from: number, to: number): void {
  const { rightwards, hue, stopped, text, detail } = arrow;
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
  const middle = (from + to) / 2;
  one.append('text').attr('class', 'what').attr('x', middle).attr('y', -6).text(text);
  if (detail) one.append('text').attr('class', 'detail').attr('x', middle).attr('y', 16).text(detail);
}

function drawRow(group: Layer, row: RelayPictureRow, { x, width }: Places): void {
  const height = heightOf(row);
  group
    .append('rect')
    .attr('class', 'ground')
    .attr('x', 6)
    .attr('y', -22)
    .attr('width', width - 12)
    .attr('height', height)
    .attr('rx', 6);
  group.append('text').attr('class', 'time').attr('x', x.time).attr('y', 4).text(row.time);
  if (row.left) drawArrow(group, row.left, x.client + 8, x.from - 2);
  if (row.right) drawArrow(group, row.right, x.to + 24, x.peer - 8);
  for (const [i, line] of (row.aside ?? []).entries()) {
    const text = group.append('text').attr('class', i === 0 ? 'aside first' : 'aside');
    text
      .attr('x', x.to + 28)
      .attr('y', 4 + i * 16)
      .text(line);
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

function drawNow(group: Layer, { words }: RelayPicture, { now, x, width }: Places): void {
  const half = words.now.length * 4 + 14;
  group.attr('transform', `translate(0,${now})`);
  group
    .selectAll('line')
    .data([0])
    .join('line')
    .attr('x1', x.time + 8)
    .attr('x2', width - 12);
  const pill = width - 14 - half;
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
    { class: 'pill', x: pill, text: words.now },
    { class: 'time', x: x.time, text: words.nowAt },
  ];
  group
    .selectAll('text')
    .data(texts)
    .join('text')
    .attr('class', (text) => text.class)
    .attr('x', (text) => text.x)
    .attr('y', 4)
    .text((text) => text.text);
}

/** Draws the picture into `container`; `onChoose` is told the key of a row that was clicked. Returns the y of "now", in px from the top of all. */
export function renderRelayTimeline(
  container: Element,
  picture: RelayPicture,
  onChoose?: (key: number) => void,
): { now: number } {
  const places = placesOf(picture);
  drawHeads(container, picture, places);
  const svg = select(container)
    .selectAll<SVGSVGElement, number>('svg.relay-rows')
    .data([0])
    .join('svg')
    .attr('class', 'relayed relay-rows')
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
