import { describe, expect, it } from 'vitest';
import { addressText } from '#domain/stun/address.ts';
import { find } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { toHex } from '#domain/stun/hex.ts';
import { encodeStun } from '#domain/stun/message.ts';
import { icePasswords, isCheck, transactionsOf } from '#domain/stun/transactions.ts';
import { fingerprintWorking, integrityWorking, keyOf, receiverOf, xorAddressWorking } from '#domain/stun/working.ts';
import type { TraceEvent } from '#domain/trace.ts';
import vectors from '../../fixtures/stun/rfc5769.json' with { type: 'json' };

const seen = (hex: string, direction: 'in' | 'out', leg: 'client' | 'peer' = 'client'): TraceEvent => ({
  t: 0,
  peer: 'a',
  type: 'packet',
  seenAt: 0,
  leg,
  direction,
  transport: 'udp',
  from: '192.0.2.1:32853',
  to: '192.0.2.2:3478',
  bytes: hex.length / 2,
  hex,
});

const [transaction] = transactionsOf([seen(vectors.request, 'in', 'peer'), seen(vectors.ipv6Response, 'out', 'peer')]);
const request = transaction?.request?.message;
const answer = transaction?.answer?.message;
if (!request || !answer) throw new Error('the vectors are a request and its answer');

describe('transactions in a trace', () => {
  it('are found by their IDs, each message once, in the order in which they began', () => {
    const other = toHex(encodeStun({ method: 3, class: 'indication', transactionId: new Uint8Array(12) }));
    const events = [
      seen(vectors.request, 'in'),
      seen(vectors.request, 'in'),
      seen('40000000', 'in'),
      seen(other, 'in'),
      seen(vectors.ipv4Response, 'out'),
    ];
    const found = transactionsOf(events);
    expect(found.map(({ id }) => id)).toEqual(['b7e7a701bc34d686fa87dfae', '000000000000000000000000']);
    expect(found[0]?.answer?.event).toBe(events[4]);
    expect(found[1]?.answer).toBeUndefined();
    expect(found.map(isCheck)).toEqual([false, false]);
  });

  it('between peers are checks, and the password of whom they are for is in the descriptions', () => {
    expect(transaction && isCheck(transaction)).toBe(true);
    expect(receiverOf(request)).toBe('evtj');
    const sdp = `v=0\r\na=ice-ufrag:evtj\r\na=ice-pwd:${vectors.shortTermPassword}\r\n`;
    const description = { type: 'offer', sdp } as const;
    const events: TraceEvent[] = [
      { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'description', description } },
    ];
    expect(icePasswords(events).get('evtj')).toBe(vectors.shortTermPassword);
  });
});

describe('worked out by hand', () => {
  it('XOR-MAPPED-ADDRESS is the packet, the cookie and the transaction ID, byte under byte', () => {
    const attribute = find(answer, attributeType.xorMappedAddress);
    const working = attribute && xorAddressWorking(answer, attribute);
    expect(working?.port).toEqual({ packet: [0xa1, 0x47], key: [0x21, 0x12], result: [0x80, 0x55] });
    expect(toHex(Uint8Array.from(working?.address.key ?? []))).toBe('2112a442b7e7a701bc34d686fa87dfae');
    expect(working && addressText(working.read)).toBe('[2001:db8:1234:5678:11:2233:4455:6677]:32853');
  });

  it('FINGERPRINT is a CRC-32, XORed', () => {
    const attribute = find(request, attributeType.fingerprint);
    const working = attribute && fingerprintWorking(request, attribute);
    expect(working).toMatchObject({ covered: 100, expected: 0xe57a3bcf, found: 0xe57a3bcf });
    expect(((working?.crc ?? 0) ^ 0x5354554e) >>> 0).toBe(0xe57a3bcf);
  });

  it('MESSAGE-INTEGRITY is an HMAC of what stands before it, with a length that ends there', () => {
    const key = keyOf(request, vectors.shortTermPassword);
    for (const message of [request, answer]) {
      const attribute = find(message, attributeType.messageIntegrity);
      const working = attribute && integrityWorking(message, attribute, key.bytes);
      expect(working?.expected).toEqual(working?.found);
      expect(working?.length).toBe(message.bytes.length - 20 - 8);
    }
    expect(key.mechanism).toBe('short-term');
  });
});
