/** Traces of a relayed call, made with the codec: what a server would have seen of these packets. */
import type { PacketEvent, PacketFate } from '#domain/path-events.ts';
import { ipBytes } from '#domain/stun/address.ts';
import {
  bytes,
  channelNumber,
  errorCode,
  requestedTransport,
  text,
  uint32,
  xorAddress,
} from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData } from '#domain/stun/channel-data.ts';
import { toHex } from '#domain/stun/hex.ts';
import { longTermKey, withIntegrity } from '#domain/stun/integrity.ts';
import { encodeStun } from '#domain/stun/message.ts';
import { method, type StunClass } from '#domain/stun/message-type.ts';

const client = '203.0.113.7:41000';
const server = '198.51.100.4:3478';
const relayed = '198.51.100.4:49160';
export const peer = '203.0.113.88:57310';

const transport = (at: string) => {
  const [host = '', port = '0'] = at.split(':');
  return { family: 4, address: ipBytes(host) ?? new Uint8Array(4), port: Number(port) } as const;
};

const id = (number: number): Uint8Array => Uint8Array.from({ length: 12 }, () => number);
const key = longTermKey('1763721600:page', 'trickle', 'secret');
const signed = (message: Uint8Array, isSigned = true): Uint8Array => (isSigned ? withIntegrity(message, key) : message);

const message = (
  name: keyof typeof method,
  ofClass: StunClass,
  number: number,
  attributes: ReturnType<typeof text>[],
) => encodeStun({ method: method[name], class: ofClass, transactionId: id(number), attributes });

const atPeer = (at: string, number: number) => xorAddress(attributeType.xorPeerAddress, transport(at), id(number));

export const allocate = (number: number, isSigned: boolean) =>
  signed(message('allocate', 'request', number, [requestedTransport(17)]), isSigned);
export const refused = (number: number, code: number, reason: string) =>
  message('allocate', 'error', number, [errorCode({ code, reason }), text(attributeType.realm, 'trickle')]);
export const allocated = (number: number) =>
  message('allocate', 'success', number, [
    xorAddress(attributeType.xorRelayedAddress, transport(relayed), id(number)),
    xorAddress(attributeType.xorMappedAddress, transport(client), id(number)),
    uint32(attributeType.lifetime, 600),
  ]);
export const permit = (number: number, at = peer) =>
  signed(message('createPermission', 'request', number, [atPeer(at, number)]));
export const permitted = (number: number) => message('createPermission', 'success', number, []);
export const bind = (number: number) =>
  signed(message('channelBind', 'request', number, [channelNumber(0x4000), atPeer(peer, number)]));
export const bound = (number: number) => message('channelBind', 'success', number, []);
export const sendIndication = (number: number, data: Uint8Array) =>
  message('send', 'indication', number, [atPeer(peer, number), bytes(attributeType.data, data)]);
export const dataIndication = (number: number, data: Uint8Array) =>
  message('data', 'indication', number, [atPeer(peer, number), bytes(attributeType.data, data)]);
export const channelData = (data: Uint8Array) => encodeChannelData({ channel: 0x4000, data });

/** What a Binding request is answered. */
export const mapped = (number: number): Uint8Array =>
  message('binding', 'success', number, [xorAddress(attributeType.xorMappedAddress, transport(client), id(number))]);

/** A connectivity check, an indication as some browsers send to keep the way open, and a packet of SRTP of so many bytes; each with a number of its own. */
export const check = (number: number): Uint8Array =>
  encodeStun({ method: method.binding, class: 'request', transactionId: id(number) });
export const keepalive = (number: number): Uint8Array =>
  encodeStun({ method: method.binding, class: 'indication', transactionId: id(number) });
export const srtp = (number: number, length = 108): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i === 0 ? 0x90 : i === 3 ? number : 7));

/** STUN messages whole, of other packets 24 bytes, as the server tells them. */
const excerpt = (packet: Uint8Array): string => toHex((packet[0] ?? 0) < 4 ? packet : packet.subarray(0, 24));

type Leg = 'client' | 'peer';

const ends: Readonly<Record<Leg, Record<'in' | 'out', readonly [string, string]>>> = {
  client: { in: [client, server], out: [server, client] },
  peer: { in: [peer, relayed], out: [relayed, peer] },
};

export function seen(
  seenAt: number,
  leg: Leg,
  direction: 'in' | 'out',
  packet: Uint8Array,
  fate?: PacketFate,
): PacketEvent {
  const [from, to] = ends[leg][direction];
  const base = { type: 'packet', peer: 'a', t: seenAt + 5, seenAt, leg, direction, transport: 'udp' } as const;
  return { ...base, from, to, bytes: packet.length, hex: excerpt(packet), ...(fate ? { fate } : {}) };
}

/** Allocate, 401, Allocate, permission, a check there and back, a channel, and media both ways. */
export function relayedCall(): PacketEvent[] {
  return [
    seen(100, 'client', 'in', allocate(1, false)),
    seen(101, 'client', 'out', refused(1, 401, 'Unauthenticated')),
    seen(102, 'client', 'in', allocate(2, true)),
    seen(103, 'client', 'out', allocated(2)),
    seen(190, 'client', 'in', permit(3)),
    seen(191, 'client', 'out', permitted(3)),
    seen(264, 'peer', 'in', check(9)),
    seen(264, 'client', 'out', dataIndication(4, check(9))),
    seen(265, 'client', 'in', sendIndication(5, check(10))),
    seen(265, 'peer', 'out', check(10)),
    seen(300, 'client', 'in', bind(6)),
    seen(301, 'client', 'out', bound(6)),
    seen(331, 'client', 'in', channelData(srtp(1))),
    seen(331, 'peer', 'out', srtp(1)),
    seen(351, 'peer', 'in', srtp(101)),
    seen(351, 'client', 'out', channelData(srtp(101))),
    seen(352, 'client', 'in', channelData(srtp(2)), 'lost'),
    seen(371, 'client', 'in', channelData(srtp(3))),
    seen(371, 'peer', 'out', srtp(3)),
  ];
}
