/** Which room a page is in: in its address, after the `#`, and for a reload in the tab's own storage. */
import type { CarrierName, PeerName } from '#domain/trace.ts';

/** A room and the carrier that its pages meet on: `#room=7QX4-2MKD&by=broadcast-channel`. */
export interface Room {
  room: string;
  by: CarrierName;
}

/** Where this tab sat before it was reloaded. */
export interface OwnSeat {
  room: string;
  peer: PeerName;
}

/** The carriers that two pages can meet on, in the order in which a reader is offered them. */
export const carriers = ['broadcast-channel', 'peerserver', 'polling', 'copy-paste'] as const;

/** Digits and letters that nobody takes for one another when reading them out (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Who types a room may type small letters. */
const roomForm = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/i;
const storageKey = 'trickle-two-tabs';

/** A room that nobody else has: 40 random bits, as `7QX4-2MKD`. */
export function newRoom(random = crypto.getRandomValues(new Uint8Array(8))): string {
  const name = [...random].map((byte) => alphabet[byte % 32]).join('');
  return `${name.slice(0, 4)}-${name.slice(4)}`;
}

/** Reads an address from its `#` on: undefined when it names no room, `malformed` when it names one that `newRoom` cannot have made. */
export function readRoom(hash: string): Room | 'malformed' | undefined {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const room = fields.get('room');
  if (room === null) return undefined;
  const by = carriers.find((carrier) => carrier === (fields.get('by') ?? 'broadcast-channel'));
  return roomForm.test(room) && by ? { room: room.toUpperCase(), by } : 'malformed';
}

/** The part of an address that names a room, from its `#` on. */
export const roomHash = ({ room, by }: Room): string => `#room=${room}&by=${by}`;

/** Where this tab sat in a room, if it sat there. */
export function ownSeat(room: string, storage: Pick<Storage, 'getItem'>): PeerName | undefined {
  const [storedRoom, peer] = (storage.getItem(storageKey) ?? '').split(' ');
  if (storedRoom !== room) return undefined;
  return peer === 'a' || peer === 'b' ? peer : undefined;
}

export function keepSeat({ room, peer }: OwnSeat, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(storageKey, `${room} ${peer}`);
}

export function forgetSeat(storage: Pick<Storage, 'removeItem'>): void {
  storage.removeItem(storageKey);
}

/** Whether an address is reached only from the machine that the page is on, as `localhost` or `127.0.0.1` (RFC 6761 §6.3). */
export const isThisMachine = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
