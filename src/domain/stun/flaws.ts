/** What is wrong in a message that is whole by its header and its lengths. */
import { uint32Of } from './attribute.ts';
import { attributeName, attributeType, isComprehensionRequired } from './attribute-type.ts';
import { isBehindFingerprint, isWellLaid, nameOf } from './explanation.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { StunAttribute, StunMessage } from './message.ts';

export interface StunFlaw {
  /** The byte at which it shows. */
  at: number;
  reason: /** The value is not laid out as its type wants it. */
    | 'malformed'
    /** FINGERPRINT is not the last attribute (RFC 8489 §14.7). */
    | 'fingerprint-not-last'
    /** FINGERPRINT is not the CRC of what stands before it. */
    | 'fingerprint-wrong'
    /** It follows an integrity that does not cover it: a receiver ignores it (RFC 8489 §14.5). */
    | 'uncovered'
    /** Not known here, and refused with 420 by whoever does not know it (RFC 8489 §6.3.1). */
    | 'unknown-in-request'
    /** Not known here, and reason to discard a message that is no request (RFC 8489 §6.3.2 to §6.3.4). */
    | 'unknown-elsewhere';
  /** The name of its attribute, and the bytes of its value. */
  name: string;
  length: number;
}

/** The flaws of a message, each attribute's first, in the order of its bytes: `[{ at: 20, reason: 'malformed', … }]`. */
export function flawsOf(message: StunMessage): StunFlaw[] {
  return message.attributes.flatMap((attribute) => {
    const reason = reasonOf(message, attribute);
    const { offset, type, value } = attribute;
    if (!reason) return [];
    const at = reason === 'fingerprint-wrong' ? offset + 4 : reason === 'malformed' ? offset + 2 : offset;
    return [{ at, reason, name: nameOf(type), length: value.length }];
  });
}

function reasonOf(message: StunMessage, attribute: StunAttribute): StunFlaw['reason'] | undefined {
  const { type, ignored } = attribute;
  const isFingerprint = type === attributeType.fingerprint;
  if (isFingerprint && attribute !== message.attributes.at(-1)) return 'fingerprint-not-last';
  if (ignored && !isBehindFingerprint(message, attribute)) return 'uncovered';
  if (!isWellLaid(message, attribute)) return 'malformed';
  if (isFingerprint && uint32Of(attribute) !== fingerprintOf(message.bytes, attribute.offset))
    return 'fingerprint-wrong';
  if (attributeName(type) || !isComprehensionRequired(type)) return undefined;
  return message.class === 'request' ? 'unknown-in-request' : 'unknown-elsewhere';
}
