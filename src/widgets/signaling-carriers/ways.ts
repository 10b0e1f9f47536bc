/** How each carrier is had in this page: a room of its own for each run, and the text by which a letter crosses there. */
import type { Letter } from '#domain/letter.ts';
import type { CarrierName } from '#domain/trace.ts';
import { broadcastChannel } from '#lab/carriers/broadcast-channel.ts';
import { inPage } from '#lab/carriers/in-page.ts';
import { longPolling } from '#lab/carriers/long-polling.ts';
import { peerServer } from '#lab/carriers/peer-server.ts';
import { jsonOf, messageOf } from '#lab/carriers/wire.ts';
import { carriersHere } from '#lab/carriers-here.ts';
import type { OpenChannel, Seat } from '#lab/signaling-channel.ts';
import { carrierNames } from './words.ts';

export interface Way {
  /** Makes the carrier for one run; `onText` is told of a text that the reader takes from a seat, with all that the seat had to say. */
  start(onText: (seat: Seat, text: string) => void): OpenChannel;
  /** The text of a letter; undefined where it is made later. */
  textOf(letter: Letter, seat: Seat): string | undefined;
}

/** Why a carrier cannot be had here. */
export type Absence = 'server' | 'locks';

export interface Ways {
  way(carrier: CarrierName): Way | undefined;
  absent: ReadonlyMap<CarrierName, Absence>;
}

/** What is handed over as an object has no text; as JSON it can be read and weighed. */
const asObject = (letter: Letter): string => JSON.stringify(letter);
const asMessage = (letter: Letter, seat: Seat): string => jsonOf(messageOf(letter, seat));
/** A post has the number of its letter: nothing else is posted here. */
const asPost = (letter: Letter, seat: Seat): string =>
  jsonOf({ seq: letter.kind === 'parcel' ? letter.number : 0, ...messageOf(letter, seat) });

/** Asks the host which carriers it has. */
export async function waysHere(byHand: Way, signal: AbortSignal): Promise<Ways> {
  const ways: Record<CarrierName, Way> = {
    'in-page': { start: () => inPage(), textOf: asObject },
    'broadcast-channel': { start: () => broadcastChannel, textOf: asObject },
    peerserver: { start: () => peerServer(), textOf: asMessage },
    polling: { start: () => longPolling(), textOf: asPost },
    'copy-paste': byHand,
  };
  const here = await carriersHere(signal);
  const absent = carrierNames.filter((carrier) => !here.includes(carrier));
  return {
    way: (carrier) => (here.includes(carrier) ? ways[carrier] : undefined),
    absent: new Map(absent.map((carrier) => [carrier, carrier === 'broadcast-channel' ? 'locks' : 'server'])),
  };
}
