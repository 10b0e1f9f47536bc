import { expect, test } from 'vitest';
import { offersOf, pathLife } from '#domain/ice/path-life.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';

const at = (t: number, event: object): TraceEvent => ({ t, peer: 'a', ...event }) as TraceEvent;
const state = (t: number, peer: PeerName, attribute: string, value: string) =>
  at(t, { type: 'state', peer, attribute, value });
const none = { loss: 0, delay: 0, jitter: 0, rate: null, reorder: 0, duplicate: 0, cut: false };
const wish = (t: number, more: object) => at(t, { type: 'impairment', ...none, ...more });
const stats = (t: number, bytesReceived: number, framesDecoded: number) =>
  at(t, { type: 'stats', bytesSent: 0, bytesReceived, framesDecoded, pairs: [] });
const offer = (t: number, sdp: string) =>
  at(t, { type: 'sent', message: t, body: { kind: 'description', description: { type: 'offer', sdp } } });

/** Connected, cut, disconnected, failed, mended, restarted, and back. */
const life: TraceEvent[] = [
  at(10, { type: 'created', iceServers: 1 }),
  offer(15, 'a=ice-ufrag:one'),
  state(20, 'a', 'iceConnectionState', 'checking'),
  state(40, 'a', 'iceConnectionState', 'connected'),
  state(50, 'a', 'connectionState', 'connected'),
  stats(1000, 1000, 15),
  stats(2000, 3000, 30),
  wish(3000, { cut: true }),
  stats(4000, 3000, 30),
  state(9000, 'a', 'iceConnectionState', 'disconnected'),
  state(9001, 'a', 'connectionState', 'disconnected'),
  state(19000, 'a', 'connectionState', 'failed'),
  wish(20000, {}),
  at(20001, { type: 'call', id: 1, method: 'restartIce' }),
  offer(20002, 'a=ice-ufrag:two'),
  state(20050, 'a', 'connectionState', 'disconnected'),
  state(20100, 'a', 'connectionState', 'connected'),
];

test('a state lasts until the next, and the last one until the moment that is shown', () => {
  expect(pathLife(life, 10_000).ends.a.ice).toEqual([
    { value: 'new', from: 10, until: 20 },
    { value: 'checking', from: 20, until: 40 },
    { value: 'connected', from: 40, until: 9000 },
    { value: 'disconnected', from: 9000, until: 10_000 },
  ]);
});

test('what flowed is the growth between two samples, in bit/s and frames a second', () => {
  expect(pathLife(life, 30_000).ends.a.flow).toEqual([
    { t: 2000, rate: 16_000, frames: 15 },
    { t: 4000, rate: 0, frames: 0 },
  ]);
});

test('a wish lasts until the next one, and no wish at all is none', () => {
  expect(pathLife(life, 30_000).wishes).toMatchObject([{ from: 3000, until: 20_000, impairment: { cut: true } }]);
});

test('a check is counted at the relay, inside ChannelData as well', () => {
  const packet = (t: number, hex: string) =>
    at(t, {
      type: 'packet',
      seenAt: t,
      leg: 'client',
      direction: 'in',
      transport: 'udp',
      from: '',
      to: '',
      bytes: 64,
      hex,
    });
  const binding = '0001003c2112a442000102030405060708090a0b';
  const events = [
    packet(5, `4000003c${binding}`),
    packet(6, `4000003c0101${binding.slice(4)}`),
    packet(7, `4000003c16fe`),
  ];
  expect(pathLife(events, 10).ends.a.checks).toEqual([5]);
});

test('the offers of A are found in their order', () => {
  expect(offersOf(life)).toEqual(['a=ice-ufrag:one', 'a=ice-ufrag:two']);
});
