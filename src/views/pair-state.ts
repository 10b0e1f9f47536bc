/** The state of a pair as a chip: glyph and word. The model's is dashed and never filled, a reported one solid and filled. */
import type { Selection } from 'd3';
import type { PairSample } from '#domain/trace.ts';

export interface PairStateChip {
  origin: 'model' | 'reported';
  /** `none`: there is no such pair. */
  state: PairSample['state'] | 'none';
  text: string;
}

/** Glyphs of 16 by 16: dashed ring, ring, half, tick, cross; a bar where there is nothing. */
const glyphs: Readonly<Record<PairStateChip['state'], readonly (readonly [name: string, path: string])[]>> = {
  frozen: [['dashed', 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0 -12']],
  waiting: [['ring', 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0 -12']],
  'in-progress': [
    ['ring', 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0 -12'],
    ['full', 'M8 2a6 6 0 0 1 0 12z'],
  ],
  succeeded: [
    ['full', 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0 -14'],
    ['cut', 'M4.6 8.3l2.3 2.3 4.5-4.7'],
  ],
  failed: [
    ['full', 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0 -14'],
    ['cut', 'M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4'],
  ],
  cancelled: [
    ['ring', 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0 -12'],
    ['ring', 'M3.8 12.2l8.4-8.4'],
  ],
  none: [['ring', 'M3 8h10']],
};

/** Puts each element's chips into it, one after the other. */
export function renderPairStates<E extends Element, D>(
  parents: Selection<E, D, Element | null, unknown>,
  chipsOf: (datum: D) => readonly PairStateChip[],
): void {
  const chips = parents
    .selectAll<HTMLSpanElement, PairStateChip>('span.pair-state')
    .data(chipsOf, (chip) => chip.origin)
    .join((enter) => {
      const made = enter.append('span');
      made.append('svg').attr('viewBox', '0 0 16 16').attr('aria-hidden', 'true');
      made.append('span').attr('class', 'state-word');
      return made;
    })
    .attr('class', ({ origin, state }) => `pair-state ${origin} ${state}`)
    .order();
  chips
    .select<SVGSVGElement>('svg')
    .selectAll<SVGPathElement, readonly [string, string]>('path')
    .data(({ state }) => glyphs[state])
    .join('path')
    .attr('class', ([name]) => name)
    .attr('d', ([, path]) => path);
  chips.select('span.state-word').text(({ text }) => text);
}
