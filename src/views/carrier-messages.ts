/** The messages that crossed in one run, in the order in which they were sent: each a button that shows its text. */
import { type EnterElement, type Selection, select } from 'd3';
import type { PeerName } from '#domain/trace.ts';

export interface MessageLine {
  key: string;
  from: PeerName;
  /** `A sent` */
  who: string;
  /** What it is, as `offer`. */
  label: string;
  /** When it was sent. */
  time: string;
  size: string;
  chosen: boolean;
}

const parts = ['who', 'label', 'time', 'size'] as const;

/** Draws the lines into an `ol`; `onChoose` is called with the key of the line that is pressed. */
export function renderCarrierMessages(
  container: Element,
  lines: readonly MessageLine[],
  onChoose: (key: string) => void,
): void {
  const items = select(container)
    .selectAll<HTMLLIElement, MessageLine>('li')
    .data(lines, (line) => line?.key)
    .join(addLine)
    .order()
    .attr('class', ({ from }) => from);
  const buttons = items.select('button').attr('aria-pressed', ({ chosen }) => String(chosen));
  buttons.on('click', (_, { key }) => onChoose(key));
  for (const part of parts) buttons.select(`.${part}`).text((line) => line[part]);
}

function addLine(
  enter: Selection<EnterElement, MessageLine, Element, unknown>,
): Selection<HTMLLIElement, MessageLine, Element, unknown> {
  const item = enter.append('li');
  const button = item.append('button').attr('type', 'button');
  for (const part of parts) button.append('span').attr('class', part);
  return item;
}
