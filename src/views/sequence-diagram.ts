/** The sequence diagram: two lifelines, which are the signalingState over time, and one row for each event. */
import { type Selection, select } from 'd3';
import type { SequenceRow } from '#domain/sequence.ts';
import type { PeerName } from '#domain/trace.ts';

/** Height of a row in px. */
export const rowHeight = 34;
const top = 6;

const headHeight = 32;

/** Where a row begins, in px from the top of the container. */
export const sequenceRowTop = (row: number): number => headHeight + top + row * rowHeight;

/** A stretch of a lifeline in one state, in rows: `to` is where the next begins, or the end of the picture. */
export interface Stretch {
  from: number;
  to: number;
  state: string;
}

export interface PlannedRow {
  peer: PeerName;
  label: string;
  kind: 'call' | 'description';
}

export interface SequencePicture {
  /** Width in px; below 520 the picture is laid out for a phone. */
  width: number;
  /** The rows to draw, and the number of the first of them. Others are out of sight, and only their room is kept. */
  rows: readonly SequenceRow[];
  first: number;
  /** Number of rows before `now`, and of all rows that the trace has. */
  now: number;
  total: number;
  /** Events shown, to tell whether a row has ended. */
  cursor: number;
  /** What is held and runs next, drawn faint below everything; empty when looking at a finished trace. */
  planned: readonly PlannedRow[];
  /** Those that reach into the rows drawn. */
  lifelines: Readonly<Record<PeerName, readonly Stretch[]>>;
  words: { label: string; a: string; b: string; signaling: string; now: string };
}

type Layer = Selection<SVGGElement, unknown, null, undefined>;

interface Places {
  narrow: boolean;
  width: number;
  /** Of the whole, and of the part that is drawn. */
  height: number;
  drawn: { top: number; height: number };
  x: Readonly<Record<PeerName, number>>;
  y: (row: number) => number;
}

function placesOf({ width, total, now, planned, first, rows: inSight }: SequencePicture): Places {
  const narrow = width < 520;
  const inset = narrow ? 12 : 136;
  const rows = Math.max(total, now) + planned.length + 1;
  const height = top + rows * rowHeight + 8;
  const drawnTop = first * rowHeight;
  return {
    narrow,
    width,
    height,
    drawn: { top: drawnTop, height: Math.min(height - drawnTop, (inSight.length + planned.length + 2) * rowHeight) },
    x: { a: inset, b: width - inset },
    // the line "now" takes a row of its own, between what has happened and what has not
    y: (row) => top + (row < now ? row : row + 1) * rowHeight + rowHeight / 2,
  };
}

const other = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');
/** A row at peer A has its words to the right of the lifeline, one at peer B to the left of it. */
const inward = (peer: PeerName): 1 | -1 => (peer === 'a' ? 1 : -1);

/** The group of that name inside an svg, made when it is not there. */
function layer(svg: SVGSVGElement, name: string): Layer {
  const group = select(svg)
    .selectAll<SVGGElement, string>(`g.${name}`)
    .data([name])
    .join('g')
    .attr('class', name)
    .node();
  if (!group) throw new Error(`The sequence diagram has no layer ${name}.`);
  return select(group);
}

/** The names of the lines, in a picture of their own, so that they can stay in sight while the rows scroll. */
function drawHeads(container: Element, picture: SequencePicture, { x, width, narrow }: Places): void {
  const heads = [
    { key: 'a', text: picture.words.a, x: narrow ? 4 : x.a, anchor: narrow ? 'start' : 'middle' },
    { key: 'infra', text: picture.words.signaling, x: width / 2, anchor: 'middle' },
    { key: 'b', text: picture.words.b, x: narrow ? width - 4 : x.b, anchor: narrow ? 'end' : 'middle' },
  ];
  select(container)
    .selectAll('svg.heads')
    .data([0])
    .join('svg')
    .attr('class', 'sequence heads')
    .attr('aria-hidden', 'true')
    .attr('width', width)
    .attr('height', headHeight)
    .attr('viewBox', `0 0 ${width} ${headHeight}`)
    .selectAll('text')
    .data(heads)
    .join('text')
    .attr('class', (head) => `head ${head.key}`)
    .attr('x', (head) => head.x)
    .attr('y', 22)
    .attr('text-anchor', (head) => head.anchor)
    .text((head) => head.text);
}

