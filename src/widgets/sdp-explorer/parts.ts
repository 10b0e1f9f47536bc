/** Finds the parts that the page has written for the explorer. A part that is missing is a mistake of ours, and says which. */
type Kind<T extends Element> = abstract new (...args: never[]) => T;

export function part<T extends Element>(root: ParentNode, selector: string, kind: Kind<T>): T {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`sdp-explorer has no ${selector}.`);
  return found;
}

export const named = (root: ParentNode, name: string): HTMLElement => part(root, `[data-part="${name}"]`, HTMLElement);

export const button = (root: ParentNode, name: string): HTMLButtonElement =>
  part(root, `[data-do="${name}"]`, HTMLButtonElement);

/** Writes only what has changed, so that a live region speaks only when there is something new. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
