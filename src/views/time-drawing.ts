/** Draws shapes on an axis of time into an SVG. */
import { type Selection, select } from 'd3';
import type { TimeArea, TimeDot, TimeLine, TimeRect, TimeShapes, TimeText } from './time-shapes.ts';

type Svg = Selection<SVGSVGElement, TimeShapes, Element, unknown>;

/** Draws shapes into `container`, in place of what it held of them before. */
export function renderTimeShapes(container: Element, shapes: TimeShapes): void {
  const svg: Svg = select(container)
    .selectAll<SVGSVGElement, TimeShapes>('svg')
    .data([shapes])
    .join((enter) => enter.append('svg').attr('class', 'time-picture'))
    .attr('viewBox', `0 0 ${shapes.width} ${shapes.height}`);
  drawHeads(svg, container.id);
  const layer = (name: string) =>
    svg
      .selectAll<SVGGElement, string>(`g.${name}`)
      .data([name])
      .join((enter) => enter.append('g').attr('class', name));
  drawAreas(layer('areas'), shapes.areas ?? []);
  drawRects(layer('rects'), shapes.rects);
  drawLines(layer('lines'), shapes.lines, container.id);
  drawDots(layer('dots'), shapes.dots);
  drawTexts(layer('texts'), shapes.texts);
}

type Layer = Selection<SVGGElement, string, SVGSVGElement, TimeShapes>;

/** The heads of the arrows; ids are the page's, so each picture has its own. */
function drawHeads(svg: Svg, id: string): void {
  const markers = svg
    .selectAll<SVGDefsElement, string>('defs')
    .data([id])
    .join((enter) => enter.append('defs'))
    .selectAll<SVGMarkerElement, string>('marker')
    .data(['message', 'alone'])
    .join((enter) => {
      const marker = enter.append('marker');
      marker.append('path').attr('d', 'M0 0L8 4L0 8z');
      return marker;
    });
  markers.attr('id', (kind) => `${id}-${kind}`).attr('class', (kind) => kind);
  markers.attr('viewBox', '0 0 8 8').attr('refX', 7).attr('refY', 4).attr('orient', 'auto');
  markers.attr('markerWidth', 11).attr('markerHeight', 11).attr('markerUnits', 'userSpaceOnUse');
}

function drawAreas(layer: Layer, areas: readonly TimeArea[]): void {
  layer
    .selectAll<SVGPolygonElement, TimeArea>('polygon')
    .data(areas, ({ key }) => key)
    .join('polygon')
    .attr('class', ({ tone }) => tone)
    .attr('points', ({ points }) => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '));
}

function drawRects(layer: Layer, rects: readonly TimeRect[]): void {
  layer
    .selectAll<SVGRectElement, TimeRect>('rect')
    .data(rects, ({ key }) => key)
    .join('rect')
    .attr('class', ({ tone, thin, open }) => `${tone}${thin ? ' thin' : ''}${open ? ' open' : ''}`)
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('width', ({ width }) => Math.max(width, 0))
    .attr('height', ({ height }) => Math.max(height, 0));
}

function drawLines(layer: Layer, lines: readonly TimeLine[], id: string): void {
  layer
    .selectAll<SVGLineElement, TimeLine>('line')
    .data(lines, ({ key }) => key)
    .join('line')
    .attr('class', ({ tone, strong, dotted, arrow }) =>
      [tone, strong ? 'strong' : '', dotted ? 'dotted' : '', arrow ?? ''].join(' ').trim(),
    )
    .attr('x1', ({ x1 }) => x1)
    .attr('y1', ({ y1 }) => y1)
    .attr('x2', ({ x2 }) => x2)
    .attr('y2', ({ y2 }) => y2)
    .attr('marker-end', ({ arrow }) => (arrow ? `url(#${id}-${arrow})` : null));
}

function drawDots(layer: Layer, dots: readonly TimeDot[]): void {
  layer
    .selectAll<SVGCircleElement, TimeDot>('circle')
    .data(dots, ({ key }) => key)
    .join('circle')
    .attr('class', ({ tone, kind }) => `${tone} ${kind}`)
    .attr('cx', ({ x }) => x)
    .attr('cy', ({ y }) => y)
    .attr('r', ({ kind }) => (kind === 'run' ? 4 : 5));
}

function drawTexts(layer: Layer, texts: readonly TimeText[]): void {
  const drawn = layer
    .selectAll<SVGTextElement, TimeText>('text')
    .data(texts, ({ key }) => key)
    .join((enter) => {
      const text = enter.append('text');
      text.append('tspan').attr('class', 'words');
      text.append('tspan').attr('class', 'figure');
      return text;
    })
    .attr('class', ({ tone, size, strong }) => `${tone} ${size ?? ''}${strong ? ' strong' : ''}`)
    .attr('text-anchor', ({ anchor }) => anchor ?? 'start')
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y);
  drawn.select('.words').text(({ text, figure }) => (text !== '' && figure !== undefined ? `${text} ` : text));
  drawn.select('.figure').text(({ figure }) => figure ?? '');
}
