import { expect, test } from 'vitest';
import { pathMoments } from '#domain/ice/path-moments.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { unimpaired } from '#domain/unimpaired.ts';

const at = (t: number, event: object): TraceEvent => ({ t, peer: 'a', ...event }) as TraceEvent;
const connection = (t: number, peer: PeerName, value: string) =>
  at(t, { type: 'state', peer, attribute: 'connectionState', value });
const wish = (t: number, more: object = {}) => at(t, { type: 'impairment', ...unimpaired, ...more });
const restart = (t: number) => at(t, { type: 'call', id: t, method: 'restartIce' });
const pair = (t: number, peer: PeerName) => at(t, { type: 'selected-pair', peer, local: '', remote: '' });
const up = [connection(50, 'a', 'connected'), connection(60, 'b', 'connected')];

test('what happened is told with its time since the cut, and coming back with those since the restart and the mend', () => {
  const life = [
    ...up,
    wish(3000, { cut: true }),
    connection(9000, 'a', 'disconnected'),
    connection(19_000, 'a', 'failed'),
    wish(20_000),
    restart(20_001),
    // Chromium's way up from failed
    connection(20_050, 'a', 'disconnected'),
    pair(20_080, 'a'),
    connection(20_100, 'a', 'connected'),
  ];
  expect(pathMoments(life, 30_000).slice(2)).toEqual([
    { key: 'cut', t: 3000, since: [] },
    { key: 'disconnected', t: 9000, peer: 'a', since: [{ what: 'cut', ms: 6000 }] },
    { key: 'failed', t: 19_000, peer: 'a', since: [{ what: 'cut', ms: 16_000 }] },
    { key: 'healed', t: 20_000, since: [] },
    { key: 'restart', t: 20_001, since: [], isCut: false },
    {
      key: 'back',
      t: 20_100,
      peer: 'a',
      since: [
        { what: 'restart', ms: 99 },
        { what: 'mend', ms: 100 },
      ],
    },
  ]);
  expect(pathMoments(life, 60)).toHaveLength(2);
});

test('a restart under a call that works ends with a new pair at each end, told once', () => {
  const life = [...up, restart(5000), pair(5200, 'a'), pair(5240, 'b'), pair(5600, 'a')];
  expect(pathMoments(life, 9000).slice(3)).toEqual([
    { key: 'renewed', t: 5200, peer: 'a', since: [{ what: 'restart', ms: 200 }] },
    { key: 'renewed', t: 5240, peer: 'b', since: [{ what: 'restart', ms: 240 }] },
  ]);
});

test('an engine that does not tell of its pair is taken at its iceConnectionState', () => {
  const ice = (t: number, value: string) => at(t, { type: 'state', attribute: 'iceConnectionState', value });
  const life = [...up, restart(5000), ice(5100, 'checking'), ice(5200, 'connected')];
  expect(pathMoments(life, 9000).at(-1)).toMatchObject({ key: 'renewed', t: 5200 });
});

test('a restart while the path is cut is told as such', () => {
  const life = [...up, wish(3000, { cut: true }), restart(4000)];
  expect(pathMoments(life, 9000).at(-1)).toMatchObject({ key: 'restart', isCut: true });
});

test('a path that mends itself counts from the mend alone, whatever was restarted before it went', () => {
  const life = [
    ...up,
    restart(1000),
    wish(3000, { cut: true }),
    connection(9000, 'a', 'disconnected'),
    wish(10_000),
    connection(10_400, 'a', 'connected'),
  ];
  expect(pathMoments(life, 20_000).at(-1)?.since).toEqual([{ what: 'mend', ms: 400 }]);
});
