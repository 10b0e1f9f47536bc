/** An independent decoder, Wireshark's, reads what we write as we meant it, and reads what came from elsewhere as we do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ipText } from '#domain/stun/address.ts';
import { addressOf, xorAddressOf } from '#domain/stun/attribute.ts';
import { attributeKind, attributeName, attributeType } from '#domain/stun/attribute-type.ts';
import { withFingerprint } from '#domain/stun/fingerprint.ts';
import { toHex } from '#domain/stun/hex.ts';
import { withIntegrity } from '#domain/stun/integrity.ts';
import { encodeStun, parseStun, type StunMessage } from '#domain/stun/message.ts';
import { seeded } from '../sdp/random-sdp.ts';
import { randomMessage } from './random-stun.ts';

const hasTshark = spawnSync('tshark', ['--version']).status === 0;
if (!hasTshark) console.warn('tshark is not installed: no independent decoder reads the STUN messages.');

const fields = [
  'stun.type',
  'stun.id',
  'stun.att.type',
  'stun.att.length',
  'stun.att.ipv4',
  'stun.att.ipv6',
  'stun.att.port',
];
const checked = ['stun.att.crc32.status'];

/** A capture of one UDP packet to port 3478 for each message: pcap of raw IPv4 (LINKTYPE_RAW is 101). */
function capture(messages: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65535, 16);
  head.writeUInt32LE(101, 20);
  return Buffer.concat([head, ...messages.map(datagram)]);
}

function datagram(message: Uint8Array): Buffer {
  const length = 28 + message.length;
  const bytes = Buffer.alloc(16 + 28);
  bytes.writeUInt32LE(length, 8);
  bytes.writeUInt32LE(length, 12);
  bytes.set([0x45, 0, length >> 8, length & 0xff, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2], 16);
  bytes.writeUInt16BE(40122, 36);
  bytes.writeUInt16BE(3478, 38);
  bytes.writeUInt16BE(length - 20, 40);
  return Buffer.concat([bytes, message]);
}

/** A row for each message: the values of each field. */
function decoded(messages: readonly Uint8Array[]): string[][][] {
  const folder = mkdtempSync(join(tmpdir(), 'stun-'));
  try {
    const file = join(folder, 'stun.pcap');
    writeFileSync(file, capture(messages));
    const wanted = [...fields, ...checked].flatMap((field) => ['-e', field]);
    const options = ['-d', 'udp.port==3478,stun', '-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=a', ...wanted];
    const output = execFileSync('tshark', ['-n', '-r', file, ...options], { encoding: 'utf8', stdio: 'pipe' });
    return output
      .trimEnd()
      .split('\n')
      .map((line) => line.split('|').map((values) => (values === '' ? [] : values.split(','))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same row, as our codec reads the message. */
function ours(message: StunMessage): string[][] {
  const addresses = message.attributes.flatMap((attribute) => {
    const kind = attributeKind(attribute.type);
    const address =
      kind === 'address' ? addressOf(attribute) : kind === 'xor-address' && xorAddressOf(attribute, message);
    return address ? [address] : [];
  });
  const ofFamily = (family: 4 | 6) =>
    addresses.filter((each) => each.family === family).map((each) => ipText(each.address));
  return [
    [`0x${message.type.toString(16).padStart(4, '0')}`],
    [toHex(message.transactionId)],
    // it gives no number to those that it does not know, but their lengths
    message.attributes
      .filter(({ type }) => attributeName(type))
      .map(({ type }) => `0x${type.toString(16).padStart(4, '0')}`),
    message.attributes.map(({ value }) => String(value.length)),
    ofFamily(4),
    ofFamily(6),
    addresses.map(({ port }) => String(port)),
  ];
}

describe.skipIf(!hasTshark)('tshark', () => {
  it('reads 500 messages of ours, with integrity and fingerprint, as we do', () => {
    const random = seeded(8656);
    const messages = Array.from({ length: 500 }, () => {
      const message = randomMessage(random);
      // what DATA holds it would dissect too, and random bytes end that
      const attributes = message.attributes?.filter(({ type }) => type !== attributeType.data) ?? [];
      const plain = encodeStun({ ...message, attributes, method: 1 + Math.floor(random() * 9) });
      return withFingerprint(withIntegrity(plain, new TextEncoder().encode('key')));
    });
    const rows = decoded(messages);
    expect(rows).toHaveLength(messages.length);
    for (const [i, bytes] of messages.entries()) {
      const parsed = parseStun(bytes);
      if (!parsed.ok) throw new Error(parsed.problem.reason);
      expect(rows[i]?.slice(0, fields.length)).toEqual(ours(parsed.message));
      expect(rows[i]?.at(-1)).toEqual(['1']);
    }
  });
});
