/** The tabs beside the picture, by click and by arrow keys (ARIA Authoring Practices, tabs). */
import { part } from '#widgets/parts.ts';

export const tabNames = ['happened', 'candidates', 'pairs', 'log'] as const;

type TabName = (typeof tabNames)[number];

/** Makes tabs of the buttons that the page has written, and gives a way to ask which is open. */
export function wireTabs(root: HTMLElement, signal: AbortSignal, onChange: () => void): () => TabName {
  const list = part(root, '[role=tablist]', HTMLElement);
  const buttons = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  let open: TabName = 'happened';
  const show = (chosen: HTMLElement): void => {
    open = tabNames.find((name) => name === chosen.dataset['tab']) ?? open;
    for (const each of buttons) {
      each.setAttribute('aria-selected', String(each === chosen));
      each.tabIndex = each === chosen ? 0 : -1;
      part(root, `[data-panel=${each.dataset['tab']}]`, HTMLElement).hidden = each !== chosen;
    }
    onChange();
  };
  for (const each of buttons) each.addEventListener('click', () => show(each), { signal });
  list.addEventListener(
    'keydown',
    (event) => {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = move && buttons.at((tabNames.indexOf(open) + move) % buttons.length);
      if (!next) return;
      event.preventDefault();
      event.stopPropagation();
      show(next);
      next.focus();
    },
    { signal },
  );
  return () => open;
}
