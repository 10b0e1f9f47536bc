import { select } from 'd3';
import { arrowHead } from './nat-doorway.ts';
import type { NetworkPicture } from './nat-network-picture.ts';
import { networkPlans } from './nat-network-plan.ts';
import { networkShapes } from './nat-network-shapes.ts';
import { renderShapes } from './nat-shapes.ts';

type Layout = 'wide' | 'narrow';

/**
 * Draws two homes, their NATs as walls with a door, what is between them, and one packet: lying down, upright, or both, of which the
 * style sheet then shows one.
 */
export function renderNatNetwork(
  container: Element,
  picture: NetworkPicture,
  drawn: readonly Layout[] = ['wide', 'narrow'],
): void {
  select(container)
    .selectAll<SVGSVGElement, Layout>('svg')
    .data(drawn, (layout) => layout)
    .join((enter) => {
      const svg = enter.append('svg').attr('role', 'img');
      svg.append('defs').append('marker').call(arrowHead);
      svg.append('g');
      return svg;
    })
    .attr('class', (layout) => `nat-network ${layout}`)
    .attr('viewBox', (layout) => `0 0 ${networkPlans[layout].width} ${networkPlans[layout].height}`)
    .attr('aria-label', picture.label)
    .select<SVGGElement>('g')
    .each(function draw(layout) {
      renderShapes(this, networkShapes(picture, networkPlans[layout]));
    });
}
