import { describe, expect, it } from 'vitest';
import { type CallScenario, type Network, rolesOf } from '#domain/topology/call-roles.ts';

const call = (network: Network, rest: Partial<CallScenario> = {}): CallScenario => ({
  network,
  group: false,
  dataOnly: false,
  ...rest,
});

const usesOf = (scenario: CallScenario) =>
  rolesOf(scenario)
    .filter(({ use }) => use === 'used')
    .map(({ role }) => role);

describe('the parts a call uses', () => {
  it.each([
    ['one-network', false, ['page', 'signaling', 'direct']],
    ['nats', false, ['page', 'signaling', 'stun', 'direct']],
    ['udp-blocked', false, ['page', 'signaling', 'turn']],
    ['one-network', true, ['page', 'signaling', 'sfu']],
    ['nats', true, ['page', 'signaling', 'sfu']],
    ['udp-blocked', true, ['page', 'signaling', 'turn', 'sfu']],
  ] as const)('%s, a group: %s -> %j', (network, group, parts) => {
    expect(usesOf(call(network, { group }))).toEqual(parts);
  });

  it('a relay waits while two peers behind NATs try a direct path', () => {
    expect(rolesOf(call('nats'))).toContainEqual({ role: 'turn', use: 'standby', reason: 'turn.fallback' });
  });

  it('no call does without a page server and signaling', () => {
    for (const network of ['one-network', 'nats', 'udp-blocked'] as const) {
      for (const group of [false, true]) {
        expect(usesOf(call(network, { group })).slice(0, 2)).toEqual(['page', 'signaling']);
      }
    }
  });

  it('data alone needs the same parts as audio and video', () => {
    expect(usesOf(call('nats', { dataOnly: true }))).toEqual(usesOf(call('nats')));
  });
});
