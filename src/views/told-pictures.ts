/** The pictures of a tab that was told of: hatched, with the letter and the dial that they show in outline. */
import { type Selection, select } from 'd3';
import type { PeerName } from '#domain/trace.ts';

/** One of the two pictures of a tab: the other's, or its own in the corner. */
export interface PictureFrame {
  place: 'other' | 'own';
  /** The end that the picture comes from. */
  from: PeerName;
  /** It is there at this moment. */
  shown: boolean;
}

/** Where the pictures lie in a drawing of 236 by 150. */
const boxes = {
  other: { x: 6, y: 8, width: 160, height: 112 },
  own: { x: 150, y: 86, width: 80, height: 58 },
} as const;

type Drawn = Selection<SVGGElement, PictureFrame, SVGSVGElement, unknown>;

/** A white ground, so that the corner's picture covers the one behind it, and the hatching on it. */
function drawGround(frame: Drawn, hatch: string): void {
  frame
    .selectAll<SVGRectElement, PictureFrame>('rect')
    .data((each) => (each.shown ? [each, each] : [each]))
    .join('rect')
    .attr('class', (_, i) => (i === 0 ? 'ground' : 'hatched'))
    .attr('x', ({ place }) => boxes[place].x)
    .attr('y', ({ place }) => boxes[place].y)
    .attr('width', ({ place }) => boxes[place].width)
    .attr('height', ({ place }) => boxes[place].height)
    .attr('rx', 5)
    .attr('fill', (_, i) => (i === 0 ? null : `url(#${hatch})`));
}

/** The letter, and beside it the dial of a picture that is there; where there is none, the letter alone in the middle. */
function drawContent(frame: Drawn): void {
  frame
    .selectAll<SVGTextElement, PictureFrame>('text')
    .data((each) => [each])
    .join('text')
    .attr('x', ({ place, shown }) => boxes[place].x + boxes[place].width * (shown ? 0.13 : 0.5))
    .attr('y', ({ place, shown }) => boxes[place].y + boxes[place].height * (shown ? 0.65 : 0.5))
    .style('font-size', ({ place, shown }) => `${shown ? boxes[place].height * (place === 'own' ? 0.46 : 0.42) : 28}px`)
    .text(({ from }) => from.toUpperCase());
  frame
    .selectAll<SVGCircleElement, PictureFrame>('circle')
    .data((each) => (each.shown ? [each] : []))
    .join('circle')
    .attr('cx', ({ place }) => boxes[place].x + boxes[place].width * 0.695)
    .attr('cy', ({ place }) => boxes[place].y + boxes[place].height / 2)
    .attr('r', ({ place }) => boxes[place].height * 0.29);
}

/** Draws the pictures into `container`; none: there is no drawing. */
export function renderToldPictures(container: Element, frames: readonly PictureFrame[], label: string): void {
  const hatch = `told-by-${frames[1]?.from ?? 'none'}`;
  const svg = select(container)
    .selectAll<SVGSVGElement, null>('svg')
    .data(frames.length > 0 ? [null] : [])
    .join((enter) => {
      const made = enter.append('svg').attr('viewBox', '0 0 236 150').attr('role', 'img');
      const pattern = made.append('defs').append('pattern').attr('patternUnits', 'userSpaceOnUse');
      pattern.attr('width', 7).attr('height', 7).attr('patternTransform', 'rotate(45)');
      pattern.append('path').attr('d', 'M0 0V7');
      return made;
    })
    .attr('aria-label', label);
  svg.select('pattern').attr('id', hatch);
  const frame: Drawn = svg
    .selectAll<SVGGElement, PictureFrame>('g')
    .data(frames)
    .join('g')
    .attr('class', ({ from, shown }) => `${from} ${shown ? 'shown' : 'blank'}`);
  drawGround(frame, hatch);
  drawContent(frame);
}
