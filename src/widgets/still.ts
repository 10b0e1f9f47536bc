import { Window } from 'happy-dom';

const isElement = (node: object): node is Element => 'tagName' in node;

/** Draws into an element outside any browser and gives its inner markup, so that the page has the picture before any script. */
export function stillOf(tag: 'div' | 'tbody' | 'ol', draw: (container: Element) => void): string {
  const container: object = new Window().document.createElement(tag);
  if (!isElement(container)) throw new Error(`No <${tag}> to draw the still in.`);
  draw(container);
  return container.innerHTML;
}
