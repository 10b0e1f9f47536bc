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
