/** What a packet is said to have met: the key of its sentences and what they are filled with. */
import type { DoorwayStep } from '#domain/nat/doorway.ts';
import { formatAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import type { PacketWords } from './words.ts';

type EventKey = keyof PacketWords['events'];

function keyOf({ passage }: DoorwayStep): EventKey {
  if (passage.kind === 'refused') return passage.refusal.reason;
  if (passage.kind === 'in') return passage.admission.by;
  if (passage.isNewMapping) return 'newMapping';
  return passage.isNewContact ? 'sameMapping' : 'repeated';
}

/** Title and sentence of a packet; without one, of the beginning. */
export function tell(step: DoorwayStep | undefined, words: PacketWords): { title: string; fact: string } {
  if (!step) return words.events.begin;
  const { packet, passage } = step;
  const { outside } = passage;
  const isOut = passage.kind === 'out';
  const peer = isOut ? outside.destination : outside.source;
  const inside = passage.kind === 'out' ? passage.inside.source : passage.inside?.destination;
  const params = {
    place: words.toward[packet.place],
    Place: words.Places[packet.place],
    inside: inside ? formatAddress(inside) : '',
    outside: formatAddress(isOut ? outside.source : outside.destination),
    peer: formatAddress(peer),
    source: formatAddress(outside.source),
    address: outside.source.address,
  };
  const { title, fact } = words.events[keyOf(step)];
  return { title: fill(title, params), fact: fill(fact, params) };
}
