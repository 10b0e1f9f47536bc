/** The scale of type preferences, 0 to 126: what this browser gave, and where it gave nothing, what the RFC advises. */
import { type BaseType, type EnterElement, type Selection, select } from 'd3';

export interface ScalePoint {
  key: string;
  name: string;
  /** 0 to 126. */
  preference: number;
  /** `seen`: a candidate has it. `chosen`: the selected one. `advised`: nobody has, the RFC would. */
  kind: 'seen' | 'chosen' | 'advised';
}

export interface ScalePicture {
  label: string;
  points: readonly ScalePoint[];
}

const width = 346;
const margin = 16;
const baseline = 48;
/** Heights of the rows of words, the nearest first. */
const rows = [72, 30, 90, 12];
/** Rough width of a character at 13 px. */
const character = 7.9;

interface Placed extends ScalePoint {
  x: number;
  textX: number;
  textY: number;
}

const xOf = (preference: number): number => margin + ((width - 2 * margin) * preference) / 126;

/** Finds each point a row where its words meet no others'; the greatest preference first. */
function placed(points: readonly ScalePoint[]): Placed[] {
  const taken = rows.map(() => Number.POSITIVE_INFINITY);
  return [...points]
    .sort((one, two) => two.preference - one.preference)
    .map((point) => {
      const x = xOf(point.preference);
      const half = (`${point.name} ${point.preference}`.length * character) / 2;
      const textX = Math.min(Math.max(x, half), width - half);
      const free = taken.findIndex((from) => textX + half + 6 <= from);
      const row = free === -1 ? rows.length - 1 : free;
      taken[row] = textX - half;
      return { ...point, x, textX, textY: rows[row] ?? baseline };
    });
}

/** Draws the scale into `container`. */
export function renderCandidateScale(container: Element, { label, points }: ScalePicture): void {
  const svg = select(container)
    .selectAll<SVGSVGElement, null>('svg')
    .data([null])
    .join((enter) => {
      const svg = enter.append('svg').attr('viewBox', `0 0 ${width} 96`).attr('role', 'img');
      svg
        .append('line')
        .attr('x1', margin)
        .attr('x2', width - margin)
        .attr('y1', baseline)
        .attr('y2', baseline);
      return svg;
    })
    .attr('aria-label', label);
  const point = svg
    .selectAll<SVGGElement, Placed>('g')
    .data(placed(points), (each) => each?.key)
    .join(newPoint)
    .attr('class', ({ kind }) => `point ${kind}`);
  point
    .select('circle')
    .attr('cx', ({ x }) => x)
    .attr('r', ({ kind }) => (kind === 'chosen' ? 6 : 5));
  const text = point
    .select('text')
    .attr('x', ({ textX }) => textX)
    .attr('y', ({ textY }) => textY);
  text.select('.name').text(({ name }) => `${name} `);
  text.select('.preference').text(({ preference }) => preference);
}

function newPoint<Parent extends BaseType, Data>(
  enter: Selection<EnterElement, Placed, Parent, Data>,
): Selection<SVGGElement, Placed, Parent, Data> {
  const point = enter.append<SVGGElement>('g');
  point.append('circle').attr('cy', baseline);
  const text = point.append('text').attr('text-anchor', 'middle');
  text.append('tspan').attr('class', 'name');
  text.append('tspan').attr('class', 'preference');
  return point;
}
