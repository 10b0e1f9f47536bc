/** Draws the NAT after so many packets: each part a function of the steps and their number. */
import { classicName, type NatBehaviour } from '#domain/nat/behaviour.ts';
import { type DoorwayStep, doorwayOf, places } from '#domain/nat/doorway.ts';
import type { TransportAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import { renderNatDoorway } from '#views/nat-doorway.ts';
import { type Hue, renderNatTables } from '#views/nat-tables.ts';
import { renderTimeline } from '#views/timeline.ts';
import { natTables, type TableMoment } from '#widgets/nat-rows.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { doorwayPicture } from './picture.ts';
import { tell } from './telling.ts';
import type { PacketWords } from './words.ts';

export interface Shown {
  readonly behaviour: NatBehaviour;
  readonly steps: readonly DoorwayStep[];
  /** Packets shown. */
  readonly at: number;
  readonly isPlaying: boolean;
}

const outsiders: ReadonlySet<string> = new Set(Object.values(places).map(({ address }) => address));

/** Your host's addresses are blue, everybody else's violet. */
const hueOf = ({ address }: TransportAddress): Hue => (outsiders.has(address) ? 'infra' : 'a');

export function drawScreen(root: HTMLElement, words: PacketWords, shown: Shown): void {
  const { behaviour, steps, at } = shown;
  const step = steps[at - 1];
  const { title, fact } = tell(step, words);
  drawBars(root, words, shown);
  write(named(root, 'title'), title);
  named(root, 'title').dataset['tone'] = step?.passage.kind === 'refused' ? 'bad' : '';
  write(named(root, 'fact'), fact);
  renderNatDoorway(named(root, 'doorway'), doorwayPicture(step, `${title}. ${fact}`, words));
  const nat = step?.nat ?? doorwayOf(behaviour);
  const tables = natTables(nat, words.host, momentOf(step, at), words.tables, hueOf);
  for (const table of tables) renderNatTables(named(root, table.name), [table]);
}

function momentOf(step: DoorwayStep | undefined, at: number): TableMoment {
  const passage = step?.passage;
  const admission = passage?.kind === 'in' ? passage.admission : undefined;
  return {
    step: at,
    admittedBy: admission?.by === 'contact' ? admission.contact : undefined,
    closest: passage?.kind === 'refused' ? passage.refusal.closest : undefined,
  };
}

function drawBars(root: HTMLElement, words: PacketWords, { behaviour, steps, at, isPlaying }: Shown): void {
  const of = steps.length;
  const counted = fill(words.count, { at, of });
  write(named(root, 'count'), counted);
  write(named(root, 'play'), isPlaying ? words.pause : words.play);
  button(root, 'play').setAttribute('aria-pressed', String(isPlaying));
  button(root, 'back').setAttribute('aria-disabled', String(at === 0));
  button(root, 'step').setAttribute('aria-disabled', String(at === of));
  const name = classicName(behaviour);
  write(named(root, 'name'), name ? words.classic[name] : '');
  write(named(root, 'old'), name ? words.oldName : words.noOldName);
  const seek = part(root, '[data-do=seek]', HTMLInputElement);
  seek.max = String(of);
  if (seek.value !== String(at)) seek.value = String(at);
  seek.setAttribute('aria-valuetext', counted);
  write(named(root, 'last'), String(of));
  const ticks = steps.map(({ packet }, index) => ({
    share: (index + 1) / of,
    kind: packet.direction === 'out' ? ('a' as const) : ('infra' as const),
  }));
  renderTimeline(named(root, 'ticks'), { ticks, head: at / of });
}
