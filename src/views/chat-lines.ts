/** Texts that went over the data channel, with their times, and where signaling stopped meanwhile. */
import { select } from 'd3';
import type { PeerName } from '#domain/trace.ts';

export interface ChatText {
  kind: 'text';
  key: string;
  from: PeerName;
  /** Name of the end, for who hears the list, as `A`. */
  name: string;
  /** As the reader wrote it. */
  text: string;
  /** As `11.80 s · acknowledged in 0.9 ms`. */
  note: string;
}

export interface ChatSeparator {
  kind: 'separator';
  key: string;
  tone: 'bad' | 'ok';
  /** As `signaling cut`. */
  text: string;
}

export type ChatLine = ChatText | ChatSeparator;

/** Draws the lines into a list. */
export function renderChatLines(container: Element, lines: readonly ChatLine[]): void {
  const item = select(container)
    .classed('chat-lines', true)
    .selectAll<HTMLLIElement, ChatLine>('li')
    .data(lines, (line) => line?.key)
    .join((enter) => {
      const made = enter.append('li');
      const said = made.filter(({ kind }) => kind === 'text');
      said.append('span').attr('class', 'who');
      said.append('p').attr('dir', 'auto');
      made.append('span').attr('class', 'when');
      return made;
    })
    .attr('class', (line) => (line.kind === 'text' ? `said ${line.from}` : `separator ${line.tone}`))
    .order();
  item.select('.who').text((line) => (line.kind === 'text' ? line.name : ''));
  item.select('p').text(({ text }) => text);
  item.select('.when').text((line) => (line.kind === 'text' ? line.note : line.text));
}
