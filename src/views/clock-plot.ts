/** Pings that compared two clocks, offset against round trip: the fastest is the one to trust, to within half of its round trip. */
import { quantileSorted, type ScaleLinear, type Selection, scaleLinear, select } from 'd3';

export interface ClockPing {
  /** Milliseconds on the way, there and back. */
  roundTrip: number;
  /** Milliseconds that B's clock is ahead of A's. */
  offset: number;
}

export interface ClockPlot {
  /** Width of the container in px. */
  width: number;
  pings: readonly ClockPing[];
  words: {
    /** Says the same as the picture. */
    label: string;
    /** As `offset, ms`. */
    offset: string;
    /** As `round trip, ms`. */
    roundTrip: string;
    /** As `fastest ping`. */
    fastest: string;
  };
}

const height = 190;
const top = 36;
const bottom = 48;
const right = 18;
/** Width of a digit of the axis, in px. */
const digit = 7.8;

interface Plot extends ClockPlot {
  fastest: ClockPing;
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  left: number;
}

type Svg = Selection<SVGSVGElement, Plot, Element, unknown>;
type Group = Selection<SVGGElement, Plot, Element, unknown>;

/** Pings that are slower than most by this much stand at the edge, or they would squeeze all others together. */
const outlying = 2;
const most = 0.75;

/** The longest round trip that there is room for. */
function longestShown(pings: readonly ClockPing[]): number {
  const roundTrips = pings.map(({ roundTrip }) => roundTrip).sort((one, other) => one - other);
  const room = outlying * (quantileSorted(roundTrips, most) ?? 0);
  return roundTrips.findLast((roundTrip) => roundTrip <= room) ?? 0;
}

/** Lays the plot out: round trips from 0, offsets around those measured; of most pings. */
function layOut(data: ClockPlot, fastest: ClockPing): Plot {
  const half = Math.max(fastest.roundTrip / 2, 0.05);
  const longest = Math.max(longestShown(data.pings), 2 * half);
  const shown = data.pings.filter(({ roundTrip }) => roundTrip <= longest);
  const offsets = [...shown.map(({ offset }) => offset), fastest.offset - half, fastest.offset + half];
  const margin = (Math.max(...offsets) - Math.min(...offsets)) * 0.12;
  const y = scaleLinear([Math.min(...offsets) - margin, Math.max(...offsets) + margin], [height - bottom, top]).nice(4);
  const labels = y.ticks(4).map(y.tickFormat(4));
  const left = Math.ceil(Math.max(...labels.map((label) => label.length)) * digit) + 14;
  const x = scaleLinear([0, longest * 1.04], [left, data.width - right]);
  return { ...data, fastest, x, y, left };
}

/** How far off an offset can be, by its round trip: half of it to either side (RFC 5905 §8). */
function wedgePath({ x, y, fastest: { offset } }: Plot): string {
  const [lowest = 0, highest = 0] = y.domain();
  const longest = x.domain()[1] ?? 0;
  const side = (sign: 1 | -1): string => {
    const until = Math.min(longest, 2 * (sign > 0 ? highest - offset : offset - lowest));
    return `M${x(0)} ${y(offset)}L${x(until)} ${y(offset + (sign * until) / 2)}`;
  };
  return side(1) + side(-1);
}

function group(svg: Svg, name: string): Group {
  return svg
    .selectAll<SVGGElement, Plot>(`g.${name}`)
    .data((plot) => [plot])
    .join('g')
    .attr('class', name);
}

function drawOffsets(axis: Group, { x, y, left, width, words }: Plot): void {
  const ticks = y.ticks(4);
  const format = y.tickFormat(4);
  axis
    .selectAll<SVGPathElement, number>('path')
    .data(ticks)
    .join('path')
    .attr('d', (tick) => `M${x(0)} ${y(tick)}H${width - right}`);
  axis
    .selectAll<SVGTextElement, number>('text.number')
    .data(ticks)
    .join((enter) => enter.insert('text', '.title'))
    .attr('class', 'number')
    .attr('x', left - 8)
    .attr('y', (tick) => y(tick) + 4)
    .text(format);
  axis.selectAll('text.title').data([words.offset]).join('text').attr('class', 'title').attr('y', 12).text(String);
}

