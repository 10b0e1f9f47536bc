/** What an Allocate request asks for, and whether it may be had (RFC 8656 §7.2). */
import { familyOf, find, reservesNext, transportOf, uint32Of } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { toHex } from '#domain/stun/hex.ts';
import type { StunAttribute, StunMessage } from '#domain/stun/message.ts';
import type { Account } from './account.ts';
import type { Context } from './context.ts';
import type { RelayedSocket } from './relayed-socket.ts';
import type { Refusal } from './response.ts';

/** A relayed transport address as a client wants it. */
export interface AllocationWish {
  /** Where it is to be. */
  address: string;
  evenPort: 'any' | 'even' | 'pair';
  /** An IPv6 address too, beside that of IPv4. */
  additional: boolean;
  /** The socket that a token stands for. */
  reserved: RelayedSocket | undefined;
  lifetimeMs: number;
}

/** IP's number of UDP. */
const udp = 17;

/** Reads the wish, in the order of RFC 8656 §7.2; the refusal where it cannot be had. */
export function wishOf(context: Context, account: Account, request: StunMessage): AllocationWish | Refusal {
  const transport = find(request, attributeType.requestedTransport);
  const protocol = transport && transportOf(transport);
  if (protocol === undefined) return { code: 400 };
  if (protocol !== udp) return { code: 442 };
  const even = find(request, attributeType.evenPort);
  const reserves = even && reservesNext(even);
  const lifetimeMs = lifetimeOf(context, request);
  if ((even && reserves === undefined) || lifetimeMs === undefined) return { code: 400 };
  const families = familiesOf(request, reserves === true);
  if ('code' in families) return families;
  const token = find(request, attributeType.reservationToken);
  if (!token && !mayHaveMore(context, account)) return { code: 486 };
  if (!token && context.allocations.size + context.pending + context.reservations.size >= context.limits.allocations)
    return { code: 508 };
  const reserved = token && reservedFor(context, account, request, token, even !== undefined);
  if (reserved && 'code' in reserved) return reserved;
  const address = context.relayAddress[families.family];
  if (address === undefined) return { code: 440 };
  const evenPort = even ? (reserves ? 'pair' : 'even') : 'any';
  return { address, evenPort, additional: families.additional, reserved, lifetimeMs };
}

/** How long an allocation lasts that asks for so long, in ms: the default at least, and no longer than the longest. */
function lifetimeOf({ limits }: Context, request: StunMessage): number | undefined {
  const attribute = find(request, attributeType.lifetime);
  const seconds = attribute ? uint32Of(attribute) : 0;
  if (seconds === undefined) return undefined;
  return Math.min(limits.longestLifetimeMs, Math.max(limits.defaultLifetimeMs, seconds * 1_000));
}

/** REQUESTED-ADDRESS-FAMILY or ADDITIONAL-ADDRESS-FAMILY, never both; the latter for IPv6 alone, and without a reserved port. */
function familiesOf(request: StunMessage, reserves: boolean): { family: 4 | 6; additional: boolean } | Refusal {
  const requested = find(request, attributeType.requestedAddressFamily);
  const additional = find(request, attributeType.additionalAddressFamily);
  if (additional && (requested || reserves || familyOf(additional) !== 6)) return { code: 400 };
  if (requested && requested.value.length !== 4) return { code: 400 };
  const family = requested ? familyOf(requested) : 4;
  return family ? { family, additional: additional !== undefined } : { code: 440 };
}

function mayHaveMore({ limits }: Context, { allocations, pending, reserved, page }: Account): boolean {
  return allocations.size + pending + reserved < (page?.quota ?? limits.allocationsPerUser);
}

/** The socket of RESERVATION-TOKEN, taken out; a token goes alone (RFC 8656 §7.2). */
function reservedFor(
  context: Context,
  account: Account,
  request: StunMessage,
  token: StunAttribute,
  even: boolean,
): RelayedSocket | Refusal {
  const families = [attributeType.requestedAddressFamily, attributeType.additionalAddressFamily];
  const alone = !even && families.every((type) => !find(request, type));
  if (!alone || token.value.length !== 8) return { code: 400 };
  const key = toHex(token.value);
  const reservation = context.reservations.get(key);
  if (reservation?.account !== account || reservation.until <= context.clock.now()) return { code: 508 };
  context.reservations.delete(key);
  account.reserved--;
  return reservation.socket;
}
