/** The strip of a recorded connection, lying and standing, for a page where none can be made. Drawn while the site is built. */
import { milestonesOf } from '#domain/milestones.ts';
import { parseTrace } from '#domain/trace-file.ts';
import { renderStrip, type StripPicture } from '#views/connection-strip.ts';
import recorded from '#widgets/recorded-run.json?raw';
import { stillOf } from '#widgets/still.ts';

const { browser, events } = parseTrace(recorded);
const milestones = milestonesOf(events);

/** Widths in px at which the strip lies and stands; the page shows the one that it has room for. */
const widths = [1084, 320] as const;

/** Name and version of the browser that the connection was recorded in. */
export const recordedBrowser = browser;

/** Both pictures and the list of milestones, as markup. */
export function recordedStrip(words: StripPicture['words']): { pictures: string; legend: string } {
  const draw = (picture: Element, legend: Element, width: number): void =>
    renderStrip(picture, legend, { width, milestones, words });
  const aside = (element: Element, tag: string): Element => element.ownerDocument.createElement(tag);
  const pictures = widths.map((width) => stillOf('div', (picture) => draw(picture, aside(picture, 'ol'), width)));
  return {
    pictures: pictures.join(''),
    legend: stillOf('ol', (legend) => draw(aside(legend, 'div'), legend, widths[0])),
  };
}