function drawLifelines(group: Layer, { lifelines }: SequencePicture, { x, y, width, height, narrow }: Places): void {
  const stretches = (['a', 'b'] as const).flatMap((peer) => lifelines[peer].map((stretch) => ({ ...stretch, peer })));
  const start = (from: number): number => (from <= 0 ? top : y(from));
  group
    .selectAll('line.channel')
    .data([0])
    .join('line')
    .attr('class', 'channel')
    .attr('x1', width / 2)
    .attr('x2', width / 2)
    .attr('y1', top)
    .attr('y2', height);
  group
    .selectAll('rect')
    .data(stretches)
    .join((enter) => enter.insert('rect', 'text'))
    .attr('class', (d) => `life ${d.peer} ${d.state === 'stable' || d.state === 'closed' ? d.state : 'busy'}`)
    .attr('x', (d) => x[d.peer] - (d.state === 'stable' ? 3 : 6))
    .attr('width', (d) => (d.state === 'stable' ? 6 : 12))
    .attr('y', (d) => start(d.from))
    .attr('height', (d) => Math.max(2, (d.to < 0 ? height : start(d.to)) - start(d.from)))
    .attr('rx', 3);
  group
    .selectAll('text')
    .data(narrow ? [] : stretches)
    .join('text')
    .attr('class', (d) => `state ${d.state === 'stable' ? 'quiet' : d.peer}`)
    .attr('x', (d) => x[d.peer] - inward(d.peer) * 12)
    .attr('y', (d) => start(d.from) + (d.from <= 0 ? 14 : 4))
    .attr('text-anchor', (d) => (d.peer === 'a' ? 'end' : 'start'))
    .text((d) => d.state);
}

/** Whether the call has returned, or the message has arrived, at this moment. */
const hasEnded = ({ endedAt }: SequenceRow, { cursor }: SequencePicture): boolean =>
  endedAt !== undefined && endedAt < cursor;

/** What a row looks like at this moment: made, still running, refused, or not yet come. */
function rowClass(row: SequenceRow, at: number, picture: SequencePicture): string {
  const { now } = picture;
  const future = at >= now;
  const ended = hasEnded(row, picture);
  const outcome = row.kind === 'mark' || ended ? '' : 'running';
  const refused = ended && row.exception !== undefined ? 'refused' : '';
  const changes = row.label.startsWith('set') ? 'changes' : '';
  return ['row', row.kind, row.peer, future ? 'future' : outcome, refused, changes, at === now - 1 ? 'newest' : '']
    .filter(Boolean)
    .join(' ');
}

/** A message: a line from one lifeline to the other, with its name where it does not meet the signaling channel. */
function drawMessage(group: Layer, peer: PeerName, label: string, kind: string, { x, width }: Places): void {
  const gap = 11;
  const from = x[peer] + inward(peer) * gap;
  const to = x[other(peer)] - inward(peer) * gap;
  const tip = `M${to - inward(peer) * 9},-4.5 L${to},0 L${to - inward(peer) * 9},4.5 Z`;
  group
    .append('path')
    .attr('class', 'wire')
    .attr('d', `M${from},0 H${to - inward(peer) * 8}`);
  group.append('path').attr('class', 'tip').attr('d', tip);
  group.append('circle').attr('class', 'bead').attr('r', 4.5).style('--from', `${from}px`).style('--to', `${to}px`);
  if (kind === 'description') {
    const half = label.length * 4.2 + 12;
    group
      .append('rect')
      .attr('class', 'chip')
      .attr('x', width / 2 - half)
      .attr('y', -12)
      .attr('width', half * 2)
      .attr('height', 24)
      .attr('rx', 12);
    group
      .append('text')
      .attr('class', 'name')
      .attr('x', width / 2)
      .attr('y', 4.5)
      .attr('text-anchor', 'middle')
      .text(label);
  } else {
    const anchor = peer === 'a' ? 'start' : 'end';
    group
      .append('text')
      .attr('class', 'name')
      .attr('x', from + inward(peer) * 6)
      .attr('y', -6)
      .attr('text-anchor', anchor)
      .text(label);
  }
}

