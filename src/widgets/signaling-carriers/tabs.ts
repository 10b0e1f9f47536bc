/** The two panes below the figures, by click and by arrow keys (ARIA Authoring Practices, tabs). */
import { part } from '#widgets/parts.ts';

export const paneNames = ['messages', 'log'] as const;

export type PaneName = (typeof paneNames)[number];

export const isPane = (name: string | undefined): name is PaneName => paneNames.some((pane) => pane === name);

const tabOf = (root: Element, name: PaneName): HTMLElement => part(root, `[data-tab="${name}"]`, HTMLElement);

export function wireTabs(root: HTMLElement, signal: AbortSignal, onShow: (pane: PaneName) => void): void {
  for (const [index, name] of paneNames.entries()) {
    const tab = tabOf(root, name);
    tab.addEventListener('click', () => onShow(name), { signal });
    tab.addEventListener(
      'keydown',
      ({ key }) => {
        const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
        const next = paneNames.at((index + step) % paneNames.length);
        if (step === 0 || !next) return;
        tabOf(root, next).focus();
        onShow(next);
      },
      { signal },
    );
  }
}

export function showPane(root: HTMLElement, name: PaneName): void {
  for (const pane of paneNames) {
    const tab = tabOf(root, pane);
    tab.setAttribute('aria-selected', String(pane === name));
    tab.tabIndex = pane === name ? 0 : -1;
    part(root, `[data-pane="${pane}"]`, HTMLElement).hidden = pane !== name;
  }
}
