import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { redactAddresses } from '#domain/redaction.ts';

describe('a public address', () => {
  test.each([
    [
      'candidate:1 1 udp 1 8.8.4.4 5000 typ srflx raddr 10.0.0.2 rport 1',
      'candidate:1 1 udp 1 203.0.113.1 5000 typ srflx raddr 10.0.0.2 rport 1',
    ],
    ['1.2.3.4 5.6.7.8 1.2.3.4', '203.0.113.1 203.0.113.2 203.0.113.1'],
    ['2a00:1450:4001:82a::200e 9', '2001:db8::1 9'],
    ['"2607:F8B0::1","2607:f8b0::1"', '"2001:db8::1","2001:db8::1"'],
    ['host udp [2606:4700::1111]:443', 'host udp [2001:db8::1]:443'],
  ])('%s becomes %s', (text, redacted) => {
    expect(redactAddresses(text)).toBe(redacted);
  });
});

describe('what is left alone', () => {
  test.each([
    '0.0.0.0 127.0.0.1 10.1.2.3 172.31.0.1 192.168.7.7 169.254.1.1 100.64.0.1 224.0.0.1 255.255.255.255',
    '192.0.2.2 198.51.100.7 203.0.113.9 2001:db8::7',
    '::1 fe80::1 fd00::2 ff02::fb ::',
    '300.1.2.3 1.2.3 1.2.3.4.5 172.31.0.256',
    'a=fingerprint:sha-256 2A:00:14:50:2A:00:14:50:2A:00:14:50:2A:00:14:50:2A:00:14:50:2A:00:14:50:2A:00:14:50:2A:00:14:50',
    '3f9c2b1e-0000-4000-8000-000000000000.local at 12:34:56',
  ])('%s', (text) => {
    expect(redactAddresses(text)).toBe(text);
  });
});

test('a recorded run of a page that sees its addresses keeps its length and its JSON', () => {
  const text = readFileSync(new URL('../fixtures/traces/firefox-both.json', import.meta.url), 'utf8');
  expect(() => JSON.parse(redactAddresses(text.replaceAll('.local', ' 8.8.8.8')))).not.toThrow();
});
