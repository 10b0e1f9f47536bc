/** What the reader has chosen to gather with, read off the toolbar. */
import type { GatheringWish } from '#lab/gathering.ts';
import { part } from '#widgets/parts.ts';

const chosen = (root: Element, name: string): string =>
  part(root, `[data-choice="${name}"]:checked`, HTMLInputElement).value;

export function wishOf(root: Element): GatheringWish {
  const servers = chosen(root, 'servers');
  const after = chosen(root, 'stun');
  return {
    policy: chosen(root, 'policy') === 'relay' ? 'relay' : 'all',
    servers: servers === 'stun' || servers === 'turn' ? servers : 'none',
    pool: Number(chosen(root, 'pool')),
    stunAfter: after === 'never' ? after : Number(after),
    microphone: part(root, '[data-choice="microphone"]', HTMLInputElement).checked,
  };
}

/** Tells `onChange` of every choice. */
export function wireChoices(root: Element, signal: AbortSignal, onChange: () => void): void {
  for (const input of root.querySelectorAll('[data-choice]')) input.addEventListener('change', onChange, { signal });
}
