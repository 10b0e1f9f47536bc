import { expect, test } from 'vitest';
import type { PairingReason } from '#machines/pairing.ts';
import { type Standing, situationOf } from '#widgets/two-tab-bench/situation.ts';
import { words } from './recorded.ts';

const standing: Standing = {
  reason: 'alone',
  room: '7QX4-2MKD',
  peer: 'a',
  carrier: 'peerserver',
  why: '1006',
  waiting: 'the offer of A waits to be delivered',
  stranded: undefined,
  former: false,
  connectionState: 'new',
  wasConnected: false,
  begun: false,
  underWay: false,
  returned: false,
};

/** Whatever a tab is in that is not the negotiation itself. */
const reasons: readonly PairingReason[] = [
  'alone',
  'opening',
  'waiting',
  'paired-anew',
  'lost-carrier-waiting',
  'lost-carrier-negotiating',
  'lost-carrier-connected',
  'lost-cut-waiting',
  'lost-cut-negotiating',
  'lost-cut-connected',
  'lost-cut-there-negotiating',
  'lost-cut-there-connected',
  'lost-closed-waiting',
  'lost-closed-negotiating',
  'lost-closed-connected',
  'lost-left',
  'lost-silent-negotiating',
  'lost-silent-connected',
  'lost-rejoining',
  'lost-reopened',
  'resumed-negotiating',
  'full',
  'refused',
  'replaced',
];

test.each(reasons)('%s has a sentence, and no name in it is left unfilled', (reason) => {
  const situation = situationOf({ ...standing, reason }, words);
  expect(situation?.sentence).toBeTruthy();
  expect(`${situation?.label}${situation?.sentence}`).not.toMatch(/[{}]/);
});

test.each(reasons.filter((reason) => /^(lost|full|refused|replaced)/.test(reason)))('%s leaves a way on', (reason) => {
  const situation = situationOf({ ...standing, reason }, words);
  const goesOnByItself = reason === 'lost-carrier-connected';
  expect(goesOnByItself || (situation?.acts.length ?? 0) > 0).toBe(true);
});

test('a negotiation that goes on needs no sentence, and one whose path is gone does', () => {
  expect(situationOf({ ...standing, reason: 'paired-negotiating' }, words)).toBeUndefined();
  const failed = (wasConnected: boolean) =>
    situationOf({ ...standing, reason: 'paired-connected', connectionState: 'failed', wasConnected }, words);
  expect(failed(true)).toMatchObject({ key: 'failed', acts: ['restartIce', 'startOver'] });
  expect(failed(false)).toMatchObject({ key: 'neverConnected', acts: ['startOver', 'restartIce'] });
});

test('a carrier’s reason is told in words where they are known, else as it was said', () => {
  const lost = (why: string) => situationOf({ ...standing, reason: 'lost-carrier-negotiating', why }, words)?.sentence;
  expect(lost('1006')).toContain('the connection broke');
  expect(lost('1001 The server is stopping.')).toContain('the server stopped');
  expect(lost('TimeoutError')).toContain('did not answer in time');
  expect(lost('4999 Somebody said this.')).toContain('(4999 Somebody said this)');
  expect(lost('constructor')).toContain('(constructor)');
});

test('the trace of the run before is offered while there is one', () => {
  const acts = (former: boolean) => situationOf({ ...standing, reason: 'paired-anew', former }, words)?.acts;
  expect([acts(true), acts(false)]).toEqual([['copyOld'], []]);
});

test('a restart that has no way across is told before the cut', () => {
  const cut = situationOf({ ...standing, reason: 'lost-cut-connected', stranded: '14.00 s' }, words);
  expect(cut).toMatchObject({ key: 'restartWaits', acts: ['joinAgain'] });
  expect(cut?.sentence).toContain('14.00 s');
});

test('who waits by hand carries from A first', () => {
  const key = (peer: 'a' | 'b') =>
    situationOf({ ...standing, reason: 'waiting', carrier: 'copy-paste', peer }, words)?.key;
  expect([key('a'), key('b')]).toEqual(['waitingByHand', 'waitingByHandSecond']);
});

test('a restart that waits while the server is gone is told with the loss', () => {
  const lost = situationOf({ ...standing, reason: 'lost-carrier-connected', stranded: '14.00 s' }, words);
  expect(lost).toMatchObject({ key: 'restartLost', label: 'PeerServer is gone' });
  expect(lost?.sentence).toContain('14.00 s');
});

test('a new run is told of until its first call, whatever the carrier does meanwhile', () => {
  const key = (begun: boolean) =>
    situationOf({ ...standing, reason: 'paired-anew', begun, underWay: false }, words)?.key;
  expect([key(false), key(true)]).toEqual(['anew', undefined]);
});

test.each(['malformed', 'brokenRun', 'otherVersion'] as const)(
  'an address that is %s is told of, with a way on',
  (fault) => {
    const situation = situationOf({ ...standing, reason: fault }, words);
    expect(situation?.key).toBe(fault);
    expect(situation?.acts).toHaveLength(1);
  },
);
