/** Refresh, CreatePermission and ChannelBind: requests that change an allocation (RFC 8656 §8.2, §10.2, §12.2). */
import { ipText, type TransportAddress } from '#domain/stun/address.ts';
import { channelNumberOf, familyOf, find, findAll, uint32, uint32Of, xorAddressOf } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import type { AttributeInit, StunMessage } from '#domain/stun/message.ts';
import type { Allocation, Peer } from './allocation.ts';
import type { Context } from './context.ts';
import type { Refusal } from './response.ts';

/** What a request changed: the attributes of its answer, or why it changed nothing. */
export type Outcome = readonly AttributeInit[] | Refusal;

/** A whole change or none: all peers are looked at before one is permitted. */
export function createPermission(context: Context, allocation: Allocation, request: StunMessage): Outcome {
  const peers = findAll(request, attributeType.xorPeerAddress).map((attribute) => xorAddressOf(attribute, request));
  if (peers.length === 0) return { code: 400 };
  const addresses = new Set<string>();
  for (const peer of peers) {
    if (!peer) return { code: 400 };
    const refusal = refusalOf(context, allocation, { family: peer.family, address: peer.address });
    if (refusal) return refusal;
    addresses.add(ipText(peer.address));
  }
  const further = [...addresses].filter((address) => !allocation.peers.has(address));
  if (allocation.peers.size + further.length > context.limits.permissionsPerAllocation) return { code: 508 };
  for (const address of addresses) permit(context, allocation, address);
  return [];
}

/** The last number that clients of RFC 5766 §11 bind; RFC 8656 §12 ends at 0x4FFF, and leaves the others to other protocols. */
const lastChannel = 0x7ffe;

/** Binds a number to a peer, or keeps it bound; either is bound to one other at most. */
export function channelBind(context: Context, allocation: Allocation, request: StunMessage): Outcome {
  const [ofNumber, ofPeer] = [find(request, attributeType.channelNumber), find(request, attributeType.xorPeerAddress)];
  const number = ofNumber && channelNumberOf(ofNumber);
  const peer = ofPeer && xorAddressOf(ofPeer, request);
  if (!peer || number === undefined || number < 0x4000 || number > lastChannel) return { code: 400 };
  const refusal = refusalOf(context, allocation, peer);
  if (refusal) return refusal;
  const socket = allocation.sockets.find(({ family }) => family === peer.family);
  const address = ipText(peer.address);
  const known = allocation.channels.get(number);
  const other = allocation.peers.get(address)?.channels?.get(peer.port);
  const isSame = known !== undefined && known === other;
  if (!socket || (!isSame && (known || other))) return { code: 400 };
  const { limits, clock } = context;
  const isFull = allocation.channels.size >= limits.channelsPerAllocation;
  const hasRoom = allocation.peers.has(address) || allocation.peers.size < limits.permissionsPerAllocation;
  if (!isSame && (isFull || !hasRoom)) return { code: 508 };
  const permitted = permit(context, allocation, address);
  const until = clock.now() + limits.channelMs;
  const channel = known ?? { number, peer: permitted, port: peer.port, socket, until };
  channel.until = until;
  allocation.channels.set(number, channel);
  permitted.channels ??= new Map();
  permitted.channels.set(peer.port, channel);
  return [];
}

/** How long the allocation is kept from now, in ms; 0 ends it. */
export function refreshedLifetime(
  { limits }: Context,
  { sockets }: Allocation,
  request: StunMessage,
): number | Refusal {
  const family = find(request, attributeType.requestedAddressFamily);
  if (family && !sockets.some((socket) => socket.family === familyOf(family))) return { code: 443 };
  const attribute = find(request, attributeType.lifetime);
  const seconds = attribute ? uint32Of(attribute) : limits.defaultLifetimeMs / 1_000;
  if (seconds === undefined) return { code: 400 };
  if (seconds === 0) return 0;
  return Math.min(limits.longestLifetimeMs, Math.max(limits.defaultLifetimeMs, seconds * 1_000));
}

/** LIFETIME, in seconds. */
export function lifetime(milliseconds: number): AttributeInit {
  return uint32(attributeType.lifetime, milliseconds / 1_000);
}

/** Why a peer may not be permitted: none of this allocation's families, or one that nobody may reach. */
function refusalOf(
  { rules }: Context,
  { sockets, pageIssued }: Allocation,
  peer: Omit<TransportAddress, 'port'> & { port?: number },
): Refusal | undefined {
  if (!sockets.some(({ family }) => family === peer.family)) return { code: 443 };
  return rules.allows(peer, pageIssued) ? undefined : { code: 403 };
}

function permit({ clock, limits }: Context, { peers }: Allocation, address: string): Peer {
  const permittedUntil = clock.now() + limits.permissionMs;
  const peer = peers.get(address) ?? { address, permittedUntil, channels: undefined };
  peer.permittedUntil = permittedUntil;
  peers.set(address, peer);
  return peer;
}
