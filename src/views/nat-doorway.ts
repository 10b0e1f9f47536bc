import { type Selection, select } from 'd3';
import type { DoorwayPacket, DoorwayPicture } from './nat-doorway-picture.ts';
import { type DoorwayPlan, doorwayPlans } from './nat-doorway-plan.ts';
import { headerShapes, paragraph, rect, refusalShapes, text, titled } from './nat-header-shapes.ts';
import { renderShapes, type Shape } from './nat-shapes.ts';

const layouts = ['wide', 'narrow'] as const;

type Layout = (typeof layouts)[number];

/** Draws one NAT with who is inside and outside, lying down and upright, of which the style sheet shows one. */
export function renderNatDoorway(container: Element, picture: DoorwayPicture): void {
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
    .attr('viewBox', (layout) => `0 0 ${doorwayPlans[layout].width} ${doorwayPlans[layout].height}`)
    .attr('aria-label', picture.label)
    .select<SVGGElement>('g')
    .each(function draw(layout) {
      renderShapes(this, doorwayShapes(picture, doorwayPlans[layout]));
    });
}

/** The head of an arrow, in the hue of its line. */
export function arrowHead(marker: Selection<SVGMarkerElement, Layout, Element, unknown>): void {
  marker
    .attr('id', (layout) => `nat-arrow-${layout}`)
    .attr('viewBox', '0 0 8 8')
    .attr('refX', 7)
    .attr('refY', 4)
    .attr('markerWidth', 8)
    .attr('markerHeight', 8)
    .attr('markerUnits', 'userSpaceOnUse')
    .attr('orient', 'auto-start-reverse')
    .append('path')
    .attr('d', 'M0 0L8 4L0 8z')
    .attr('fill', 'context-stroke');
}

/** All shapes of a picture, the lowest first. */
export function doorwayShapes(picture: DoorwayPicture, plan: DoorwayPlan): Shape[] {
  const { packet, regions, nat, host, places } = picture;
  return [
    rect('home a', plan.home),
    ...(['inside', 'outside'] as const).map((region) => text('second', plan.regions[region], regions[region])),
    ...plan.walls.map((piece) => rect('wall a', piece)),
    rect(packet?.refusal ? 'door shut' : picture.isOpen ? 'door a' : 'door closed a', plan.door),
    text('nat a', plan.name.name, nat.name),
    text('nat-address a', plan.name.address, nat.address),
    rect('peer a', plan.host, 8),
    ...titled('a', plan.host, host),
    ...places.flatMap((place, row) => [
      rect('server', plan.placeAt(row), 8),
      ...titled('infra', plan.placeAt(row), place),
    ]),
    ...(packet
      ? packetShapes(
          packet,
          plan,
          places.findIndex(({ active }) => active),
        )
      : []),
  ];
}

function packetShapes(packet: DoorwayPacket, plan: DoorwayPlan, row: number): Shape[] {
  const { direction, inside, outside, refusal, note } = packet;
  const owner = direction === 'out' ? 'a' : 'infra';
  const line = (d: string, isNever = false): Shape => ({
    tag: 'path',
    look: `way ${owner}${direction === 'in' ? ' back' : ''}${isNever ? ' never' : ''}`,
    d,
  });
  const isNever = refusal !== undefined;
  return [
    ...(row >= 0 ? [line(plan.lines.place(row))] : []),
    line(plan.lines.door, isNever),
    ...(inside ? [line(plan.lines.host, isNever)] : []),
    ...(inside ? headerShapes(inside, plan.inside, owner) : []),
    ...headerShapes(outside, plan.outside, owner),
    ...paragraph('note', plan.note.spot, isNever ? '' : note, plan.note.ems),
    ...(refusal ? refusalShapes(refusal, plan.shut) : []),
  ];
}
