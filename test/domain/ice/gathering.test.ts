import { describe, expect, test } from 'vitest';
import { gatheringOf, parseServerUrl } from '#domain/ice/gathering.ts';
import { type Diagnosis, diagnose } from '#domain/ice/gathering-diagnosis.ts';
import type { PacketEvent } from '#domain/path-events.ts';
import type { CandidateEvent, TraceEvent } from '#domain/trace.ts';

const stun = 'stun:127.0.0.1:34780';
const turnUdp = 'turn:127.0.0.1:34780?transport=udp';
const turnTcp = 'turn:127.0.0.1:34780?transport=tcp';
const lines = {
  host: 'candidate:1 1 udp 2122194687 192.0.2.2 40103 typ host generation 0 ufrag jZud network-id 1',
  srflx: 'candidate:2 1 udp 1677729535 203.0.113.9 40103 typ srflx raddr 0.0.0.0 rport 0 generation 0',
  relay: 'candidate:3 1 udp 50340095 127.0.0.1 51735 typ relay raddr 127.0.0.1 rport 40103 generation 0',
};

const begun = (urls: string[], policy: 'all' | 'relay' = 'all'): TraceEvent[] => [
  { t: 1, peer: 'a', type: 'created', iceServers: urls.length, urls, policy },
  { t: 10, peer: 'a', type: 'call', id: 1, method: 'setLocalDescription' },
];
const found = (t: number, line: string, url?: string): CandidateEvent => ({
  t,
  peer: 'a',
  type: 'candidate',
  candidate: { candidate: line, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'jZud' },
  ...(url ? { url } : {}),
});
const ended = (t: number): TraceEvent => ({ t, peer: 'a', type: 'candidate', candidate: null });
const failed = (url: string, errorCode: number, errorText: string): TraceEvent => ({
  t: 60,
  peer: 'a',
  type: 'candidate-error',
  url,
  errorCode,
  errorText,
});
const packet = (direction: 'in' | 'out', hex: string, fate?: PacketEvent['fate']): PacketEvent => ({
  t: 30,
  seenAt: 29,
  peer: 'a',
  type: 'packet',
  leg: 'client',
  direction,
  transport: 'udp',
  from: '127.0.0.1:40103',
  to: '127.0.0.1:34780',
  bytes: hex.length / 2,
  hex,
  ...(fate ? { fate } : {}),
});
const request = '000100002112a442';
/** XOR-MAPPED-ADDRESS 192.0.2.2:40103, port and address XORed with the cookie by hand (RFC 8489 §14.2). */
const success = '0101000c2112a442000102030405060708090a0b002000080001bdb5e112a640';

describe('what was gathered', () => {
  const events = [...begun([stun, turnTcp]), found(16, lines.host), found(22, lines.srflx, stun), ended(150)];

  test('counts from setLocalDescription, which begins it', () => {
    const { began, candidates, completed } = gatheringOf(events, 'a');
    expect(began).toBe(10);
    expect(candidates.map(({ t, candidate }) => [candidate.type, t])).toEqual([
      ['host', 6],
      ['srflx', 12],
    ]);
    expect(completed).toBe(140);
  });

  test('is that of a prefix, too', () => {
    expect(gatheringOf(events, 'a', 3)).toMatchObject({ elapsed: 6, candidates: [{ line: lines.host }] });
    expect(gatheringOf(events, 'a', 3).completed).toBeUndefined();
  });

  test('is of one end alone, and of its last connection', () => {
    expect(gatheringOf(events, 'b').candidates).toEqual([]);
    expect(gatheringOf([...events, ...begun([])], 'a')).toMatchObject({ candidates: [], urls: [] });
  });

  test('says how a relay is reached, from its URL where the browser leaves it out', () => {
    const events = [...begun([turnTcp]), found(70, lines.relay, turnTcp)];
    expect(gatheringOf(events, 'a').candidates[0]).toMatchObject({ relayProtocol: 'tcp', url: turnTcp });
  });

  test('leaves out a line that is no candidate', () => {
    expect(gatheringOf([...begun([]), found(20, 'candidate:nonsense')], 'a').candidates).toEqual([]);
  });
});

