/** A priority as 32 bits at their true places: three parts as wide as their bits, what each stands for, and their sum. */
import { select } from 'd3';

export interface PriorityPart {
  kind: 'type' | 'local' | 'component';
  /** As `01111110`. */
  bits: string;
  /** `type preference`, `126`, `host`. */
  name: string;
  value: string;
  meaning: string;
  /** The product, base and exponent apart: `126 × 2` and `24`; no exponent where it is a difference. */
  product: string;
  exponent: string;
  result: string;
  /** What is carried out of it, or into it. */
  carry?: string;
}

export interface PriorityPicture {
  parts: readonly PriorityPart[];
  sum: { addends: string; total: string; note: string };
}

/** Draws parts and sum into `container`. */
export function renderCandidatePriority(container: Element, { parts, sum }: PriorityPicture): void {
  const root = select(container);
  const part = root
    .selectAll<HTMLElement, null>(':scope > .parts')
    .data([null])
    .join((enter) => enter.append('div').attr('class', 'parts'))
    .selectAll<HTMLElement, PriorityPart>(':scope > .part')
    .data(parts, (each) => each?.kind)
    .join((enter) => {
      const part = enter.append('div');
      part.append('div').attr('class', 'bits').attr('aria-hidden', 'true');
      const says = part.append('p').attr('class', 'says');
      for (const name of ['name', 'value', 'meaning']) {
        says.append(name === 'name' ? 'b' : 'span').attr('class', name);
        says.append('span').text(' ');
      }
      const product = part.append('p').attr('class', 'product');
      product.append('span').attr('class', 'factors');
      product.append('sup');
      product.append('b');
      part.append('p').attr('class', 'carry');
      return part;
    })
    .attr('class', ({ kind }) => `part ${kind}`)
    .style('--bits', ({ bits }) => bits.length);
  part
    .select('.bits')
    .selectAll('i')
    .data(({ bits }) => [...bits])
    .join('i')
    .text(String);
  for (const name of ['name', 'value', 'meaning'] as const) part.select(`.${name}`).text((each) => each[name]);
  part.select('.factors').text(({ product }) => product);
  part.select('sup').text(({ exponent }) => exponent);
  part.select('.product b').text(({ result }) => ` = ${result}`);
  part
    .select<HTMLElement>('.carry')
    .property('hidden', ({ carry }) => !carry)
    .text(({ carry }) => carry ?? '');
  renderSum(container, sum);
}

function renderSum(container: Element, { addends, total, note }: PriorityPicture['sum']): void {
  const sum = select(container)
    .selectAll<HTMLElement, null>(':scope > .sum')
    .data([null])
    .join((enter) => {
      const sum = enter.append('p').attr('class', 'sum');
      for (const name of ['span', 'b', 'em']) sum.append(name);
      return sum;
    });
  sum.select('span').text(`${addends} =`);
  sum.select('b').text(total);
  sum.select('em').text(note);
}
