/** The run as text, a line for each event. */
import { select } from 'd3';

export interface TranscriptLine {
  /** Index of the event. */
  index: number;
  time: string;
  peer: 'a' | 'b';
  name: string;
  text: string;
  /** The event is an exception. */
  bad: boolean;
}

/** Draws the lines into a list. */
export function renderTranscript(container: Element, lines: readonly TranscriptLine[]): void {
  select(container)
    .selectAll<HTMLLIElement, TranscriptLine>('li')
    .data(lines, (line) => line?.index)
    .join((enter) => {
      const item = enter.append('li');
      item.append('span').attr('class', 'time');
      item.append('span').attr('class', 'who');
      item.append('span').attr('class', 'what');
      return item;
    })
    .attr('class', (line) => `${line.peer}${line.bad ? ' bad' : ''}`)
    .order()
    .each(function fill(line) {
      const [time, who, what] = this.children;
      if (time) time.textContent = line.time;
      if (who) who.textContent = line.name;
      if (what) what.textContent = line.text;
    });
}
