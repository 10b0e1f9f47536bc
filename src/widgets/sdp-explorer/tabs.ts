/** The tabs of the explorer, by click and by arrow keys (ARIA Authoring Practices, tabs). */
import { named } from '#widgets/parts.ts';

export const tabNames = ['offer', 'answer', 'difference', 'yours', 'log'] as const;

export type TabName = (typeof tabNames)[number];

export const isTabName = (name: string | undefined): name is TabName => tabNames.some((tab) => tab === name);

const tabsOf = (root: Element): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[role="tab"]')];

export function wireTabs(root: HTMLElement, signal: AbortSignal, onShow: (tab: TabName) => void): void {
  const tabs = tabsOf(root);
  for (const [index, tab] of tabs.entries()) {
    const name = tab.dataset['tab'];
    if (!isTabName(name)) continue;
    tab.addEventListener('click', () => onShow(name), { signal });
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

/** Shows which tab is open, and the controls that belong to it. */
export function markTab(root: HTMLElement, name: TabName): void {
  for (const tab of tabsOf(root)) {
    const isOpen = tab.dataset['tab'] === name;
    tab.setAttribute('aria-selected', String(isOpen));
    tab.tabIndex = isOpen ? 0 : -1;
    if (isOpen) named(root, 'panel').setAttribute('aria-labelledby', tab.id);
  }
  named(root, 'yours').hidden = name !== 'yours';
  named(root, 'compare').hidden = name !== 'difference';
  named(root, 'reading').hidden = name === 'log';
  named(root, 'run').hidden = name !== 'log';
}

/** Value of the radio button that is chosen in a group. */
export function chosen(root: ParentNode, group: string): string {
  return root.querySelector<HTMLInputElement>(`[name="${group}"]:checked`)?.value ?? '';
}
