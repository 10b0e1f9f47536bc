import { describe, expect, test } from 'vitest';
import { ipBytes } from '#domain/stun/address.ts';
import { classOf, isWithin, parseRange } from '../../media/relay/address-class.ts';
import { type PeerSettings, peerRules } from '../../media/relay/peer-rules.ts';
import { forbiddenPeers } from './forbidden-peers.ts';

const addressOf = (text: string) => {
  const address = ipBytes(text);
  if (!address) throw new Error(`${text} is no address`);
  return address;
};

const machine = ['127.0.0.1', '::1', '203.0.113.77', '10.9.8.7', '2400:cb00::77'];

function rules(settings: Partial<PeerSettings> = {}) {
  const relayAddresses = ['127.0.0.1', '::1'];
  const made = peerRules({ relayAddresses, ownAddresses: () => machine, ...settings });
  return (peer: string, port?: number, pageIssued = true) =>
    made.allows({ address: addressOf(peer), ...(port !== undefined && { port }) }, pageIssued);
}

const exposed: Partial<PeerSettings> = { relayAddresses: ['198.100.0.1', '2400:cb00::1'] };

describe('an address is for', () => {
  test.each([
    ['8.8.8.8', 'public'],
    ['172.32.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['2400:cb00::1', 'public'],
    ['2001:4860:4860::8888', 'public'],
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['0.0.0.0', 'unspecified'],
    ['169.254.169.254', 'metadata'],
    ['169.254.169.253', 'link-local'],
    ['::ffff:8.8.8.8', 'ipv4-in-ipv6'],
    ['2002:808:808::1', 'ipv4-in-ipv6'],
    ['255.255.255.255', 'broadcast'],
    ['100::1', 'reserved'],
  ] as const)('%s: %s', (address, class_) => {
    expect(classOf(addressOf(address))).toBe(class_);
  });

  test('nothing public among sixty that are not', () => {
    expect(forbiddenPeers.filter((address) => classOf(addressOf(address)) === 'public')).toEqual([]);
    expect(new Set(forbiddenPeers).size).toBeGreaterThanOrEqual(60);
  });
});

describe('a range', () => {
  test.each([
    ['10.1.0.0/16', '10.1.255.255', true],
    ['10.1.0.0/16', '10.2.0.0', false],
    ['10.1.0.0/15', '10.0.0.0', true],
    ['192.0.2.5', '192.0.2.5', true],
    ['192.0.2.5', '192.0.2.4', false],
    ['0.0.0.0/0', '::1', false],
    ['2001:db8::/33', '2001:db8:8000::', false],
  ])('%s holds %s: %s', (range, address, expected) => {
    expect(isWithin(parseRange(range), addressOf(address))).toBe(expected);
  });

  test.each(['', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', 'localhost', '10.0.0/8', '010.0.0.1'])(
    '%s is none',
    (text) => expect(() => parseRange(text)).toThrow('no range'),
  );
});

describe('through a relay on loopback', () => {
  const allows = rules({ isOwnPort: (port) => port === 3478 });

  test.each(machine)('a page reaches %s, which is this machine', (address) => {
    expect([allows(address), allows(address, 50_000)]).toEqual([true, true]);
  });

  test.each([...forbiddenPeers, '203.0.113.78', '10.9.8.8'])('a page does not reach %s', (address) => {
    expect([allows(address), allows(address, 50_000)]).toEqual([false, false]);
  });

  test.each(['8.8.8.8', '2001:4860:4860::8888'])('%s is public, and allowed to anybody', (address) => {
    expect([allows(address), allows(address, 53), allows(address, 53, false)]).toEqual([true, true, true]);
  });

  test.each([0, 22, 53, 1023, 3478])('a page does not reach this machine at port %i', (port) => {
    expect(allows('127.0.0.1', port)).toBe(false);
  });

  test.each([...forbiddenPeers, ...machine.slice(0, 4)])(
    'a user with a password of his own does not reach %s',
    (peer) => {
      expect(allows(peer, 50_000, false)).toBe(false);
    },
  );
});

describe('through a relay that others can reach', () => {
  const allows = rules(exposed);

  test.each(['8.8.8.8', '2001:4860:4860::8888'])('%s can be reached', (address) => {
    expect([allows(address, 50_000), allows(address, 53, false)]).toEqual([true, true]);
  });

  test.each([...forbiddenPeers, ...machine, '198.100.0.1', '2400:cb00::1'])('%s cannot', (address) => {
    expect([allows(address, 50_000), allows(address), allows(address, 50_000, false)]).toEqual([false, false, false]);
  });

  test('what is allowed by name can, and its neighbour cannot', () => {
    const named = rules({ ...exposed, allowed: ['10.1.0.0/16', 'fd12::1'] });
    expect(['10.1.2.3', 'fd12::1', '10.2.0.1', 'fd12::2'].map((peer) => named(peer, 50_000))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
