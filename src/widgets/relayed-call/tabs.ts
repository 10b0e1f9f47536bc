/** The panes beside the picture, by click and by arrow keys (ARIA Authoring Practices, tabs). */
import { part } from '#widgets/parts.ts';
import { type TabName, tabNames } from './words.ts';

const tabOf = (root: Element, name: TabName): HTMLElement => part(root, `[data-tab="${name}"]`, HTMLElement);

function show(root: HTMLElement, name: TabName): void {
  for (const each of tabNames) {
    const tab = tabOf(root, each);
    tab.setAttribute('aria-selected', String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
    part(root, `[data-pane="${each}"]`, HTMLElement).hidden = each !== name;
  }
}

/** Wires the tabs; `onShow` hears which pane is in sight now. Returns what brings one into sight. */
export function wireTabs(
  root: HTMLElement,
  signal: AbortSignal,
  onShow: (name: TabName) => void,
): (name: TabName) => void {
  const choose = (name: TabName): void => {
    show(root, name);
    onShow(name);
  };
  for (const [index, name] of tabNames.entries()) {
    const tab = tabOf(root, name);
    tab.addEventListener('click', () => choose(name), { signal });
    tab.addEventListener(
      'keydown',
      (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const next = step && tabNames.at((index + step) % tabNames.length);
        if (!next) return;
        event.preventDefault();
        event.stopPropagation();
        tabOf(root, next).focus();
        choose(next);
      },
      { signal },
    );
  }
  return choose;
}
