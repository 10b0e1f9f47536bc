/** The panes beside the figures, by click and by arrow keys (ARIA Authoring Practices, tabs). */
import { part } from '#widgets/parts.ts';

const paneNames = ['server', 'runs', 'log'] as const;

type PaneName = (typeof paneNames)[number];

const tabOf = (root: Element, name: PaneName): HTMLElement => part(root, `[data-tab="${name}"]`, HTMLElement);

/** Shows a pane when its tab is chosen, and then calls `onShow`. */
export function wireTabs(root: HTMLElement, signal: AbortSignal, onShow: () => void): void {
  const show = (name: PaneName): void => {
    showPane(root, name);
    onShow();
  };
  for (const [index, name] of paneNames.entries()) {
    const tab = tabOf(root, name);
    tab.addEventListener('click', () => show(name), { signal });
    tab.addEventListener(
      'keydown',
      ({ key }) => {
        const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
        const next = paneNames.at((index + step) % paneNames.length);
        if (step === 0 || !next) return;
        tabOf(root, next).focus();
        show(next);
      },
      { signal },
    );
  }
}

function showPane(root: HTMLElement, name: PaneName): void {
  for (const pane of paneNames) {
    const tab = tabOf(root, pane);
    tab.setAttribute('aria-selected', String(pane === name));
    tab.tabIndex = pane === name ? 0 : -1;
    part(root, `[data-pane="${pane}"]`, HTMLElement).hidden = pane !== name;
  }
}
