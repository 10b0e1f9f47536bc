import { expect, test } from 'vitest';
import { medianRun, phasesOf, raceRun, runsIn } from '#domain/ice/race.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';

const host = 'candidate:1 1 udp 2122260223 192.0.2.1 51620 typ host';
const srflx = 'candidate:2 1 udp 1686052607 198.51.100.1 40000 typ srflx raddr 192.0.2.1 rport 51620';
const init = (candidate: string) => ({ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' });
const at = (t: number, event: object): TraceEvent => ({ t, ...event }) as TraceEvent;
const state = (t: number, peer: PeerName, attribute: string, value: string) =>
  at(t, { type: 'state', peer, attribute, value });
const call = (t: number, peer: PeerName, method: string) => at(t, { type: 'call', id: t, peer, method });
const description = (t: number, peer: PeerName, type: string) =>
  at(t, { type: 'sent', peer, message: t, body: { kind: 'description', description: { type, sdp: '' } } });
const candidate = (t: number, peer: PeerName, line: string) =>
  at(t, { type: 'candidate', peer, candidate: init(line) });

/** A run whose A begins at `zero` and gathers until `gathered`; 3 ms of every run stand in no phase. */
function run(zero: number, gathered: number, trickle: boolean): TraceEvent[] {
  const sentOffer = trickle ? zero + 2 : zero + gathered;
  const sentAnswer = sentOffer + 25 + (trickle ? 1 : gathered);
  const answered = sentAnswer + 25;
  const events = [
    at(zero - 1, { type: 'created', peer: 'a', iceServers: 1 }),
    at(zero - 1, { type: 'created', peer: 'b', iceServers: 1 }),
    call(zero, 'a', 'createOffer'),
    state(zero, 'a', 'iceGatheringState', 'gathering'),
    candidate(zero + 4, 'a', host),
    candidate(zero + gathered - 1, 'a', srflx),
    state(zero + gathered, 'a', 'iceGatheringState', 'complete'),
    description(sentOffer, 'a', 'offer'),
    call(sentOffer + 25, 'b', 'setRemoteDescription'),
    state(sentOffer + 25, 'b', 'iceGatheringState', 'gathering'),
    state(sentOffer + 25 + gathered, 'b', 'iceGatheringState', 'complete'),
    description(sentAnswer, 'b', 'answer'),
    call(answered, 'a', 'setRemoteDescription'),
    state(answered, 'a', 'iceConnectionState', 'checking'),
    state(answered + 15, 'a', 'iceConnectionState', 'connected'),
    state(answered + 15, 'a', 'dtlsState', 'connecting'),
    state(answered + 62, 'a', 'dtlsState', 'connected'),
    state(answered + 62, 'a', 'connectionState', 'connected'),
    state(answered + 63, 'b', 'connectionState', 'connected'),
    at(answered + 64, {
      type: 'stats',
      peer: 'a',
      bytesSent: 0,
      bytesReceived: 0,
      pairs: [{ local: 'host udp 192.0.2.1:51620', remote: 'prflx udp 192.0.2.1:5', selected: true }],
    }),
    ...(trickle
      ? [at(zero + 5, { type: 'sent', peer: 'a', message: 9, body: { kind: 'candidate', candidate: init(host) } })]
      : []),
  ];
  return events.sort((one, two) => one.t - two.t);
}

test('without trickle both gatherings hold the connection up, and every phase together is all of it', () => {
  const read = raceRun(run(100, 632, false));
  expect(read).toMatchObject({ mode: 'wait', connected: 632 + 25 + 632 + 25 + 63, pair: ['host', 'prflx'] });
  const phases = phasesOf(read as NonNullable<typeof read>);
  expect(phases).toEqual({
    gather: { a: 632, b: 632 },
    signal: [25, 25],
    check: 15,
    dtls: 47,
    other: 1,
    connected: 1377,
  });
});

test('with trickle nobody waits for a gathering, however long it goes on', () => {
  const read = raceRun(run(0, 632, true));
  expect(read).toMatchObject({ mode: 'trickle', connected: 116, gathering: { a: { until: 632, waitedFor: false } } });
  expect(phasesOf(read as NonNullable<typeof read>).gather).toEqual({ a: null, b: null });
});

test('times count from A’s createOffer, those of candidates as well', () => {
  expect(raceRun(run(5000, 632, true))?.found).toEqual([
    { peer: 'a', t: 4, kind: 'host' },
    { peer: 'a', t: 631, kind: 'srflx' },
  ]);
});

test('a gathering that did not end in the run has no end', () => {
  const events = run(0, 632, true).filter((event) => !(event.type === 'state' && event.value === 'complete'));
  expect(raceRun(events)).toMatchObject({ gathering: { a: { from: 0, waitedFor: false } }, ended: 631 });
});

test('a run that did not connect is none', () => {
  expect(raceRun(run(0, 50, false).filter(({ t }) => t < 140))).toBeUndefined();
  expect(raceRun([])).toBeUndefined();
});

test('a trace of several runs is parted where A’s connection is made', () => {
  const runs = runsIn([...run(0, 20, false), ...run(1000, 20, true)]);
  expect(runs.map((events) => raceRun(events)?.mode)).toEqual(['wait', 'trickle']);
});

test('the median is a run that was run, of an even number the sooner of the middle two', () => {
  const runs = [90, 20, 60, 40].flatMap((gathered) => raceRun(run(0, gathered, false)) ?? []);
  expect(medianRun(runs, 'wait')?.gathering.a.until).toBe(40);
  expect(medianRun(runs, 'trickle')).toBeUndefined();
});
