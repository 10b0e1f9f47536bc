import { describe, expect, test } from 'vitest';
import { relaySettings } from '../../media/settings.ts';

const secret = { TURN_SECRET: 's' };

describe('the relay is set up', () => {
  test('for this machine alone unless it is said otherwise', () => {
    expect(relaySettings(secret, false)).toMatchObject({
      ...{ port: 3478, tlsPort: 5349, tls: undefined, allowedPeers: [] },
      ...{ listen: ['127.0.0.1', '::1'], relayAddresses: ['127.0.0.1', '::1'] },
    });
    expect(relaySettings({ ...secret, RELAY_ADDRESS: '192.0.2.7' }, false).relayAddresses).toEqual([
      '127.0.0.1',
      '::1',
    ]);
  });

  test('for others by --host, with the addresses that are named', () => {
    const { listen, relayAddresses } = relaySettings({ ...secret, RELAY_ADDRESS: '192.0.2.7, 2001:db8::7' }, true);
    expect(listen).toEqual(['0.0.0.0', '::']);
    expect(relayAddresses).toEqual(['192.0.2.7', '2001:db8::7']);
  });

  test('with peers that are allowed by name', () => {
    const { allowedPeers } = relaySettings({ ...secret, RELAY_PEERS: '192.168.1.0/24,fd00::1' }, true);
    expect(allowedPeers).toEqual(['192.168.1.0/24', 'fd00::1']);
  });

  test.each([
    ['TURN_SECRET', {}],
    ['RELAY_PORT', { ...secret, RELAY_PORT: '70000' }],
    ['RELAY_TLS_PORT', { ...secret, RELAY_TLS_PORT: 'x' }],
    ['RELAY_KEY', { ...secret, RELAY_CERT: 'cert.pem' }],
    ['RELAY_ADDRESS', { ...secret, RELAY_ADDRESS: 'course.example' }],
  ])('not where %s is wrong', (name, env) => {
    expect(() => relaySettings(env, true)).toThrow(name);
  });
});
