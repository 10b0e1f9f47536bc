/** What goes straight from page to page once they are connected: a line for each flow, dashed beyond the middle, since that is told. */
import { type Selection, select } from 'd3';
import type { PeerName } from '#domain/trace.ts';

export interface DirectFlow {
  key: string;
  /** The end it comes from; `both` for a data channel. */
  from: PeerName | 'both';
  /** As `A’s video 604 kbit/s`. */
  label: string;
  /** What has crossed so far; each time it grows the dots run. 0: nothing has. */
  count: number;
}

export interface DirectFlows {
  self: PeerName;
  /** Empty before there is a connection: then nothing is drawn. */
  flows: readonly DirectFlow[];
  words: {
    /** Says the same as the picture. */
    label: string;
  };
}

type Lines = Selection<SVGGElement, DirectFlow, SVGSVGElement, unknown>;

/** Height of a flow, with the words above its line. */
const rowHeight = 30;
const lineAt = 22;

/** Where dots rest in A's half, counted from A's end. */
const places: Readonly<Record<DirectFlow['from'], readonly number[]>> = {
  a: [11, 30, 43],
  b: [8, 22, 40],
  both: [20],
};

/** A tip that ends at one end of the line; `sign` points outwards. */
const tip = (sign: 1 | -1): string => `M${6 * sign} 0l${-11 * sign} -5.5v11z`;

function drawLine(line: Lines, self: PeerName): void {
  for (const [end, x1, x2] of [
    ['a', '0%', '50%'],
    ['b', '50%', '100%'],
  ] as const) {
    line
      .selectAll<SVGLineElement, DirectFlow>(`line.half-${end}`)
      .data((flow) => [flow])
      .join('line')
      .attr('class', `half-${end} ${end === self ? 'seen' : 'told'}`)
      .attr('x1', x1)
      .attr('x2', x2);
  }
}

/** A tip at each end that is flowed to; it hangs in an svg of its own, since only that may lie at 100 %. */
function drawTips(line: Lines): void {
  const tips = [
    { from: 'b', x: '0%', d: tip(-1) },
    { from: 'a', x: '100%', d: tip(1) },
  ];
  line
    .selectAll<SVGSVGElement, (typeof tips)[number]>('svg')
    .data((flow) => tips.filter(({ from }) => flow.from === from || flow.from === 'both'))
    .join((enter) => {
      const made = enter.append('svg').attr('overflow', 'visible');
      made.append('path');
      return made;
    })
    .attr('x', ({ x }) => x)
    .select('path')
    .attr('d', ({ d }) => d);
}

/** Dots on the half that is seen; other ones each time something has crossed, so that their motion begins again. */
function drawDots(line: Lines, self: PeerName): void {
  const side = (flow: DirectFlow): number[] => places[flow.from].map((place) => (self === 'a' ? place : 100 - place));
  line
    .selectAll<SVGCircleElement, { count: number; at: number }>('circle')
    .data(
      (flow) => (flow.count > 0 ? side(flow).map((at) => ({ count: flow.count, at })) : []),
      (dot) => dot && `${dot.count} ${dot.at}`,
    )
    .join('circle')
    .attr('r', 4.4)
    .attr('cx', ({ at }) => `${at}%`);
}

/** Draws the flows into `container`. */
export function renderDirectFlows(container: Element, { self, flows, words }: DirectFlows): void {
  const line: Lines = select(container)
    .classed('direct-flows', true)
    .selectAll<SVGSVGElement, null>(':scope > svg')
    .data(flows.length > 0 ? [null] : [])
    .join('svg')
    .attr('role', 'img')
    .attr('aria-label', words.label)
    .attr('height', flows.length * rowHeight)
    .selectAll<SVGGElement, DirectFlow>(':scope > g')
    .data(flows, (flow) => flow?.key)
    .join((enter) => {
      const made = enter.append('g');
      made.append('text').attr('x', '50%').attr('y', -8);
      return made;
    })
    .attr('class', ({ from }) => `flow ${from} seen-${self}`)
    .attr('transform', (_, i) => `translate(0,${i * rowHeight + lineAt})`)
    .order();
  drawLine(line, self);
  drawTips(line);
  drawDots(line, self);
  line.select('text').text(({ label }) => label);
}
