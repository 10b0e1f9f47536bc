import { describe, expect, it } from 'vitest';
import { classicName, type Dependence, natBehaviours } from '#domain/nat/behaviour.ts';
import { doorwayOf } from '#domain/nat/doorway.ts';
import { letIn, type Nat, sendOut } from '#domain/nat/nat.ts';

const inside = { address: '192.168.1.10', port: 50_000 };
const server = { address: '198.51.100.3', port: 3478 };
const samePlace = { address: '198.51.100.3', port: 3479 };
const elsewhere = { address: '203.0.113.88', port: 61_040 };

const natOf = (mapping: Dependence, filtering: Dependence): Nat => doorwayOf({ mapping, filtering });

/** A NAT through which packets have gone to some places, in this order. */
const sentThrough = (nat: Nat, ...places: (typeof server)[]): Nat =>
  places.reduce((at, destination, index) => sendOut(at, { source: inside, destination }, index + 1).nat, nat);

const portsOf = ({ mappings }: Nat): number[] => mappings.map(({ outside }) => outside.port);

describe('mapping (RFC 4787 §4.1)', () => {
  it.each([
    ['endpoint-independent', 1],
    ['address-dependent', 2],
    ['address-and-port-dependent', 3],
  ] as const)('%s: three destinations at two addresses take %i ports', (mapping, count) => {
    const nat = sentThrough(natOf(mapping, 'endpoint-independent'), server, samePlace, elsewhere, server);
    expect(new Set(portsOf(nat)).size).toBe(count);
    expect(nat.mappings).toHaveLength(count);
  });

  it('rewrites the source and leaves the destination', () => {
    const { header, isNewMapping } = sendOut(
      natOf('endpoint-independent', 'endpoint-independent'),
      { source: inside, destination: server },
      1,
    );
    expect(header).toEqual({ source: { address: '203.0.113.7', port: 41_000 }, destination: server });
    expect(isNewMapping).toBe(true);
  });

  it('never gives one port to two mappings', () => {
    const many = Array.from({ length: 500 }, (_, port) => ({ address: '192.0.2.1', port }));
    const nat = sentThrough(natOf('address-and-port-dependent', 'endpoint-independent'), ...many);
    expect(new Set(portsOf(nat)).size).toBe(500);
    expect(portsOf(nat).every((port) => port >= 40_000 && port < 65_000)).toBe(true);
  });
});

describe('filtering (RFC 4787 §5)', () => {
  const verdictOf = (nat: Nat, source: typeof server): string => {
    const destination = nat.mappings[0]?.outside ?? { address: nat.address, port: 41_000 };
    const entrance = letIn(nat, { source, destination }, 9);
    return entrance.verdict === 'let-in' ? entrance.admission.by : entrance.refusal.reason;
  };

  it.each([
    ['endpoint-independent', 'anyone', 'anyone', 'anyone'],
    ['address-dependent', 'contact', 'contact', 'address'],
    ['address-and-port-dependent', 'contact', 'port', 'address'],
  ] as const)('%s, having sent to a server: it is %s, its other port %s, a stranger %s', (filtering, ...verdicts) => {
    const nat = sentThrough(natOf('endpoint-independent', filtering), server);
    expect([server, samePlace, elsewhere].map((source) => verdictOf(nat, source))).toEqual(verdicts);
  });

  it('lets nobody in where nothing is mapped, however open', () => {
    expect(verdictOf(natOf('endpoint-independent', 'endpoint-independent'), server)).toBe('no-mapping');
  });

  it('is each mapping’s own: a contact by one opens nothing at another', () => {
    const nat = sentThrough(natOf('address-dependent', 'address-dependent'), server, elsewhere);
    const [toServer] = nat.mappings;
    if (!toServer) throw new Error('the server has no mapping');
    expect(letIn(nat, { source: elsewhere, destination: toServer.outside }, 3).verdict).toBe('refused');
  });

  it('keeps what was refused beside its rows, with the row that it came closest to', () => {
    const nat = sentThrough(natOf('endpoint-independent', 'address-and-port-dependent'), elsewhere, server);
    const { nat: refusing } = letIn(
      nat,
      { source: samePlace, destination: { address: '203.0.113.7', port: 41_000 } },
      3,
    );
    expect(refusing.contacts).toEqual(nat.contacts);
    expect(refusing.refusals).toMatchObject([{ step: 3, reason: 'port', closest: { peer: server } }]);
  });
});

it('four of the nine NATs have a classic name (RFC 3489 §5)', () => {
  expect(natBehaviours.map(classicName)).toEqual([
    'full-cone',
    'restricted-cone',
    'port-restricted-cone',
    ...Array.from({ length: 5 }, () => undefined),
    'symmetric',
  ]);
});
