/** Allocate requests (RFC 8656 §7.2). */
import { randomBytes } from 'node:crypto';
import { bytes, errorCode, uint32, xorAddress } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { toHex } from '#domain/stun/hex.ts';
import type { AttributeInit, StunMessage } from '#domain/stun/message.ts';
import type { Account } from './account.ts';
import { type Allocation, noPackets } from './allocation.ts';
import { type AllocationWish, wishOf } from './allocation-wish.ts';
import type { Identity } from './authentication.ts';
import { type Client, transportAddress } from './client.ts';
import type { Context } from './context.ts';
import { openRelayed, openRelayedPair, type RelayedSocket } from './relayed-socket.ts';
import { type Refusal, refused, success } from './response.ts';
import { relayToClient } from './to-client.ts';

let lastId = 0;

/** Answers an Allocate request, at once or when its socket is there; undefined where the same request waits already. */
export function allocate(
  context: Context,
  client: Client,
  request: StunMessage,
  identity: Identity,
  answer: (bytes: Uint8Array, account: Account) => void,
) {
  const account = context.accounts.open(identity.username);
  const refuse = (refusal: Refusal) => {
    answer(refused(request, refusal, identity.signature), account);
    context.accounts.release(account);
  };
  const transactionId = toHex(request.transactionId);
  const { allocation } = client;
  if (allocation?.transactionId === transactionId && allocation.account === account) {
    answer(allocation.answer, account);
    return;
  }
  if (client.pending === transactionId) return;
  if (allocation || client.pending) return refuse({ code: 437 });
  const wish = wishOf(context, account, request);
  if ('code' in wish) return refuse(wish);
  client.pending = transactionId;
  client.keep();
  account.pending++;
  context.pending++;
  void open(context, account, wish).then((opened) => {
    client.pending = undefined;
    account.pending--;
    context.pending--;
    if (!opened || context.isClosed || client.isGone) {
      for (const socket of opened?.sockets ?? []) socket.close();
      client.forget();
      if (!context.isClosed && !client.isGone) refuse({ code: 508 });
      return;
    }
    const made = make(context, client, account, request, identity, wish, opened);
    answer(made.answer, account);
    account.page?.events?.allocationsChanged();
  });
}

/** What was opened for a request. */
interface Opened {
  sockets: RelayedSocket[];
  /** The token of the next port, which was reserved. */
  token?: Uint8Array;
  /** The additional address family could not be had (RFC 8656 §18.12). */
  lacks?: 'ipv6';
}

async function open(context: Context, account: Account, wish: AllocationWish): Promise<Opened | undefined> {
  if (wish.reserved) return { sockets: [wish.reserved] };
  if (wish.evenPort === 'pair') {
    const pair = await openRelayedPair(wish.address);
    return pair && { sockets: [pair[0]], token: reserve(context, account, pair[1]) };
  }
  const socket = await openRelayed(wish.address, wish.evenPort === 'even');
  if (!socket || !wish.additional) return socket && { sockets: [socket] };
  const { 6: ipv6 } = context.relayAddress;
  const second = ipv6 === undefined ? undefined : await openRelayed(ipv6);
  return second ? { sockets: [socket, second] } : { sockets: [socket], lacks: 'ipv6' };
}

/** Holds a socket for whoever of the same user comes with the token. */
function reserve(context: Context, account: Account, socket: RelayedSocket): Uint8Array {
  const token = randomBytes(8);
  const until = context.clock.now() + context.limits.reservationMs;
  context.reservations.set(toHex(token), { socket, account, until });
  account.reserved++;
  return token;
}

function make(
  context: Context,
  client: Client,
  account: Account,
  request: StunMessage,
  { username, pageIssued, signature }: Identity,
  { lifetimeMs }: AllocationWish,
  opened: Opened,
): Allocation {
  const allocation: Allocation = {
    id: ++lastId,
    client,
    account,
    pageIssued,
    username,
    key: signature.key,
    transactionId: toHex(request.transactionId),
    answer: success(request, attributesOf(client, request, lifetimeMs, opened), signature),
    sockets: opened.sockets,
    until: context.clock.now() + lifetimeMs,
    peers: new Map(),
    channels: new Map(),
    toPeer: noPackets(),
    toClient: noPackets(),
  };
  for (const socket of opened.sockets) socket.receive = relayToClient(context, allocation, socket);
  client.allocation = allocation;
  context.allocations.add(allocation);
  account.allocations.add(allocation);
  return allocation;
}

function attributesOf(
  { address, port }: Client,
  { transactionId }: StunMessage,
  lifetimeMs: number,
  { sockets, token, lacks }: Opened,
): AttributeInit[] {
  const mapped = transportAddress(address, port);
  return [
    ...sockets.map(({ relayed }) => xorAddress(attributeType.xorRelayedAddress, relayed, transactionId)),
    uint32(attributeType.lifetime, lifetimeMs / 1_000),
    xorAddress(attributeType.xorMappedAddress, mapped, transactionId),
    ...(token ? [bytes(attributeType.reservationToken, token)] : []),
    ...(lacks ? [ipv6Missing()] : []),
  ];
}

/** ADDRESS-ERROR-CODE: the family, a zero, and 440 as ERROR-CODE has it (RFC 8656 §18.12). */
function ipv6Missing(): AttributeInit {
  const { value } = errorCode({ code: 440, reason: '' });
  value[0] = 2;
  return { type: attributeType.addressErrorCode, value };
}
