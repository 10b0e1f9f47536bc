import { describe, expect, it } from 'vitest';
import { type Dependence, dependences, type NatBehaviour, natBehaviours } from '#domain/nat/behaviour.ts';
import { predictPath } from '#domain/nat/path.ts';

const nat = (mapping: Dependence, filtering: Dependence): NatBehaviour => ({ mapping, filtering });
const [independent, byAddress, byPort] = dependences;

const full = nat(independent, independent);
const restricted = nat(independent, byAddress);
const portRestricted = nat(independent, byPort);
const symmetric = nat(byPort, byPort);

const cells = natBehaviours.flatMap((a) => natBehaviours.map((b) => [a, b] as const));
const named = ([a, b]: readonly [NatBehaviour, NatBehaviour]) =>
  `${a.mapping}/${a.filtering} x ${b.mapping}/${b.filtering}`;

describe('the path between two NATs', () => {
  it.each([
    ['full cone x full cone', full, full, 'srflx'],
    ['full cone x port-restricted', full, portRestricted, 'srflx'],
    ['restricted x port-restricted', restricted, portRestricted, 'srflx'],
    ['port-restricted x port-restricted', portRestricted, portRestricted, 'srflx'],
    ['full cone x symmetric', full, symmetric, 'prflx'],
    ['restricted x symmetric', restricted, symmetric, 'prflx'],
    ['port-restricted x symmetric', portRestricted, symmetric, 'relay'],
    ['symmetric x symmetric', symmetric, symmetric, 'relay'],
  ] as const)('%s is %4$s', (_, a, b, path) => {
    expect(predictPath(a, b)).toBe(path);
    expect(predictPath(b, a)).toBe(path);
  });

  it('is one for both orders of the NATs and whoever sends the first check, in all 81 cells', () => {
    const differing = cells.filter(([a, b]) => {
      const paths = [predictPath(a, b, 'a'), predictPath(a, b, 'b'), predictPath(b, a, 'a'), predictPath(b, a, 'b')];
      return new Set(paths).size > 1;
    });
    expect(differing.map(named)).toEqual([]);
  });

  it('uses the addresses that STUN told exactly where both NATs map endpoint-independently', () => {
    const told = cells.filter(([a, b]) => predictPath(a, b) === 'srflx');
    const coned = cells.filter((pair) => pair.every(({ mapping }) => mapping === independent));
    expect(told.map(named)).toEqual(coned.map(named));
  });

  it('is never direct between two NATs that map by address and port: no answer comes from where its check went', () => {
    const both = cells.filter((pair) => pair.every(({ mapping }) => mapping === byPort));
    expect(both.map(([a, b]) => predictPath(a, b))).toEqual(both.map(() => 'relay'));
  });

  it('is never direct past a filter by port against any mapping that changes: mapping alone decides nothing, nor does filtering', () => {
    const shut = cells.filter(([a, b]) => a.filtering === byPort && b.mapping !== independent);
    expect(shut.filter(([a, b]) => predictPath(a, b) !== 'relay').map(named)).toEqual([]);
  });

  it('is the table of all 81: one row a NAT A, one letter a NAT B', () => {
    const letters = { srflx: 'D', prflx: 'P', relay: 'R' } as const;
    const rows = natBehaviours.map((a) => natBehaviours.map((b) => letters[predictPath(a, b)]).join(''));
    expect(rows).toEqual([
      'DDDPPPPPP',
      'DDDPPPPPP',
      'DDDRRRRRR',
      'PPRPPRPPR',
      'PPRPRRPRR',
      'PPRRRRRRR',
      'PPRPPRRRR',
      'PPRPRRRRR',
      'PPRRRRRRR',
    ]);
  });

  it('is the relay wherever UDP is blocked on either side', () => {
    const blocked = cells.filter(
      ([a, b]) =>
        predictPath({ ...a, blocksUdp: true }, b) !== 'relay' ||
        predictPath(a, { ...b, blocksUdp: true }) !== 'relay' ||
        predictPath({ ...a, blocksUdp: true }, { ...b, blocksUdp: true }) !== 'relay',
    );
    expect(blocked.map(named)).toEqual([]);
  });
});
