/** Attributes that this server understands; of the others those that must be understood are refused (RFC 8489 §6.3.1). */
import { unknownAttributes } from '#domain/stun/attribute.ts';
import { attributeType, isComprehensionRequired } from '#domain/stun/attribute-type.ts';
import type { StunMessage } from '#domain/stun/message.ts';

/** DONT-FRAGMENT is not among them: Node cannot set that bit of an IP header (RFC 8656 §7.2). */
const understood = new Set<number>([
  attributeType.mappedAddress,
  attributeType.username,
  attributeType.messageIntegrity,
  attributeType.errorCode,
  attributeType.unknownAttributes,
  attributeType.channelNumber,
  attributeType.lifetime,
  attributeType.xorPeerAddress,
  attributeType.data,
  attributeType.realm,
  attributeType.nonce,
  attributeType.xorRelayedAddress,
  attributeType.requestedAddressFamily,
  attributeType.evenPort,
  attributeType.requestedTransport,
  attributeType.messageIntegritySha256,
  attributeType.xorMappedAddress,
  attributeType.reservationToken,
]);

/** Types named in one answer: a request may have thousands, and an answer is shorter than it. */
const mostNamed = 8;

/** The types that a message asks to be understood and that are not, each once. */
export function notUnderstood({ attributes }: StunMessage): number[] {
  const types = attributes
    .filter(({ type, ignored }) => !ignored && isComprehensionRequired(type) && !understood.has(type))
    .map(({ type }) => type);
  return [...new Set(types)].slice(0, mostNamed);
}

/** What the answer 420 says of them. */
export function unknownOf(types: readonly number[]) {
  return { code: 420, attributes: [unknownAttributes(types)] } as const;
}
