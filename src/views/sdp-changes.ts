/** Lines of a description that changed, each above what it has become. */
import { select } from 'd3';

export interface SdpChange {
  key: string;
  /** Empty where the line is new. */
  was: string;
  /** Empty where the line is gone. */
  is: string;
  /** It is what the reader should look at. */
  weighty: boolean;
}

interface Side {
  kind: 'was' | 'is';
  text: string;
}

/** Draws the changes into an `<ol>`; `words` stand before each line, for ears. */
export function renderSdpChanges(
  list: Element,
  changes: readonly SdpChange[],
  words: Readonly<Record<Side['kind'], string>>,
): void {
  select(list)
    .selectAll<HTMLLIElement, SdpChange>('li')
    .data(changes, ({ key }) => key)
    .join('li')
    .classed('weighty', ({ weighty }) => weighty)
    .order()
    .selectAll<HTMLElement, Side>('code')
    .data(({ was, is }): Side[] => [
      ...(was === '' ? [] : [{ kind: 'was' as const, text: was }]),
      ...(is === '' ? [] : [{ kind: 'is' as const, text: is }]),
    ])
    .join('code')
    .attr('class', ({ kind }) => kind)
    .attr('aria-label', ({ kind, text }) => `${words[kind]} ${text}`)
    .text(({ text }) => text);
}
