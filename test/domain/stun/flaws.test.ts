import { describe, expect, it } from 'vitest';
import { bytes, text, uint32 } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { explainMessage } from '#domain/stun/explanation.ts';
import { withFingerprint } from '#domain/stun/fingerprint.ts';
import { flawsOf } from '#domain/stun/flaws.ts';
import { fromHex } from '#domain/stun/hex.ts';
import { withIntegrity } from '#domain/stun/integrity.ts';
import { type AttributeInit, append, encodeStun, parseStun, type StunMessage } from '#domain/stun/message.ts';
import type { StunClass } from '#domain/stun/message-type.ts';
import vectors from '../../fixtures/stun/rfc5769.json' with { type: 'json' };

const parsed = (packet: Uint8Array): StunMessage => {
  const parse = parseStun(packet);
  if (!parse.ok) throw new Error(parse.problem.reason);
  return parse.message;
};
const encoded = (attributes: AttributeInit[], ofClass: StunClass = 'request'): Uint8Array =>
  encodeStun({ method: 1, class: ofClass, transactionId: new Uint8Array(12), attributes });
const flaws = (packet: Uint8Array) => flawsOf(parsed(packet)).map(({ at, reason }) => [at, reason]);

const software = text(attributeType.software, 'test');
const key = new Uint8Array(16);

describe('a message of the standard', () => {
  it.each([vectors.request, vectors.ipv4Response, vectors.ipv6Response, vectors.longTermRequest])(
    'has no flaw',
    (hex) => expect(flaws(fromHex(hex) ?? new Uint8Array())).toEqual([]),
  );
});

describe('FINGERPRINT', () => {
  const value = uint32(attributeType.fingerprint, 0);

  it('must come last', () => {
    const first = append(withFingerprint(encoded([])), software);
    expect(flaws(first)).toEqual([[20, 'fingerprint-not-last']]);
    expect(explainMessage(parsed(first)).at(-1)?.key).toBe('unexpected');
  });

  it('comes once', () => {
    expect(flaws(withFingerprint(withFingerprint(encoded([]))))).toEqual([[20, 'fingerprint-not-last']]);
  });

  it('must be the CRC', () => expect(flaws(encoded([value]))).toEqual([[24, 'fingerprint-wrong']]));
});

describe('a value', () => {
  it.each([
    ['XOR-MAPPED-ADDRESS', attributeType.xorMappedAddress, 4],
    ['MESSAGE-INTEGRITY', attributeType.messageIntegrity, 4],
    ['MESSAGE-INTEGRITY-SHA256', attributeType.messageIntegritySha256, 12],
    ['ERROR-CODE', attributeType.errorCode, 0],
    ['FINGERPRINT', attributeType.fingerprint, 8],
    ['RESERVATION-TOKEN', attributeType.reservationToken, 7],
    ['USE-CANDIDATE', attributeType.useCandidate, 1],
  ])('of %s cannot have another length', (name, type, length) => {
    const packet = encoded([software, bytes(type, new Uint8Array(length))]);
    expect(flawsOf(parsed(packet))).toEqual([{ at: 30, reason: 'malformed', name, length }]);
    expect(explainMessage(parsed(packet)).at(-1)?.key).toBe('malformed');
  });
});

describe('an attribute', () => {
  it('behind the integrity is not covered by it', () => {
    expect(flaws(append(withIntegrity(encoded([]), key), software))).toEqual([[44, 'uncovered']]);
  });

  it('behind the integrity may be FINGERPRINT', () => {
    expect(flaws(withFingerprint(withIntegrity(encoded([software]), key)))).toEqual([]);
  });

  it('that must be known is refused in a request and discarded elsewhere; above 0x8000 it is nothing', () => {
    const strange = bytes(0x7abc, new Uint8Array(4));
    expect(flaws(encoded([strange]))).toEqual([[20, 'unknown-in-request']]);
    expect(flaws(encoded([strange], 'success'))).toEqual([[20, 'unknown-elsewhere']]);
    expect(flaws(encoded([bytes(0xc0de)]))).toEqual([]);
  });
});
