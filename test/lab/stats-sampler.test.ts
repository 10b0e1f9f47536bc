import { expect, test } from 'vitest';
import { reduceReport } from '#lab/stats-sampler.ts';

const pair = (id: string, bytesSent: number, bytesReceived: number) =>
  [id, { id, type: 'candidate-pair', state: 'succeeded', bytesSent, bytesReceived }] as const;

test('bytes that went over a pair count when another pair has been selected', () => {
  const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'second' };
  const reports = new Map<string, Readonly<Record<string, unknown>>>([
    pair('first', 2000, 1900),
    pair('second', 40, 30),
    ['T', transport],
  ]);
  expect(reduceReport(reports, 'a')).toMatchObject({ bytesSent: 2040, bytesReceived: 1930 });
});

test('bytes of a pair that is gone count where the transport has counted them', () => {
  const transport = {
    id: 'T',
    type: 'transport',
    selectedCandidatePairId: 'second',
    bytesSent: 2040,
    bytesReceived: 1930,
  };
  const reports = new Map<string, Readonly<Record<string, unknown>>>([pair('second', 40, 30), ['T', transport]]);
  expect(reduceReport(reports, 'a')).toMatchObject({ bytesSent: 2040, bytesReceived: 1930 });
});

/** As Chromium 156 reports a pair, its candidates and its transport, without what is not read. */
const whole = new Map<string, Readonly<Record<string, unknown>>>([
  ['T', { id: 'T', type: 'transport', iceRole: 'controlling', selectedCandidatePairId: 'P' }],
  [
    'L',
    { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp', address: '', port: 5, priority: 7 },
  ],
  [
    'R',
    {
      id: 'R',
      type: 'remote-candidate',
      candidateType: 'relay',
      protocol: 'udp',
      address: '192.0.2.9',
      port: 6,
      priority: 3,
      relayProtocol: 'udp',
    },
  ],
  [
    'P',
    {
      id: 'P',
      type: 'candidate-pair',
      localCandidateId: 'L',
      remoteCandidateId: 'R',
      state: 'succeeded',
      nominated: true,
      requestsSent: 2,
      responsesReceived: 1,
      requestsReceived: 4,
      responsesSent: 3,
      currentRoundTripTime: 0.0005,
    },
  ],
]);

test('a run that draws the check list keeps the role, the candidates and the counts of each pair; another does not', () => {
  expect(reduceReport(whole, 'a', 'whole')).toMatchObject({
    role: 'controlling',
    candidates: [
      { id: 'L', end: 'local', type: 'host', protocol: 'udp', address: '', port: 5, priority: 7 },
      { id: 'R', end: 'remote', type: 'relay', address: '192.0.2.9', relayProtocol: 'udp' },
    ],
    pairs: [
      {
        local: 'host udp (hidden):5',
        state: 'succeeded',
        selected: true,
        ...{ id: 'P', localId: 'L', remoteId: 'R' },
        ...{ requestsSent: 2, responsesReceived: 1, requestsReceived: 4, responsesSent: 3, roundTripTime: 0.5 },
      },
    ],
  });
  expect(Object.keys(reduceReport(whole, 'a'))).not.toContain('candidates');
});

test('a number that the browser leaves out, as Firefox does the requests received, is left out', () => {
  const [, bare] = pair('F', 0, 0);
  const { pairs } = reduceReport(new Map([['F', { ...bare, state: 'cancelled', selected: true }]]), 'a', 'whole');
  expect(pairs[0]).toMatchObject({ state: 'cancelled', selected: true });
  expect(Object.keys(pairs[0] ?? {})).not.toContain('requestsReceived');
});
