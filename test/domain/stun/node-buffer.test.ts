import { expect, test } from 'vitest';
import { ipBytes } from '#domain/stun/address.ts';
import { find, xorAddress, xorAddressOf } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { withFingerprint } from '#domain/stun/fingerprint.ts';
import { checkIntegrity, withIntegrity } from '#domain/stun/integrity.ts';
import { encodeStun, parseStun } from '#domain/stun/message.ts';

test('a Buffer, of which a slice is no copy, is read twice alike and left as it was', () => {
  const transactionId = new Uint8Array(12);
  const peer = { family: 4, address: ipBytes('192.0.2.1') ?? new Uint8Array(), port: 5_000 } as const;
  const attributes = [xorAddress(attributeType.xorPeerAddress, peer, transactionId)];
  const key = new Uint8Array(16);
  const bare = encodeStun({ method: 8, class: 'request', transactionId, attributes });
  const bytes = Buffer.from(withFingerprint(withIntegrity(bare, key)));
  const before = Buffer.from(bytes);
  const parsed = parseStun(bytes);
  if (!parsed.ok) throw new Error('it is a message');
  const read = () => {
    const attribute = find(parsed.message, attributeType.xorPeerAddress);
    return [attribute && xorAddressOf(attribute, parsed.message), checkIntegrity(parsed.message, key)];
  };
  expect([read(), read()]).toEqual([
    [peer, 'right'],
    [peer, 'right'],
  ]);
  expect(bytes.equals(before)).toBe(true);
});
