/** Finds the parts that the page has written for a widget. A part that is missing is a mistake of ours, and says which. */
type Kind<T extends Element> = abstract new (...args: never[]) => T;

/** Throws an Error that names the widget and the selector when there is no such element in it. */
export function part<T extends Element>(root: Element, selector: string, kind: Kind<T>): T {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`${root.localName} has no ${selector}.`);
  return found;
}

export const named = (root: Element, name: string): HTMLElement => part(root, `[data-part="${name}"]`, HTMLElement);

export const button = (root: Element, name: string): HTMLButtonElement =>
  part(root, `[data-do="${name}"]`, HTMLButtonElement);

/** Writes only what has changed, so that a live region speaks only when there is something new. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
