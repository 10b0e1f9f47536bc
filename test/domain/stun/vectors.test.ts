import { describe, expect, it } from 'vitest';
import { addressText } from '#domain/stun/address.ts';
import { find, textOf, uint32Of, uint64Of, xorAddressOf } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { checkFingerprint } from '#domain/stun/fingerprint.ts';
import { fromHex } from '#domain/stun/hex.ts';
import { checkIntegrity, longTermKey, shortTermKey, userhash } from '#domain/stun/integrity.ts';
import { parseStun, type StunMessage } from '#domain/stun/message.ts';
import vectors from '../../fixtures/stun/rfc5769.json' with { type: 'json' };

/** The message in a vector; throws where it is none. */
function message(hex: string): StunMessage {
  const parsed = parseStun(fromHex(hex) ?? new Uint8Array());
  if (!parsed.ok) throw new Error(`byte ${parsed.problem.at}: ${parsed.problem.reason}`);
  return parsed.message;
}

const value = <T>(read: (attribute: StunMessage['attributes'][number]) => T, of: StunMessage, type: number) => {
  const attribute = find(of, type);
  return attribute && read(attribute);
};

describe('the test vectors of RFC 5769', () => {
  const key = shortTermKey(vectors.shortTermPassword);

  it('2.1: a connectivity check with every attribute of its own', () => {
    const request = message(vectors.request);
    expect([request.method, request.class]).toEqual([1, 'request']);
    expect(value(textOf, request, attributeType.software)).toBe('STUN test client');
    expect(value(textOf, request, attributeType.username)).toBe('evtj:h6vY');
    expect(value(uint32Of, request, attributeType.priority)).toBe(0x6e0001ff);
    expect(value(uint64Of, request, attributeType.iceControlled)).toBe(0x932ff9b151263b36n);
    expect([checkIntegrity(request, key), checkFingerprint(request)]).toEqual(['right', 'right']);
  });

  it.each([
    ['2.2: an answer with an IPv4 address', vectors.ipv4Response, '192.0.2.1:32853'],
    ['2.3: an answer with an IPv6 address', vectors.ipv6Response, '[2001:db8:1234:5678:11:2233:4455:6677]:32853'],
  ])('%s', (_, hex, mapped) => {
    const answer = message(hex);
    const address = value((attribute) => xorAddressOf(attribute, answer), answer, attributeType.xorMappedAddress);
    expect(answer.class).toBe('success');
    expect(address && addressText(address)).toBe(mapped);
    expect(value(textOf, answer, attributeType.software)).toBe('test vector');
    expect([checkIntegrity(answer, key), checkFingerprint(answer)]).toEqual(['right', 'right']);
  });

  it('2.4: a request with long-term authentication, a username beyond ASCII and no fingerprint', () => {
    const request = message(vectors.longTermRequest);
    const { username, realm, password } = vectors.longTerm;
    expect(value(textOf, request, attributeType.username)).toBe(username);
    expect(value(textOf, request, attributeType.realm)).toBe(realm);
    expect(checkIntegrity(request, longTermKey(username, realm, password))).toBe('right');
    expect(checkIntegrity(request, longTermKey(username, realm, `${password}.`))).toBe('wrong');
    expect(checkFingerprint(request)).toBe('none');
  });

  it('RFC 8489 B.1: the same user behind a hash, with SHA-256', () => {
    const request = message(vectors.sha256Request);
    const { username, realm, password } = vectors.longTerm;
    expect(value((attribute) => attribute.value, request, attributeType.userhash)).toEqual(userhash(username, realm));
    expect(checkIntegrity(request, longTermKey(username, realm, password, 'sha-256'))).toBe('right');
    expect(checkIntegrity(request, longTermKey(username, realm, password))).toBe('wrong');
  });
});
