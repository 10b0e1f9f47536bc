/** The same negotiation over several carriers: one bar each, from A's beginning to the connection, its messages as ticks in time. */
import { type EnterElement, type Selection, select } from 'd3';
import type { PeerName } from '#domain/trace.ts';

/** A message: above the line one of A's, below it one of B's. */
export interface CarrierTick {
  key: string;
  from: PeerName;
  /** Where it was sent, and where it arrived; from 0 to 1 along the track. */
  at: number;
  until: number;
  /** It is the one whose text is shown. */
  chosen: boolean;
}

export interface CarrierBar {
  key: string;
  name: string;
  /** `recorded`: the run was not made here. */
  state: 'idle' | 'running' | 'done' | 'failed' | 'recorded';
  /** Until the answer is there the two agree over the carrier; from there on they connect straight. From 0 to 1. */
  agreed: number;
  end: number;
  /** What stands behind the bar and its ticks, or in their place: `21.4 ms`, `not run yet`; and where. */
  text: string;
  textAt: number;
  ticks: readonly CarrierTick[];
}

export interface CarrierBars {
  bars: readonly CarrierBar[];
  /** Marks of the axis, from 0 to 1. */
  axis: readonly { at: number; text: string }[];
}

type Rows = Selection<HTMLDivElement, CarrierBar, Element, unknown>;

const percent = (share: number): string => `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%`;

/** Draws the bars and their axis into `container`. */
export function renderCarrierBars(container: Element, { bars, axis }: CarrierBars): void {
  const rows: Rows = select(container)
    .selectAll<HTMLDivElement, CarrierBar>('div.carrier-bar')
    .data(bars, (bar) => bar?.key)
    .join(addRow)
    .attr('class', (bar) => `carrier-bar ${bar.state}`);
  rows.select('.name').text((bar) => bar.name);
  rows.select<HTMLElement>('.agreed').style('width', (bar) => percent(bar.agreed));
  rows
    .select<HTMLElement>('.direct')
    .style('left', (bar) => percent(bar.agreed))
    .style('width', (bar) => percent(bar.end - bar.agreed));
  rows
    .select<HTMLElement>('.end')
    .style('left', (bar) => percent(bar.textAt))
    .text((bar) => bar.text);
  drawTicks(rows);
  drawAxis(container, axis);
}

function addRow(enter: Selection<EnterElement, CarrierBar, Element, unknown>): Rows {
  const row = enter.insert('div', '.carrier-axis');
  row.append('span').attr('class', 'name');
  const track = row.append('div').attr('class', 'track');
  for (const stretch of ['agreed', 'direct']) track.append('i').attr('class', `stretch ${stretch}`);
  track.append('span').attr('class', 'end');
  return row;
}

/** A tick where a message was sent, and a line from there to where it arrived. */
function drawTicks(rows: Rows): void {
  rows
    .select<HTMLElement>('.track')
    .selectAll<HTMLElement, CarrierTick>('i.tick')
    .data(
      (bar) => bar.ticks,
      (tick) => tick?.key,
    )
    .join((enter) => enter.insert('i', '.end'))
    .attr('class', (tick) => `tick ${tick.from}${tick.chosen ? ' chosen' : ''}`)
    .style('left', (tick) => percent(tick.at))
    .style('width', (tick) => percent(tick.until - tick.at));
}

function drawAxis(container: Element, axis: CarrierBars['axis']): void {
  select(container)
    .selectAll<HTMLElement, CarrierBars['axis']>('div.carrier-axis')
    .data([axis])
    .join((enter) => {
      const row = enter.append('div').attr('class', 'carrier-axis');
      row.append('div').attr('class', 'marks');
      return row;
    })
    .select('.marks')
    .selectAll<HTMLElement, CarrierBars['axis'][number]>('span')
    .data((marks) => marks)
    .join('span')
    .style('left', (mark) => percent(mark.at))
    .text((mark) => mark.text);
}