/** A call or a change of state: a dot on the lifeline, its words beside it. */
function drawPoint(
  group: Layer,
  { peer, kind, label }: Pick<SequenceRow, 'peer' | 'kind' | 'label'>,
  exception: string | undefined,
  { x }: Places,
): void {
  group
    .append('circle')
    .attr('class', 'dot')
    .attr('cx', x[peer])
    .attr('r', kind === 'mark' ? 3 : 5);
  const text = group
    .append('text')
    .attr('class', 'name')
    .attr('x', x[peer] + inward(peer) * 16)
    .attr('y', exception === undefined ? 4.5 : -2)
    .attr('text-anchor', peer === 'a' ? 'start' : 'end');
  text.append('tspan').text(label);
  // on a line of its own: together they are longer than the way to the other lifeline
  if (exception !== undefined) {
    const line = text.append('tspan').attr('class', 'exception').attr('x', text.attr('x')).attr('dy', 15);
    line.text(`✕ ${exception}`);
  }
}

function drawRows(group: Layer, picture: SequencePicture, places: Places): void {
  group
    .selectAll<SVGGElement, SequenceRow>('g')
    .data(picture.rows, (row) => row.index)
    .join('g')
    .attr('class', (row, i) => rowClass(row, picture.first + i, picture))
    .attr('transform', (_, i) => `translate(0,${places.y(picture.first + i)})`)
    .each(function redraw(row) {
      // how a call ended is not known before it has
      const exception = hasEnded(row, picture) ? row.exception : undefined;
      const shown = `${places.width} ${row.peer} ${row.kind} ${row.label} ${exception ?? ''}`;
      if (this.dataset.shown === shown) return;
      this.dataset.shown = shown;
      const self = select<SVGGElement, unknown>(this);
      self.selectAll('*').remove();
      const point = row.kind === 'call' || row.kind === 'mark';
      if (point) drawPoint(self, row, exception, places);
      else drawMessage(self, row.peer, row.label, row.kind, places);
    });
}

function drawPlanned(group: Layer, { planned, total }: SequencePicture, places: Places): void {
  group
    .selectAll<SVGGElement, PlannedRow>('g')
    .data(planned)
    .join('g')
    .attr('class', (row) => `row ${row.kind} ${row.peer} future planned`)
    .attr('transform', (_, i) => `translate(0,${places.y(total + i)})`)
    .each(function redraw(row) {
      const self = select<SVGGElement, unknown>(this);
      self.selectAll('*').remove();
      if (row.kind === 'call') drawPoint(self, row, undefined, places);
      else drawMessage(self, row.peer, row.label, row.kind, places);
    });
}

function drawNow(group: Layer, { now, words }: SequencePicture, { width, narrow, x }: Places): void {
  const half = words.now.length * 4 + 12;
  group.attr('transform', `translate(0,${top + now * rowHeight + rowHeight / 2})`);
  const inset = narrow ? 0 : x.a - 8;
  group
    .selectAll('line')
    .data([0])
    .join('line')
    .attr('x1', inset)
    .attr('x2', width - inset);
  group
    .selectAll('rect')
    .data([0])
    .join('rect')
    .attr('x', width / 2 - half)
    .attr('y', -11)
    .attr('width', half * 2)
    .attr('height', 22)
    .attr('rx', 11);
  group
    .selectAll('text')
    .data([words.now])
    .join('text')
    .attr('x', width / 2)
    .attr('y', 4)
    .attr('text-anchor', 'middle')
    .text(String);
}

/** Draws the picture into `container`; calling it again with other data changes what has changed. */
export function renderSequence(container: Element, picture: SequencePicture): void {
  const places = placesOf(picture);
  const { drawn } = places;
  drawHeads(container, picture, places);
  const svg = select(container)
    .selectAll<SVGSVGElement, number>('svg.rows')
    .data([0])
    .join('svg')
    .attr('class', 'sequence rows')
    .attr('role', 'img')
    .attr('aria-label', picture.words.label)
    .attr('width', places.width)
    .attr('height', drawn.height)
    .attr('viewBox', `0 ${drawn.top} ${places.width} ${drawn.height}`)
    .style('margin-block', `${drawn.top}px ${places.height - drawn.top - drawn.height}px`)
    .node();
  if (!svg) throw new Error('The sequence diagram has no svg to draw in.');
  drawLifelines(layer(svg, 'lifelines'), picture, places);
  drawRows(layer(svg, 'rows'), picture, places);
  drawPlanned(layer(svg, 'plan'), picture, places);
  drawNow(layer(svg, 'now'), picture, places);
}
