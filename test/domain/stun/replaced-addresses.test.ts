import { describe, expect, it } from 'vitest';
import { redactAddresses } from '#domain/redaction.ts';
import { addressText, ipBytes } from '#domain/stun/address.ts';
import { bytes, find, text, xorAddress, xorAddressOf } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { checkFingerprint, withFingerprint } from '#domain/stun/fingerprint.ts';
import { fromHex, toHex } from '#domain/stun/hex.ts';
import { encodeStun, parseStun, type StunMessage } from '#domain/stun/message.ts';

const transactionId = new Uint8Array(12).fill(9);

const answerTo = (ip: string, port: number): Uint8Array => {
  const address = ipBytes(ip) ?? new Uint8Array();
  const family = address.length === 4 ? 4 : 6;
  const mapped = xorAddress(attributeType.xorMappedAddress, { family, address, port }, transactionId);
  const attributes = [mapped, text(attributeType.software, 'x')];
  return withFingerprint(encodeStun({ method: 1, class: 'success', transactionId, attributes }));
};

function messageOf(packet: Uint8Array): StunMessage {
  const parsed = parseStun(packet);
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  return parsed.message;
}

function mappedIn(packet: Uint8Array): string {
  const message = messageOf(packet);
  const attribute = find(message, attributeType.xorMappedAddress);
  const address = attribute && xorAddressOf(attribute, message);
  return address ? addressText(address) : '';
}

const shared = (packet: Uint8Array, from = ''): { from: string; hex: string } =>
  JSON.parse(redactAddresses(JSON.stringify({ from, hex: toHex(packet) })));

describe('a packet that is shared', () => {
  it.each([
    ['198.18.7.9', '203.0.113.1'],
    ['2a00:1450::8', '2001:db8::1'],
  ])('of %s has its stand-in in text and bytes alike, and its fingerprint right', (ip, standIn) => {
    const { from, hex } = shared(answerTo(ip, 40122), ip);
    const packet = fromHex(hex) ?? new Uint8Array();
    expect(from).toBe(standIn);
    expect(mappedIn(packet)).toBe(standIn.includes(':') ? `[${standIn}]:40122` : `${standIn}:40122`);
    expect(checkFingerprint(messageOf(packet))).toBe('right');
  });

  it('has it in a message inside DATA, too', () => {
    const data = bytes(attributeType.data, answerTo('198.18.7.9', 1));
    const packet = encodeStun({ method: 6, class: 'indication', transactionId, attributes: [data] });
    const outer = messageOf(fromHex(shared(packet).hex) ?? new Uint8Array());
    expect(mappedIn(find(outer, attributeType.data)?.value ?? new Uint8Array())).toBe('203.0.113.1:1');
  });

  it.each([toHex(answerTo('192.168.0.7', 1)), '40000001ff', '00', 'abc'])('stays as it is: %s', (hex) => {
    expect(redactAddresses(JSON.stringify({ hex }))).toBe(JSON.stringify({ hex }));
  });
});
