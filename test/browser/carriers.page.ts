import type { Letter } from '#domain/letter.ts';
import type { CarrierName } from '#domain/trace.ts';
import { broadcastChannel } from '#lab/carriers/broadcast-channel.ts';
import { copyPaste } from '#lab/carriers/copy-paste.ts';
import { longPolling } from '#lab/carriers/long-polling.ts';
import { peerServer } from '#lab/carriers/peer-server.ts';
import { carriersHere } from '#lab/carriers-here.ts';
import type { ChannelState, OpenChannel, Seat, SignalingChannel } from '#lab/signaling-channel.ts';

/** One end of a carrier in this tab. */
interface End {
  channel: SignalingChannel;
  states: ChannelState['is'][];
  letters: unknown[];
}

const hand = copyPaste();
const openers: Partial<Record<CarrierName, (server?: string) => OpenChannel>> = {
  'broadcast-channel': () => broadcastChannel,
  peerserver: peerServer,
  polling: longPolling,
  'copy-paste': () => hand.open,
};
let end: End | undefined;
let changed = Promise.withResolvers<void>();

function there(): End {
  if (!end) throw new Error('nothing is open in this tab');
  return end;
}

/** Takes a seat by a carrier, and gives the first state that it is told of. */
export async function sit(carrier: CarrierName, seat: Seat, server?: string): Promise<string> {
  const open = openers[carrier]?.(server);
  if (!open) throw new Error(`${carrier} is none of two tabs`);
  const { states, letters }: Pick<End, 'states' | 'letters'> = { states: [], letters: [] };
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const onState = ({ is }: ChannelState): void => {
    states.push(is);
    tell();
  };
  const onLetter = (letter: unknown): void => {
    letters.push(letter);
    tell();
  };
  end = { channel: open(seat, { onState, onLetter }, new AbortController().signal), states, letters };
  return until(() => states.at(-1) ?? '');
}

/** Waits until something is no longer empty, as what this tab was told. */
async function until<T>(find: () => T): Promise<T> {
  for (let found = find(); ; found = find()) {
    if (found) return found;
    await changed.promise;
  }
}

/** Says so many numbered letters. */
export async function say(from: string, to: string, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const content: Letter & { kind: 'parcel' } = {
      kind: 'parcel',
      from,
      to,
      stream: 'signaling',
      number,
      content: { kind: 'message', message: number, body: { kind: 'end-of-candidates' } },
    };
    there().channel.send(content);
  }
}

/** Waits for so many letters, and gives their numbers in the order in which they came. */
export async function hear(count: number): Promise<unknown[]> {
  const letters = await until(() => (there().letters.length >= count ? there().letters : undefined));
  return (
    letters?.map((letter) => (typeof letter === 'object' && letter && 'number' in letter ? letter.number : letter)) ??
    []
  );
}

export async function leave(): Promise<void> {
  there().channel.close();
}

export const take = (): Promise<string> => hand.take();
export const paste = (text: string): Promise<void> => hand.paste(text);
export const here = (): Promise<CarrierName[]> => carriersHere(new AbortController().signal);
