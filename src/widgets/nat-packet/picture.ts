/** The picture of the NAT after a packet, as data for its view. */
import { type DoorwayStep, host, type Place, places } from '#domain/nat/doorway.ts';
import type { Header } from '#domain/nat/nat.ts';
import { formatAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import type { DoorwayPacket, DoorwayPicture } from '#views/nat-doorway-picture.ts';
import type { HeaderBox, Reason } from '#views/nat-network-picture.ts';
import type { PacketWords } from './words.ts';

export const placeNames: readonly Place[] = ['server', 'other-port', 'peer', 'stranger'];

/** What there is to draw, under a sentence that says the same. */
export function doorwayPicture(step: DoorwayStep | undefined, label: string, words: PacketWords): DoorwayPicture {
  return {
    label,
    regions: words.regions,
    host: { name: words.host, address: formatAddress(host) },
    nat: { name: words.nat, address: words.natAddress },
    isOpen: (step?.nat.mappings.length ?? 0) > 0,
    places: placeNames.map((place) => ({
      name: words.places[place],
      address: formatAddress(places[place]),
      active: place === step?.packet.place,
    })),
    ...(step && { packet: packetPicture(step, words) }),
  };
}

const box = (look: HeaderBox['look'], title: string, { source, destination }: Header): HeaderBox => ({
  look,
  title,
  source: formatAddress(source),
  destination: formatAddress(destination),
});

function packetPicture({ passage }: DoorwayStep, words: PacketWords): DoorwayPacket {
  const { outside } = passage;
  if (passage.kind === 'out') {
    const port = `:${passage.mapping.outside.port}`;
    return {
      direction: 'out',
      inside: box('then', words.sent, passage.inside),
      outside: { ...box('now', words.packetOut, outside), changed: 'source' },
      note: fill(passage.isNewMapping ? words.notes.newMapping : words.notes.sameMapping, { port }),
    };
  }
  const port = `:${outside.destination.port}`;
  if (passage.kind === 'in') {
    return {
      direction: 'in',
      inside: { ...box('now', words.arrived, passage.inside), changed: 'destination' },
      outside: box('then', words.came, outside),
      note: fill(words.notes[passage.admission.by], { port }),
    };
  }
  return {
    direction: 'in',
    ...(passage.inside && { inside: box('would-be', words.never, passage.inside) }),
    outside: box('now', words.packetIn, outside),
    note: '',
    refusal: reasonOf(passage, words),
  };
}

/** The closest row and what came, each split where they begin to differ. */
function reasonOf({ refusal }: Extract<DoorwayStep['passage'], { kind: 'refused' }>, words: PacketWords): Reason {
  const { reason, closest, source, destination } = refusal;
  const split = (address: string, port: number) =>
    reason === 'port' ? { same: address, differs: `:${port}` } : { same: '', differs: `${address}:${port}` };
  const came = { label: words.refusal.came, ...split(source.address, source.port) };
  const verdict = words.refusal.verdicts[reason];
  if (!closest) return { rows: [came], verdict };
  const label = fill(words.refusal.letsIn, { port: `:${destination.port}` });
  return { rows: [{ label, ...split(closest.peer.address, closest.peer.port) }, came], verdict };
}
