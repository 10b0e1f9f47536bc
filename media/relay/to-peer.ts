/** What a client sends to its peers: ChannelData and Send indications. */
import type { PacketFate } from '#domain/path-events.ts';
import { ipText } from '#domain/stun/address.ts';
import { find, xorAddressOf } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import type { StunMessage } from '#domain/stun/message.ts';
import type { Allocation } from './allocation.ts';
import type { Client } from './client.ts';
import type { Context } from './context.ts';
import { cross } from './crossing.ts';
import type { RelayedSocket } from './relayed-socket.ts';
import { sawOfClient, sawOfPeer } from './sightings.ts';
import { notUnderstood } from './understood.ts';

/** Relays ChannelData to the peer that its number is bound to; anything else is dropped in silence (RFC 8656 §12.6). */
export function relayChannelData(context: Context, client: Client, packet: Uint8Array) {
  const { allocation } = client;
  const number = ((packet[0] ?? 0) << 8) | (packet[1] ?? 0);
  const length = ((packet[2] ?? 0) << 8) | (packet[3] ?? 0);
  const channel = allocation?.channels.get(number);
  if (!allocation || !channel || channel.until <= context.clock.now() || packet.length < 4 + length) {
    return drop(context, client, packet, channel && packet.length < 4 + length ? 'malformed' : 'no-permission');
  }
  const data = packet.subarray(4, 4 + length);
  relayToPeer(context, allocation, packet, data, channel.socket, channel.peer.address, channel.port);
}

/** Relays the DATA of a Send indication, where its peer has a permission (RFC 8656 §11.2). */
export function relaySend(context: Context, client: Client, message: StunMessage) {
  const peer = find(message, attributeType.xorPeerAddress);
  const to = peer && xorAddressOf(peer, message);
  const data = find(message, attributeType.data)?.value;
  const { allocation } = client;
  if (!to || !data || notUnderstood(message).length > 0) return drop(context, client, message.bytes, 'malformed');
  if (!allocation) return drop(context, client, message.bytes, 'no-permission');
  if (!context.rules.allows(to, allocation.pageIssued)) return drop(context, client, message.bytes, 'forbidden-peer');
  const address = ipText(to.address);
  const socket = allocation.sockets.find(({ family }) => family === to.family);
  if (!socket || !isPermitted(context, allocation, address)) {
    return drop(context, client, message.bytes, 'no-permission');
  }
  relayToPeer(context, allocation, message.bytes, data, socket, address, to.port);
}

function isPermitted({ clock }: Context, { peers }: Allocation, address: string): boolean {
  return (peers.get(address)?.permittedUntil ?? 0) > clock.now();
}

/** What came goes no further. */
function drop(context: Context, client: Client, bytes: Uint8Array, fate: PacketFate): void {
  const { allocation, door } = client;
  if (allocation) allocation.toPeer.refused++;
  const account = door.account ?? allocation?.account;
  sawOfClient(account, client, { at: context.clock.now(), direction: 'in', bytes, fate });
}

/** Sends to the peer from the relayed address; without a page to be told, as quickly as can be. */
function relayToPeer(
  context: Context,
  allocation: Allocation,
  packet: Uint8Array,
  data: Uint8Array,
  socket: RelayedSocket,
  address: string,
  port: number,
) {
  const { toPeer, account, client, id } = allocation;
  toPeer.packetsIn++;
  toPeer.bytesIn += data.length;
  if (!account.page) {
    toPeer.packetsOut++;
    toPeer.bytesOut += data.length;
    return socket.send(data, port, address);
  }
  const crossing = { kind: 'data', towards: 'peer', bytes: data.length, allocation: id } as const;
  cross(context, account, crossing, {
    seen(fate) {
      if (fate) toPeer.dropped++;
      sawOfClient(account, client, { at: context.clock.now(), direction: 'in', bytes: packet, fate });
    },
    depart(held) {
      if (!context.allocations.has(allocation)) return;
      toPeer.packetsOut++;
      toPeer.bytesOut += data.length;
      socket.send(data, port, address);
      const sighting = { at: context.clock.now(), direction: 'out', bytes: data, held } as const;
      sawOfPeer(allocation, socket, { address, port }, sighting);
    },
  });
}
