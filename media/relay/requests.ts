/** What comes to a door, and what becomes of it. */
import type { PacketFate } from '#domain/path-events.ts';
import { xorAddress } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { checkFingerprint } from '#domain/stun/fingerprint.ts';
import { parseStun, type StunMessage } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import type { Account } from './account.ts';
import { allocate } from './allocate.ts';
import type { Allocation } from './allocation.ts';
import { authenticate, challengeOf, type Identity } from './authentication.ts';
import { type Client, transportAddress } from './client.ts';
import type { Context } from './context.ts';
import { cross } from './crossing.ts';
import { end } from './ending.ts';
import { channelBind, createPermission, lifetime, type Outcome, refreshedLifetime } from './permissions.ts';
import { type Refusal, refused, refusedUnproved, success } from './response.ts';
import { sawOfClient } from './sightings.ts';
import { relayChannelData, relaySend } from './to-peer.ts';
import { notUnderstood, unknownOf } from './understood.ts';

/** Takes one packet: a STUN message, ChannelData, or what is neither and gets no answer. The bytes are its own from now on. */
export function receive(context: Context, client: Client, bytes: Uint8Array) {
  const first = bytes[0] ?? 0xff;
  if (first >= 0x40 && first < 0x80) return relayChannelData(context, client, bytes);
  if (!client.allocation && !isBinding(bytes) && !mayAsk(context, client)) return;
  const parsed = parseStun(bytes);
  if (!parsed.ok || checkFingerprint(parsed.message) === 'wrong') {
    return saw(context, client, client.door.account ?? client.allocation?.account, bytes, 'malformed');
  }
  const { message } = parsed;
  if (message.class === 'indication' && message.method === method.send) return relaySend(context, client, message);
  if (message.class !== 'request') return saw(context, client, client.door.account, bytes, fateOf(message));
  if (message.method === method.binding) return bind(context, client, message);
  if (turnMethods.has(message.method)) return turn(context, client, message);
  saw(context, client, client.door.account, bytes);
  reply(context, client, client.door.account, refusedUnproved(message, { code: 400 }));
}

/** A Binding indication keeps a NAT's mapping alive, and wants no answer (RFC 8489 §6.3.2); others are for clients, as answers are. */
const fateOf = (message: StunMessage) =>
  message.class === 'indication' && message.method === method.binding ? undefined : 'malformed';

/** A Binding request costs little, and may come as often as it likes. */
const isBinding = (bytes: Uint8Array) => bytes[0] === 0 && bytes[1] === method.binding;

const mayAsk = ({ strangers, clock }: Context, { address, port }: Client) =>
  strangers.mayAsk(address, port, clock.now());

const turnMethods = new Set<number>([method.allocate, method.refresh, method.createPermission, method.channelBind]);

/** A Binding request is answered without credentials (RFC 8489 §6.3.1), late or never where its page wants that. */
function bind(context: Context, client: Client, request: StunMessage): void {
  const { account } = client.door;
  const unknown = notUnderstood(request);
  const mapped = transportAddress(client.address, client.port);
  const answer =
    unknown.length > 0
      ? refusedUnproved(request, unknownOf(unknown))
      : success(request, [xorAddress(attributeType.xorMappedAddress, mapped, request.transactionId)]);
  cross(
    context,
    account,
    { kind: 'binding', towards: 'client', bytes: answer.length, allocation: undefined },
    {
      seen: (fate) => saw(context, client, account, request.bytes, fate),
      depart: (held) => reply(context, client, account, answer, held),
    },
  );
}

/** The methods of TURN, all of which want credentials. */
function turn(context: Context, client: Client, request: StunMessage) {
  const authentication = authenticate(context, client, request);
  const { account: owner } = client.door;
  if (!authentication.ok) {
    const { code, nonce } = authentication;
    saw(context, client, owner ?? client.allocation?.account, request.bytes);
    const attributes = nonce ? challengeOf(context, client) : [];
    return reply(context, client, owner, refusedUnproved(request, { code, attributes }));
  }
  const { identity } = authentication;
  const account = owner ?? context.accounts.get(identity.username);
  saw(context, client, account, request.bytes);
  const unknown = notUnderstood(request);
  const refuse = (refusal: Refusal) => reply(context, client, account, refused(request, refusal, identity.signature));
  if (unknown.length > 0) return refuse(unknownOf(unknown));
  if (client.allocation && client.allocation.username !== identity.username) return refuse({ code: 441 });
  if (request.method === method.allocate) {
    return allocate(context, client, request, identity, (answer, to) => reply(context, client, to, answer));
  }
  const { allocation } = client;
  if (!allocation) return refuse({ code: 437 });
  if (request.method === method.refresh) return refresh(context, client, allocation, request, identity);
  const change = request.method === method.channelBind ? channelBind : createPermission;
  const outcome = change(context, allocation, request);
  if (isRefusal(outcome)) return refuse(outcome);
  reply(context, client, account, success(request, outcome, identity.signature));
  allocation.account.page?.events?.allocationsChanged();
}

const isRefusal = (outcome: Outcome): outcome is Refusal => 'code' in outcome;

function refresh(context: Context, client: Client, allocation: Allocation, request: StunMessage, identity: Identity) {
  const { account } = allocation;
  const outcome = refreshedLifetime(context, allocation, request);
  if (typeof outcome !== 'number') {
    return reply(context, client, account, refused(request, outcome, identity.signature));
  }
  allocation.until = context.clock.now() + outcome;
  reply(context, client, account, success(request, [lifetime(outcome)], identity.signature));
  if (outcome === 0) end(context, allocation);
  else account.page?.events?.allocationsChanged();
}

function saw(context: Context, client: Client, account: Account | undefined, bytes: Uint8Array, fate?: PacketFate) {
  if (account?.page) sawOfClient(account, client, { at: context.clock.now(), direction: 'in', bytes, fate });
}

function reply(context: Context, client: Client, account: Account | undefined, bytes: Uint8Array, held?: number): void {
  const sent = client.send(bytes);
  if (sent && account?.page) sawOfClient(account, client, { at: context.clock.now(), direction: 'out', bytes, held });
}
