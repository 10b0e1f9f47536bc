/** A packet hop by hop: what it said at each place, and what changed there. */
import { select } from 'd3';
import type { Hue } from './nat-tables.ts';

export interface HopField {
  term: string;
  text: string;
  hue: Hue;
  look: 'as-it-was' | 'changed' | 'never';
}

export interface Hop {
  heading: string;
  fields: readonly HopField[];
}

/** Draws the hops as one list of definitions for each, under its heading. */
export function renderNatHops(container: Element, hops: readonly Hop[]): void {
  const hop = select(container)
    .selectAll<HTMLDivElement, Hop>('div.hop')
    .data(hops)
    .join((enter) => {
      const made = enter.append('div').attr('class', 'hop');
      made.append('h4');
      made.append('dl');
      return made;
    });
  hop.select('h4').text(({ heading }) => heading);
  const field = hop
    .select('dl')
    .selectAll<HTMLDivElement, HopField>('div')
    .data(({ fields }) => fields)
    .join((enter) => {
      const made = enter.append('div');
      made.append('dt');
      made.append('dd');
      return made;
    });
  field.select('dt').text(({ term }) => term);
  field
    .select('dd')
    .attr('class', ({ hue, look }) => `${hue} ${look}`)
    .text(({ text }) => text);
}
