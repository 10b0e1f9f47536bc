/** The tabs beside the bytes, by click and by arrow keys (ARIA Authoring Practices, tabs). */
import { named } from '#widgets/parts.ts';

export const tabNames = ['field', 'hex', 'log'] as const;

export type TabName = (typeof tabNames)[number];

const tabsOf = (root: Element): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[role="tab"]')];

const nameOf = (tab: HTMLElement): TabName => tabNames.find((name) => name === tab.dataset['tab']) ?? 'field';

export function wireTabs(root: HTMLElement, signal: AbortSignal, onOpen: (tab: TabName) => void): void {
  const tabs = tabsOf(root);
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => onOpen(nameOf(tab)), { signal });
    tab.addEventListener(
      'keydown',
      ({ key }) => {
        const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
        const next = tabs.at((index + step) % tabs.length);
        if (step === 0 || !next) return;
        next.focus();
        next.click();
      },
      { signal },
    );
  }
}

/** Shows which tab is open, and its panel. */
export function markTab(root: HTMLElement, open: TabName): void {
  for (const tab of tabsOf(root)) {
    const name = nameOf(tab);
    tab.setAttribute('aria-selected', String(name === open));
    tab.tabIndex = name === open ? 0 : -1;
    named(root, `pane-${name}`).hidden = name !== open;
  }
}