function drawRoundTrips(axis: Group, { x, left, width, words }: Plot): void {
  const room = Math.max(2, Math.min(5, Math.floor((width - left - right) / 60)));
  axis
    .selectAll<SVGTextElement, number>('text.number')
    .data(x.ticks(room))
    .join((enter) => enter.insert('text', '.title'))
    .attr('class', 'number')
    .attr('x', x)
    .attr('y', height - 24)
    .text(x.tickFormat(room));
  axis
    .selectAll('text.title')
    .data([words.roundTrip])
    .join('text')
    .attr('class', 'title')
    .attr('x', (left + width - right) / 2)
    .attr('y', height - 6)
    .text(String);
}

function drawPings(layer: Group, { x, y, pings, fastest }: Plot): void {
  const longest = x.domain()[1] ?? 0;
  const others = pings.filter((ping) => ping !== fastest);
  layer
    .selectAll<SVGCircleElement, ClockPing>('circle')
    .data(others.filter(({ roundTrip }) => roundTrip <= longest))
    .join('circle')
    .attr('r', 3.6)
    .attr('cx', ({ roundTrip }) => x(roundTrip))
    .attr('cy', ({ offset }) => y(offset));
  const [bottomEdge = 0, topEdge = 0] = y.range();
  layer
    .selectAll<SVGPathElement, ClockPing>('path.beyond')
    .data(others.filter(({ roundTrip }) => roundTrip > longest))
    .join('path')
    .attr('class', 'beyond')
    .attr('d', ({ offset }) => {
      const at = Math.max(topEdge + 5, Math.min(bottomEdge - 5, y(offset)));
      return `M${x(longest) + 1} ${at - 5}l8 5l-8 5Z`;
    });
}

/** Points that a name at a height and from one place to another would lie on. */
function hidden({ x, y, pings }: Plot, from: number, to: number, at: number): number {
  return pings.filter(({ roundTrip, offset }) => {
    const [across, down] = [x(roundTrip), y(offset)];
    return across > from - 5 && across < to + 5 && down > at - 17 && down < at + 8;
  }).length;
}

/** The fastest ping with how far off it can be, and its name above it, or below it where that hides fewer points. */
function drawFastest(layer: Group, plot: Plot): void {
  const { x, y, fastest, words, width, left } = plot;
  const at = x(fastest.roundTrip);
  const high = y(fastest.offset + fastest.roundTrip / 2);
  const low = y(fastest.offset - fastest.roundTrip / 2);
  const half = words.fastest.length * 3.8;
  const line = (kind: string, d: string): void => {
    layer.selectAll(`path.${kind}`).data([d]).join('path').attr('class', kind).attr('d', String);
  };
  const middle = Math.max(left + half + 4, Math.min(at, width - right - half));
  const covers = (level: number): number => hidden(plot, middle - half, middle + half, level);
  const isBelow = low + 27 < height - bottom && covers(low + 27) < covers(high - 20);
  line('error', `M${at} ${high}V${low}`);
  line('leader', isBelow ? `M${at} ${low + 3}V${low + 14}` : `M${at} ${high - 16}V${high - 3}`);
  layer.selectAll('circle').data([0]).join('circle').attr('r', 4.6).attr('cx', at).attr('cy', y(fastest.offset));
  layer
    .selectAll('text')
    .data([words.fastest])
    .join('text')
    .attr('x', middle)
    .attr('y', isBelow ? low + 27 : high - 20)
    .text(String);
}

/** Draws the plot into `container`; without a ping there is none. */
export function renderClockPlot(container: Element, data: ClockPlot): void {
  const [first, ...others] = data.pings;
  const fastest = first && others.reduce((best, ping) => (ping.roundTrip < best.roundTrip ? ping : best), first);
  const svg: Svg = select(container)
    .classed('clock-plot', true)
    .selectAll<SVGSVGElement, Plot>('svg')
    .data(fastest ? [layOut(data, fastest)] : [])
    .join('svg')
    .attr('role', 'img')
    .attr('aria-label', ({ words }) => words.label)
    .attr('width', ({ width }) => width)
    .attr('height', height);
  for (const plot of svg.data()) {
    drawOffsets(group(svg, 'offsets'), plot);
    drawRoundTrips(group(svg, 'round-trips'), plot);
    group(svg, 'wedge')
      .selectAll('path')
      .data([wedgePath(plot)])
      .join('path')
      .attr('d', String);
    drawPings(group(svg, 'pings'), plot);
    drawFastest(group(svg, 'fastest'), plot);
  }
}
