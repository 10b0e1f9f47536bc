/** One packet in two wrappers, drawn to one scale and with the packet in the same place, so that what a wrapper costs is a length. */
import { select } from 'd3';

export interface BytesPart {
  bytes: number;
  /** The application's own packet, or what TURN puts around it. */
  kind: 'packet' | 'wrapper';
  /** What it is, for the list below the bar. */
  name: string;
  /** Stands inside where there is room. */
  text: string;
}

export interface BytesBar {
  title: string;
  total: string;
  /** Seen on the wire; otherwise what it would be. */
  seen: boolean;
  parts: readonly BytesPart[];
}

const width = 376;
const height = 36;
/** Width in px of a digit, of which a label needs some, and air beside it. */
const digit = 8;

/** Bytes before the packet itself. */
function before({ parts }: BytesBar): number {
  const packet = parts.findIndex(({ kind }) => kind === 'packet');
  return parts.slice(0, packet).reduce((sum, { bytes }) => sum + bytes, 0);
}

interface Placed extends BytesPart {
  x: number;
  width: number;
}

function placed(bar: BytesBar, offset: number, scale: number): Placed[] {
  let at = offset;
  return bar.parts.map((part) => {
    const x = at * scale;
    at += part.bytes;
    return { ...part, x, width: Math.max(2, part.bytes * scale - 1.5) };
  });
}

/** Draws the bars and the list of their parts into `container`. */
export function renderRelayBytes(container: Element, bars: readonly BytesBar[]): void {
  const longest = Math.max(...bars.map(before));
  const whole = Math.max(
    ...bars.map((bar) => longest - before(bar) + bar.parts.reduce((sum, part) => sum + part.bytes, 0)),
  );
  select(container)
    .selectAll<HTMLDivElement, BytesBar>('div.wrapped')
    .data(bars)
    .join((enter) => {
      const one = enter.append('div');
      const head = one.append('p').attr('class', 'head');
      head.append('b');
      head.append('span');
      one
        .append('svg')
        .attr('viewBox', `-1 -1 ${width + 2} ${height + 2}`)
        .attr('aria-hidden', 'true');
      one.append('ul');
      return one;
    })
    .attr('class', (bar) => (bar.seen ? 'wrapped' : 'wrapped unseen'))
    .each(function redraw(bar) {
      const one = select(this);
      one.select('b').text(bar.title);
      one.select('.head span').text(bar.total);
      const parts = placed(bar, longest - before(bar), width / whole);
      const group = one
        .select('svg')
        .selectAll<SVGGElement, Placed>('g')
        .data(parts)
        .join((enter) => {
          const part = enter.append('g');
          part.append('rect').attr('height', height).attr('rx', 3);
          part.append('text').attr('y', height / 2 + 4);
          return part;
        })
        .attr('class', (part) => part.kind);
      group
        .select('rect')
        .attr('x', (part) => part.x)
        .attr('width', (part) => part.width);
      group
        .select('text')
        .attr('x', (part) => part.x + part.width / 2)
        .text((part) => (part.text.length * digit < part.width ? part.text : ''));
      one
        .select('ul')
        .selectAll('li')
        .data(parts.filter(({ kind }) => kind === 'wrapper'))
        .join('li')
        .text((part) => part.name);
    });
}
