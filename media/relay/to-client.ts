/** What peers send to a relayed address: on to the client, as ChannelData or Data indication. */
import { randomBytes } from 'node:crypto';
import { bytes as ofBytes, xorAddress } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeStun } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import type { Allocation } from './allocation.ts';
import { transportAddress } from './client.ts';
import type { Context } from './context.ts';
import { cross } from './crossing.ts';
import type { FromPeer, RelayedSocket } from './relayed-socket.ts';
import { sawOfClient, sawOfPeer } from './sightings.ts';

/** What a relayed socket does with each datagram (RFC 8656 §11.3, §12.7): without a permission it is dropped in silence. */
export function relayToClient(context: Context, allocation: Allocation, socket: RelayedSocket): FromPeer {
  const { toClient, account, client } = allocation;
  return (data, address, port) => {
    const now = context.clock.now();
    const peer = allocation.peers.get(address);
    if (!peer || peer.permittedUntil <= now) {
      toClient.refused++;
      const sighting = { at: now, direction: 'in', bytes: data, fate: 'no-permission' } as const;
      return sawOfPeer(allocation, socket, { address, port }, sighting);
    }
    const channel = peer.channels?.get(port);
    const number = channel && channel.until > now ? channel.number : undefined;
    toClient.packetsIn++;
    toClient.bytesIn += data.length;
    const packet =
      number === undefined
        ? dataIndication(data, address, port)
        : channelData(number, data, client.transport !== 'udp');
    if (account.page) relayWatched(context, allocation, socket, { data, packet, address, port });
    else count(allocation, data, client.send(packet));
  };
}

function count({ toClient }: Allocation, data: Uint8Array, sent: boolean): void {
  if (!sent) toClient.dropped++;
  else {
    toClient.packetsOut++;
    toClient.bytesOut += data.length;
  }
}

interface FromPeerPacket {
  data: Uint8Array;
  packet: Uint8Array;
  address: string;
  port: number;
}

/** On the way that the page wants, and under its eyes. */
function relayWatched(context: Context, allocation: Allocation, socket: RelayedSocket, from: FromPeerPacket): void {
  const { account, client, id, toClient } = allocation;
  const { data, packet } = from;
  cross(
    context,
    account,
    { kind: 'data', towards: 'client', bytes: data.length, allocation: id },
    {
      seen(fate) {
        if (fate) toClient.dropped++;
        sawOfPeer(allocation, socket, from, { at: context.clock.now(), direction: 'in', bytes: data, fate });
      },
      depart(held) {
        if (!context.allocations.has(allocation)) return;
        const sent = client.send(packet);
        count(allocation, data, sent);
        if (sent) sawOfClient(account, client, { at: context.clock.now(), direction: 'out', bytes: packet, held });
      },
    },
  );
}

/** ChannelData; over a stream it is padded to four bytes (RFC 8656 §12.5). */
function channelData(number: number, data: Uint8Array, stream: boolean): Uint8Array {
  const length = data.length;
  const packet = Buffer.allocUnsafe(4 + (stream ? (length + 3) & ~3 : length));
  packet[0] = number >> 8;
  packet[1] = number;
  packet[2] = length >> 8;
  packet[3] = length;
  packet.set(data, 4);
  if (packet.length > 4 + length) packet.fill(0, 4 + length);
  return packet;
}

/** The codec's `encodeChannelData` would clear what is then overwritten; an indication has a transaction ID of its own. */
function dataIndication(data: Uint8Array, address: string, port: number): Uint8Array {
  const transactionId = randomBytes(12);
  const peer = xorAddress(attributeType.xorPeerAddress, transportAddress(address, port), transactionId);
  const attributes = [peer, ofBytes(attributeType.data, data)];
  return encodeStun({ method: method.data, class: 'indication', transactionId, attributes });
}
