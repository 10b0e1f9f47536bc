import { describe, expect, test } from 'vitest';
import { parsePageMessage, parseServerMessage } from '#domain/relay-wire.ts';

const wish = { loss: 0.1, delay: 20, jitter: 5, rate: null, reorder: 0, duplicate: 0, cut: false };
const packet = {
  ...{ type: 'packet', seenAt: 1, leg: 'client', direction: 'in', transport: 'udp' },
  ...{ from: '127.0.0.1:50000', to: '127.0.0.1:3478', bytes: 20, hex: '0001' },
};

describe('what a page says is read', () => {
  test.each([
    { type: 'open', username: '1763721600:5f0c11', credential: 'aGk=' },
    { type: 'ping', sent: 12.5 },
    { type: 'impair', ...wish },
    { type: 'answer-stun', after: 300 },
    { type: 'answer-stun', after: 'never' },
    { type: 'quota', allocations: 1 },
    { type: 'quota', allocations: null },
  ])('%o', (message) => {
    expect(parsePageMessage(JSON.stringify(message))).toEqual(message);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"open"',
    '{}',
    '{"type":"toString"}',
    '{"type":"__proto__"}',
    '{"type":"open","username":1,"credential":"x"}',
    '{"type":"ping"}',
    '{"type":"ping","sent":1e999}',
    '{"type":"answer-stun","after":"soon"}',
    JSON.stringify({ type: 'impair', ...wish, loss: '1' }),
    JSON.stringify({ type: 'impair', ...wish, cut: undefined }),
    JSON.stringify(packet),
  ])('but not %s', (json) => {
    expect(parsePageMessage(json)).toBeUndefined();
  });
});

describe('what the server says is read', () => {
  test.each([
    { type: 'opened', port: 49152 },
    { type: 'pong', sent: 1, received: 2, answered: 3 },
    packet,
    { ...packet, fate: 'cut', held: 12 },
    { type: 'relay', seenAt: 1, allocations: [] },
    { type: 'impairment', ...wish },
  ])('%o', (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
  });

  test.each([
    '{"type":"opened"}',
    '{"type":"ping","sent":1}',
    JSON.stringify({ ...packet, fate: 'eaten' }),
    JSON.stringify({ type: 'relay', seenAt: 1, allocations: [{}] }),
  ])('but not %s', (json) => {
    expect(parseServerMessage(json)).toBeUndefined();
  });
});
