/** Pictures as lists of shapes: a plan makes the list, which a test can read, and this draws it. */
import { select } from 'd3';

/** Attributes that a shape may lack, and the one drawn before it in its place may have had. */
const optional = ['rx', 'text-anchor'];

const svg = 'http://www.w3.org/2000/svg';

interface Placed {
  /** `wall a bad`: how it looks, said by the style sheet. */
  look: string;
}

export type Shape = Placed &
  (
    | { tag: 'rect'; x: number; y: number; width: number; height: number; rx?: number }
    | { tag: 'path'; d: string }
    | { tag: 'circle'; cx: number; cy: number; r: number }
    | { tag: 'text'; x: number; y: number; text: string; 'text-anchor'?: 'middle' | 'end' }
  );

/** Draws the shapes in their order; what has changed its kind is made anew. */
export function renderShapes(layer: SVGGElement, shapes: readonly Shape[]): void {
  select(layer)
    .selectAll<SVGElement, Shape>(':scope > *')
    .data(shapes, (shape, index) => `${shape?.tag}${index}`)
    .join((enter) => enter.append(({ tag }) => layer.ownerDocument.createElementNS(svg, tag)))
    .order()
    .each(function draw(shape) {
      const { tag, look, ...rest } = shape;
      setAttribute(this, 'class', look);
      for (const name of optional) if (!(name in rest)) this.removeAttribute(name);
      for (const [name, value] of Object.entries(rest)) {
        if (name !== 'text') setAttribute(this, name, String(value));
        else if (this.textContent !== value) this.textContent = String(value);
      }
    });
}

function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Width of a text in ems of its size, by the kind of its letters: those of Korean are square. */
const emsOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u1100' ? 1 : 0.56), 0);

/** Breaks a text at its spaces into lines of at most so many ems. */
export function linesOf(text: string, ems: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && emsOf(longer) <= ems) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
