/** What goes straight from peer to peer: two lanes, and a bead for each message or sample that has just crossed. */
import { select } from 'd3';
import type { PeerName } from '#domain/trace.ts';

export interface Lane {
  from: PeerName;
  /** What has crossed so far; each time it grows a bead runs. 0: nothing has. */
  count: number;
  /** What it carries, in words. */
  label: string;
}

export interface DirectPath {
  lanes: readonly Lane[];
  /** A path exists: ICE and DTLS are through at both ends. */
  open: boolean;
}

/** Draws the lanes into `container`. */
export function renderDirectPath(container: Element, { lanes, open }: DirectPath): void {
  const lane = select(container)
    .selectAll<HTMLDivElement, Lane>('div.lane')
    .data(lanes, (datum) => datum?.from)
    .join((enter) => {
      const made = enter.append('div');
      made.append('i').attr('class', 'end');
      made.append('span').attr('class', 'way');
      made.append('span').attr('class', 'label');
      return made;
    })
    .attr('class', ({ from }) => `lane ${from} ${open ? 'open' : 'shut'}`);
  lane.select('.label').text(({ label }) => label);
  lane
    .select('.way')
    .selectAll<HTMLElement, number>('i')
    .data(
      ({ count }) => (open && count > 0 ? [count] : []),
      (count) => count,
    )
    .join('i')
    .attr('class', 'bead');
}
