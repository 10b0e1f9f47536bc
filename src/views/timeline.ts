/** The timeline under an instrument: one tick an event, a head at the moment shown, a veil over what is ahead of it. */
import { select } from 'd3';

export interface TimelineTick {
  /** From 0 to 1. */
  share: number;
  kind: 'a' | 'b' | 'infra';
}

export interface TimelinePicture {
  ticks: readonly TimelineTick[];
  /** The moment shown, from 0 to 1. */
  head: number;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Leaves out ticks that would fall on the same three pixels of a line some 900 px long. */
export function thinTicks(ticks: readonly TimelineTick[]): TimelineTick[] {
  const kept = new Map<string, TimelineTick>();
  for (const tick of ticks) {
    const place = `${tick.kind}${Math.round(tick.share * 300)}`;
    if (!kept.has(place)) kept.set(place, tick);
  }
  return [...kept.values()];
}

/** Draws ticks and head into `container`. */
export function renderTimeline(container: Element, { ticks, head }: TimelinePicture): void {
  const line = select<Element, readonly TimelineTick[]>(container);
  // ticks change when the trace grows, the head with every move
  if (line.datum() !== ticks) {
    line
      .datum(ticks)
      .selectAll<HTMLElement, TimelineTick>('i.tick')
      .data((all) => all)
      .join((enter) => enter.insert('i', '.veil'))
      .attr('class', (tick) => `tick ${tick.kind}`)
      .style('left', (tick) => percent(tick.share));
  }
  for (const name of ['veil', 'head']) {
    line.selectAll(`i.${name}`).data([head]).join('i').attr('class', name).style('left', percent);
  }
}
