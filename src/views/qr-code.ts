/** A QR code, always dark on white, with the quiet zone of four modules that readers need (ISO/IEC 18004). */
import { select } from 'd3';

export interface QrCode {
  /** Row by row, true for a dark module; without a quiet zone. */
  modules: readonly (readonly boolean[])[];
  words: {
    /** As `QR code of the link to tab B`. */
    label: string;
  };
}

/** Modules of white around the code (ISO/IEC 18004). */
const quietZone = 4;

/** The dark modules of a row as runs: `M4 4h7v1h-7z`. */
function runs(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x] || row[x - 1]) continue;
    let length = 1;
    while (row[x + length]) length += 1;
    path += `M${x + quietZone} ${y + quietZone}h${length}v1h-${length}z`;
  }
  return path;
}

/** Draws the code into `container`. */
export function renderQrCode(container: Element, { modules, words }: QrCode): void {
  const side = modules.length + 2 * quietZone;
  const svg = select(container)
    .classed('qr-code', true)
    .selectAll<SVGSVGElement, null>('svg')
    .data([null])
    .join('svg')
    .attr('role', 'img')
    .attr('aria-label', words.label)
    .attr('viewBox', `0 0 ${side} ${side}`)
    .attr('shape-rendering', 'crispEdges');
  svg.selectAll('rect').data([side]).join('rect').attr('width', String).attr('height', String);
  svg
    .selectAll('path')
    .data([modules.map(runs).join('')])
    .join('path')
    .attr('d', String);
}
