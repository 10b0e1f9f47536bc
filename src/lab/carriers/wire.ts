/** What a letter is for the server: PeerServer knows OFFER, ANSWER, CANDIDATE and LEAVE, and carries whatever they hold. */
import type { Letter } from '#domain/letter.ts';
import type { PeerName } from '#domain/trace.ts';
import { otherPeer, type Seat } from '../signaling-channel.ts';

type MessageType = 'OFFER' | 'ANSWER' | 'CANDIDATE' | 'LEAVE';

/** A message to the other seat of the room. */
export interface OutgoingMessage {
  type: MessageType;
  dst: PeerName;
  payload: Letter;
}

/** The message that carries a letter: `{"type":"OFFER","dst":"b","payload":{"kind":"parcel",…}}`. */
export function messageOf(letter: Letter, { peer }: Seat): OutgoingMessage {
  return { type: typeOf(letter), dst: otherPeer(peer), payload: letter };
}

function typeOf(letter: Letter): MessageType {
  if (letter.kind === 'bye') return 'LEAVE';
  if (letter.kind !== 'parcel' || letter.content.kind !== 'message') return 'CANDIDATE';
  const { body } = letter.content;
  if (body.kind !== 'description') return 'CANDIDATE';
  return body.description.type === 'offer' ? 'OFFER' : 'ANSWER';
}

/** JSON, in which halves of surrogate pairs, which UTF-8 cannot write, are U+FFFD. */
export function jsonOf(value: object): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? each.toWellFormed() : each));
}

/** The type and the payload of a message that the server brought; the payload may be anything. Undefined when it is no message. */
export function incoming(value: unknown): { type: string; payload: unknown } | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string')
    return undefined;
  return { type: value.type, payload: 'payload' in value ? value.payload : undefined };
}

/** Whether a message of this type brings a letter; EXPIRE tells only that the other is not there. */
export function bringsLetter(type: string): boolean {
  return ['OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE'].includes(type);
}

/** The address of a room's service: `http://localhost:4321/r/7QX4-2MKD/poll?id=a&token=k3v9`. */
export function roomUrl(base: string | URL, { room, peer, page }: Seat, service: 'peerjs' | 'poll'): URL {
  const url = new URL(`/r/${encodeURIComponent(room)}/${service}`, base);
  url.search = String(new URLSearchParams({ ...(service === 'peerjs' && { key: 'peerjs' }), id: peer, token: page }));
  return url;
}
