/** Tabs of the buttons that a page has written (`[role=tab][data-tab]`) and their panes (`[data-pane]`): ARIA APG, tabs. */
import { part } from './parts.ts';

export interface Tabs {
  /** Name of the pane in sight. */
  chosen(): string;
  /** Brings another pane into sight; a name that is none changes nothing. */
  choose(name: string): void;
}

/** By click, and by arrows between them; `onChange` is told after the pane has changed. */
export function wireTabs(root: HTMLElement, signal: AbortSignal, onChange: () => void): Tabs {
  const list = part(root, '[role=tablist]', HTMLElement);
  const buttons = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  let chosen = buttons.find((button) => button.ariaSelected === 'true');
  const choose = (button: HTMLElement): void => {
    chosen = button;
    for (const each of buttons) {
      each.setAttribute('aria-selected', String(each === button));
      each.tabIndex = each === button ? 0 : -1;
      part(root, `[data-pane="${each.dataset['tab']}"]`, HTMLElement).hidden = each !== button;
    }
    onChange();
  };
  for (const button of buttons) button.addEventListener('click', () => choose(button), { signal });
  list.addEventListener(
    'keydown',
    (event) => {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = move && chosen && buttons.at((buttons.indexOf(chosen) + move) % buttons.length);
      if (!next) return;
      event.preventDefault();
      event.stopPropagation();
      choose(next);
      next.focus();
    },
    { signal },
  );
  return {
    chosen: () => chosen?.dataset['tab'] ?? '',
    choose: (name) => {
      const button = buttons.find((each) => each.dataset['tab'] === name);
      if (button) choose(button);
    },
  };
}
