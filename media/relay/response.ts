/** Answers to requests. */
import { errorCode, text } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { type ErrorCode, errorReasons } from '#domain/stun/error-reason.ts';
import { withFingerprint } from '#domain/stun/fingerprint.ts';
import { withIntegrity, withIntegritySha256 } from '#domain/stun/integrity.ts';
import { type AttributeInit, encodeStun, type StunMessage } from '#domain/stun/message.ts';

/** The realm of every relay of this course: short, so that a challenge is no longer than twice the request. */
export const realm = 'trickle';

/** How the answers to a request are signed: as the request is. */
export interface Signature {
  key: Uint8Array;
  sha256: boolean;
}

/** Why a request is refused, and what the answer says beside that. */
export interface Refusal {
  code: ErrorCode;
  attributes?: readonly AttributeInit[];
}

/** The success response, signed where its request is. */
export function success(
  request: StunMessage,
  attributes: readonly AttributeInit[],
  signature?: Signature | undefined,
): Uint8Array {
  const { method, transactionId } = request;
  return finished(request, encodeStun({ method, class: 'success', transactionId, attributes }), signature);
}

/** The error response to a client that has proved who it is. */
export function refused(request: StunMessage, refusal: Refusal, signature: Signature): Uint8Array {
  return finished(request, error(request, refusal, errorReasons[refusal.code]), signature);
}

/**
 * The error response to somebody who has proved nothing, and whose address may be another's: never longer than twice the request.
 * What does not fit is left out: the reason phrase, then the rest, of which `Bad Request` remains.
 */
export function refusedUnproved(request: StunMessage, refusal: Refusal): Uint8Array {
  const room = 2 * request.bytes.length;
  const whole = finished(request, error(request, refusal, errorReasons[refusal.code]));
  if (whole.length <= room) return whole;
  const brief = finished(request, error(request, refusal, ''));
  return brief.length <= room ? brief : error(request, { code: 400 }, '');
}

/** REALM and NONCE, with which a client can ask again (RFC 8489 §9.2.4). */
export function challenge(nonce: string): AttributeInit[] {
  return [text(attributeType.realm, realm), text(attributeType.nonce, nonce)];
}

function error({ method, transactionId }: StunMessage, { code, attributes = [] }: Refusal, reason: string) {
  return encodeStun({
    method,
    class: 'error',
    transactionId,
    attributes: [errorCode({ code, reason }), ...attributes],
  });
}

/** Integrity where there is a key; a fingerprint where the request has one. */
function finished(request: StunMessage, bytes: Uint8Array, signature?: Signature): Uint8Array {
  const sign = signature?.sha256 ? withIntegritySha256 : withIntegrity;
  const signed = signature ? sign(bytes, signature.key) : bytes;
  const marked = request.attributes.some(({ type, ignored }) => type === attributeType.fingerprint && !ignored);
  return marked ? withFingerprint(signed) : signed;
}
