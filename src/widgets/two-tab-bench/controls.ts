/** Buttons and keys of the bench, by name. */
import type { CarrierName } from '#domain/trace.ts';
import { part } from '#widgets/parts.ts';
import { carriers } from './room.ts';
import type { Act } from './situation.ts';
import type { Viewing } from './viewing.ts';

export interface Controls {
  viewing: Viewing;
  /** A button's `data-do`. */
  do(name: string): void;
  /** A button under the sentence of the situation. */
  act(act: Act): void;
  choose(carrier: CarrierName): void;
  /** What is negotiated was changed. */
  onOptions(): void;
}

/** Keys of the panel, while it has the focus and no field in it has. */
const keys: Readonly<Record<string, string>> = {
  ArrowRight: 'step',
  ArrowLeft: 'back',
  ' ': 'play',
  a: 'run',
  A: 'run',
  r: 'start-over',
  R: 'start-over',
  Home: 'home',
  End: 'live',
};

const acts: readonly Act[] = ['open', 'startOver', 'newRoom', 'joinAgain', 'tryAgain', 'copyOld', 'restartIce'];

const isOff = (control: Element | null): boolean => control?.getAttribute('aria-disabled') === 'true';

export function wireControls(root: HTMLElement, signal: AbortSignal, controls: Controls): void {
  root.addEventListener('click', (event) => onClick(event, controls), { signal });
  root.addEventListener('keydown', (event) => onKey(root, event, controls), { signal });
  const seek = part(root, '[data-do=seek]', HTMLInputElement);
  seek.addEventListener('input', () => controls.viewing.seekShare(Number(seek.value) / 1000), { signal });
  seek.addEventListener('keydown', (event) => onSeekKey(event, controls.viewing), { signal });
  part(root, '.options', HTMLFormElement).addEventListener('change', () => controls.onOptions(), { signal });
}

function onClick(event: MouseEvent, controls: Controls): void {
  const pressed = event.target instanceof Element ? event.target.closest('button') : null;
  if (!pressed || isOff(pressed)) return;
  const carrier = carriers.find((name) => name === pressed.dataset.carrier);
  const act = acts.find((name) => name === pressed.dataset.act);
  if (carrier) controls.choose(carrier);
  if (act) controls.act(act);
  if (pressed.dataset.do) controls.do(pressed.dataset.do);
}

function onKey(root: HTMLElement, event: KeyboardEvent, controls: Controls): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target instanceof Element ? event.target : root;
  if (target.closest('input, textarea, select, summary, [tabindex="0"]:not(two-tab-bench)')) return;
  if (event.key === ' ' && target.closest('button')) return;
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  if (!isOff(root.querySelector(`[data-do="${action}"]`))) controls.do(action);
}

function onSeekKey(event: KeyboardEvent, viewing: Viewing): void {
  const moves: Readonly<Record<string, () => void>> = {
    ArrowRight: () => viewing.forth(),
    ArrowUp: () => viewing.forth(),
    ArrowLeft: () => viewing.back(),
    ArrowDown: () => viewing.back(),
    Home: () => viewing.seekTo(0),
    End: () => viewing.seekTo(null),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}
