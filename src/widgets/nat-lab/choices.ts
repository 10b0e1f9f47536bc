/** The reader's choices: mapping and filtering of both NATs, whether UDP is blocked, and who begins. */
import { behaviourIndex, dependences, type NatBehaviour, natBehaviours } from '#domain/nat/behaviour.ts';
import type { NetworkSetup } from '#domain/nat/network.ts';
import type { Side } from '#domain/nat/side.ts';
import { part } from '#widgets/parts.ts';

const checkedIn = (form: HTMLFormElement, name: string): FormDataEntryValue | null => new FormData(form).get(name);

function dependenceIn(form: HTMLFormElement, name: string): NatBehaviour['mapping'] {
  const chosen = checkedIn(form, name);
  return dependences.find((each) => each === chosen) ?? 'endpoint-independent';
}

function behaviourIn(form: HTMLFormElement, side: Side): NatBehaviour {
  const mapping = dependenceIn(form, `${side}-mapping`);
  const filtering = dependenceIn(form, `${side}-filtering`);
  return { mapping, filtering, blocksUdp: checkedIn(form, `${side}-udp`) !== null };
}

const formOf = (root: Element): HTMLFormElement => part(root, 'form.cfg', HTMLFormElement);

/** What is chosen now. */
export function readChoices(root: Element): NetworkSetup {
  const form = formOf(root);
  const starts = checkedIn(form, 'starts') === 'b' ? 'b' : 'a';
  return { a: behaviourIn(form, 'a'), b: behaviourIn(form, 'b'), starts };
}

/** Index of a setup's cell in the map, 0 to 80; undefined where UDP is blocked, which no cell stands for. */
export function cellOf({ a, b }: Pick<NetworkSetup, 'a' | 'b'>): number | undefined {
  if (a.blocksUdp || b.blocksUdp) return undefined;
  return behaviourIndex(a) * natBehaviours.length + behaviourIndex(b);
}

/** The two NATs of a cell. */
export function behavioursOf(cell: number): { a: NatBehaviour; b: NatBehaviour } {
  const a = natBehaviours[Math.floor(cell / natBehaviours.length)];
  const b = natBehaviours[cell % natBehaviours.length];
  if (!a || !b) throw new Error(`The map has no cell ${cell}.`);
  return { a, b };
}

/** Chooses the two NATs of a cell, with UDP open. */
export const chooseCell = (root: Element, cell: number): void => chooseNats(root, behavioursOf(cell));

/** Chooses two NATs, and who begins where that is said. */
export function chooseNats(root: Element, chosen: Pick<NetworkSetup, 'a' | 'b'> & Partial<NetworkSetup>): void {
  if (chosen.starts) part(root, `[name="starts"][value="${chosen.starts}"]`, HTMLInputElement).checked = true;
  for (const side of ['a', 'b'] as const) {
    for (const axis of ['mapping', 'filtering'] as const) {
      const name = `[name="${side}-${axis}"][value="${chosen[side][axis]}"]`;
      part(root, name, HTMLInputElement).checked = true;
    }
    part(root, `[name="${side}-udp"]`, HTMLInputElement).checked = chosen[side].blocksUdp === true;
  }
}