describe('the URL of a server', () => {
  test.each([
    ['stun:127.0.0.1:3478', { scheme: 'stun', transport: 'udp', host: '127.0.0.1:3478' }],
    ['turn:localhost:3478?transport=tcp', { scheme: 'turn', transport: 'tcp', host: 'localhost:3478' }],
    ['turn:localhost', { scheme: 'turn', transport: 'udp', host: 'localhost' }],
    ['turns:localhost:443?transport=tcp', { scheme: 'turn', transport: 'tls', host: 'localhost:443' }],
    ['http://127.0.0.1', undefined],
    ['', undefined],
  ])('%s', (url, expected) => {
    expect(parseServerUrl(url)).toEqual(expected);
  });
});

describe('a diagnosis', () => {
  const at = (events: TraceEvent[], now = 5000): Diagnosis => diagnose(events, 'a', now);
  const host = '127.0.0.1:34780';

  test.each<[string, TraceEvent[], Diagnosis]>([
    ['not begun: waiting', begun([]).slice(0, 1), { kind: 'waiting' }],
    ['no server was given', [...begun([]), found(16, lines.host), ended(140)], { kind: 'no-server' }],
    ['nothing at all was gathered: only loopback is up', begun([stun]), { kind: 'only-loopback' }],
    ['nothing was gathered, and gathering has ended', [...begun([]), ended(140)], { kind: 'only-loopback' }],
    ['relay alone, and no TURN server', [...begun([stun], 'relay'), ended(140)], { kind: 'relay-without-turn' }],
    [
      'STUN and TURN gave what was asked',
      [...begun([stun, turnUdp]), found(20, lines.srflx, stun), found(70, lines.relay, turnUdp), ended(140)],
      { kind: 'as-asked' },
    ],
    [
      'UDP is silent and TCP answers: UDP is blocked',
      [...begun([stun, turnUdp, turnTcp]), found(16, lines.host), found(70, lines.relay, turnTcp)],
      { kind: 'udp-blocked', host, ms: 4990 },
    ],
    [
      'UDP is still blocked when the browser has given up on it',
      [
        ...begun([stun, turnUdp, turnTcp]),
        found(40, lines.relay, turnTcp),
        failed(stun, 701, 'STUN binding request timed out.'),
        ended(40_010),
      ],
      { kind: 'udp-blocked', host, ms: 40_000 },
    ],
    [
      'neither answers: silence',
      [...begun([stun, turnUdp, turnTcp]), found(16, lines.host)],
      { kind: 'silent', host, ms: 4990 },
    ],
    [
      'the server saw the requests, and was told to say nothing',
      [
        ...begun([stun]),
        found(16, lines.host),
        packet('in', request, 'unanswered'),
        packet('in', request, 'unanswered'),
      ],
      { kind: 'unanswered', host, requests: 2, ms: 4990 },
    ],
    [
      'the server answered, and the answer held nothing new',
      [...begun([stun]), found(16, lines.host), packet('in', request), packet('out', success), ended(140)],
      { kind: 'redundant', host, answers: 1, address: '192.0.2.2:40103' },
    ],
    [
      'the server refused the credential',
      [...begun([turnUdp]), found(16, lines.host), failed(turnUdp, 401, 'Unauthorized.'), ended(140)],
      { kind: 'refused', url: turnUdp, code: 401, text: 'Unauthorized.' },
    ],
    [
      'the name of the server has no address',
      [...begun([stun]), found(16, lines.host), failed(stun, 701, 'STUN host lookup received error.'), ended(140)],
      { kind: 'unreachable', url: stun, text: 'STUN host lookup received error.' },
    ],
    [
      'an error on one interface is none where another was answered',
      [...begun([stun]), found(16, lines.srflx, stun), failed(stun, 701, 'Address not associated.'), ended(140)],
      { kind: 'as-asked' },
    ],
  ])('%s', (_, events, expected) => {
    expect(at(events)).toEqual(expected);
  });

  test('is not made before three requests would have gone unanswered', () => {
    const events = [...begun([stun]), found(16, lines.host)];
    expect(at(events, 1509)).toEqual({ kind: 'waiting' });
    expect(at(events, 1510)).toMatchObject({ kind: 'silent' });
  });
});
