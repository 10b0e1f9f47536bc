import { type Selection, select } from 'd3';
import type { NetworkPicture } from './nat-network-picture.ts';
import { networkPlans } from './nat-network-plan.ts';
import { networkShapes } from './nat-network-shapes.ts';
import { renderShapes } from './nat-shapes.ts';

const layouts = ['wide', 'narrow'] as const;

/** Draws two homes, their NATs as walls with a door, what is between them, and one packet; lying down and upright, of which the style sheet shows one. */
export function renderNatNetwork(container: Element, picture: NetworkPicture): void {
  select(container)
    .selectAll<SVGSVGElement, Layout>('svg')
    .data(layouts)
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

type Layout = (typeof layouts)[number];

function arrowHead(marker: Selection<SVGMarkerElement, Layout, Element, unknown>): void {
  marker
    .attr('id', (layout) => `nat-arrow-${layout}`)
    .attr('viewBox', '0 0 8 8')
    .attr('refX', 7)
    .attr('refY', 4)
    .attr('markerWidth', 8)
    .attr('markerHeight', 8)
    .attr('markerUnits', 'userSpaceOnUse')
    .attr('orient', 'auto')
    .append('path')
    .attr('d', 'M0 0L8 4L0 8z')
    .attr('fill', 'context-stroke');
}
