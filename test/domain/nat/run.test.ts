import { describe, expect, it } from 'vitest';
import { type Dependence, type NatBehaviour, natBehaviours } from '#domain/nat/behaviour.ts';
import { mostPeerReflexive } from '#domain/nat/check-phase.ts';
import type { NatEvent } from '#domain/nat/nat-event.ts';
import { networkAt, type Run, runNetwork } from '#domain/nat/run.ts';
import { sameAddress } from '#domain/nat/transport-address.ts';

const nat = (mapping: Dependence, filtering: Dependence): NatBehaviour => ({ mapping, filtering });
const portRestricted = nat('endpoint-independent', 'address-and-port-dependent');
const full = nat('endpoint-independent', 'endpoint-independent');
const symmetric = nat('address-and-port-dependent', 'address-and-port-dependent');

const every: Run[] = natBehaviours.flatMap((a) =>
  natBehaviours.flatMap((b) => (['a', 'b'] as const).map((starts) => runNetwork({ a, b, starts }))),
);

/** `leaves check a`, `refused check b`: what a step was, and whose packet. */
function said(event: NatEvent): string {
  return 'journey' in event ? `${event.kind} ${event.journey.message} ${event.journey.sender}` : event.kind;
}

const saidIn = ({ steps }: Run): string[] => steps.map(({ event }) => said(event));

describe('two port-restricted cones', () => {
  const run = runNetwork({ a: portRestricted, b: portRestricted, starts: 'a' });

  it('refuse the first check, which has opened its own door for the second', () => {
    expect(saidIn(run).slice(7)).toEqual([
      'leaves check a',
      'refused check a',
      'leaves check b',
      'arrives check b',
      'leaves answer a',
      'arrives answer a',
      'leaves check a',
      'arrives check a',
      'leaves answer b',
      'arrives answer b',
      'selected',
    ]);
    expect(run.steps.at(-1)?.event).toMatchObject({
      path: 'srflx',
      local: { type: 'srflx' },
      remote: { type: 'srflx' },
    });
  });
});

describe('a port-restricted cone and a symmetric NAT', () => {
  const run = runNetwork({ a: portRestricted, b: symmetric, starts: 'a' });

  it('refuse both checks, time out, and go by the relay, whose permission looks at no port', () => {
    expect(saidIn(run).slice(7)).toEqual([
      'leaves check a',
      'refused check a',
      'leaves check b',
      'refused check b',
      'times-out',
      'permits',
      'leaves check b',
      'relays',
      'relays',
      'selected',
    ]);
  });

  it('permit B’s address at the relay before B’s check comes there, as it came, from a port that nobody named', () => {
    const { network } = run.steps[12] ?? {};
    expect(network?.allocations[0]?.permissions).toEqual([{ address: '203.0.113.88', step: 13 }]);
    expect(run.steps[11]?.network.allocations[0]?.permissions).toEqual([]);
  });

  it('let in what the relay sends on, from its own port to A, by the row of the Allocate (RFC 8656 §11.3)', () => {
    const passed = run.steps[14]?.event;
    if (passed?.kind !== 'relays') throw new Error('step 15 is not the relay’s');
    expect(passed.delivery?.journey.outside).toEqual({
      source: { address: '198.51.100.4', port: 3478 },
      destination: { address: '203.0.113.7', port: 41_000 },
    });
    expect(passed.delivery?.admission).toMatchObject({ by: 'contact', contact: { peer: { port: 3478 }, step: 3 } });
  });

  it('let in the answer from the relayed address, where the check had gone', () => {
    const answered = run.steps[15]?.event;
    if (answered?.kind !== 'relays') throw new Error('step 16 is not the relay’s');
    expect(answered.to).toBe('b');
    expect(answered.delivery?.journey.outside?.source).toEqual({ address: '198.51.100.4', port: 49_170 });
  });

  it('leave A with a valid pair from its relayed address', () => {
    const valid = networkAt(run, run.steps.length).agents.a.relayed.filter(({ state }) => state === 'succeeded');
    expect(valid).toMatchObject([{ local: { type: 'relay' }, remote: { type: 'prflx', address: '203.0.113.88' } }]);
  });

  it('refuse B’s check for its port alone', () => {
    const refused = run.steps[10]?.event;
    if (refused?.kind !== 'refused') throw new Error('step 11 is no refusal');
    expect(refused).toMatchObject({ nat: 'a', refusal: { reason: 'port' } });
    expect(refused.refusal.closest?.peer.address).toBe(refused.refusal.source.address);
  });
});

describe('a full cone and a symmetric NAT', () => {
  const run = runNetwork({ a: full, b: symmetric, starts: 'a' });

  it('select a remote candidate that A has learned from B’s check, never from signaling', () => {
    const last = run.steps.at(-1)?.event;
    if (last?.kind !== 'selected') throw new Error('the run has no end');
    expect(last).toMatchObject({ path: 'prflx', local: { type: 'srflx' }, remote: { type: 'prflx' } });
    const learned = run.steps.find(({ event }) => event.kind === 'arrives' && event.learned?.type === 'prflx');
    expect(learned?.event).toMatchObject({ journey: { message: 'check', sender: 'b' }, learned: last.remote });
  });
});

describe('every run', () => {
  it('pairs each remote candidate with the socket and with the relayed address (RFC 8445 §6.1.2.2)', () => {
    for (const run of every) {
      const { agents } = networkAt(run, run.steps.length);
      for (const { checks, relayed } of [agents.a, agents.b]) {
        const told = checks.filter(({ remote }) => remote.type !== 'prflx').map(({ remote }) => remote);
        expect(relayed.map(({ remote }) => remote)).toEqual(expect.arrayContaining(told));
      }
    }
  });

  it('takes the relay only from an address that is permitted there', () => {
    for (const { steps } of every) {
      for (const { event, network } of steps) {
        if (event.kind !== 'relays') continue;
        const allocation = network.allocations.find(({ side }) => side === event.owner);
        expect(allocation?.permissions.map(({ address }) => address)).toContain(event.peer.address);
      }
    }
  });

  it('passes a wall only by a row that is in its table', () => {
    for (const { steps } of every) {
      for (const { event, network } of steps) {
        if (event.kind === 'leaves') expect(network.nats[event.nat].mappings).toContainEqual(event.mapping);
        if (event.kind === 'arrives' && event.admission.by === 'contact') {
          expect(network.nats[event.nat].contacts).toContainEqual(event.admission.contact);
        }
      }
    }
  });

  it('takes nothing out of a table', () => {
    for (const run of every) {
      run.steps.forEach(({ network }, index) => {
        const before = networkAt(run, index);
        for (const side of ['a', 'b'] as const) {
          expect(network.nats[side].mappings).toEqual(expect.arrayContaining([...before.nats[side].mappings]));
          expect(network.nats[side].contacts).toEqual(expect.arrayContaining([...before.nats[side].contacts]));
        }
      });
    }
  });

  it('accepts an answer only from where its check had gone (RFC 8445 §7.2.5.2.1)', () => {
    for (const { steps } of every) {
      for (const { event } of steps) {
        if (event.kind !== 'arrives' || event.verdict === undefined || !event.checked) continue;
        const from = event.journey.outside?.source;
        expect(from && sameAddress(from, event.checked)).toBe(event.verdict === 'succeeded');
      }
    }
  });

  it('chases without end only where both NATs map by address and port, and stops', () => {
    for (const { setup, steps } of every) {
      const chased = steps.some(({ event }) => event.kind === 'times-out' && event.chase);
      const both = [setup.a, setup.b].every(({ mapping }) => mapping === 'address-and-port-dependent');
      if (chased) expect(both).toBe(true);
      for (const { network } of steps) {
        const learned = network.agents.a.remote.filter(({ type }) => type === 'prflx');
        expect(learned.length).toBeLessThanOrEqual(mostPeerReflexive);
      }
    }
  });
});

describe('where UDP is blocked', () => {
  it('nothing is written into that NAT’s tables, and the relay is reached over TCP', () => {
    const run = runNetwork({ a: { ...full, blocksUdp: true }, b: full, starts: 'b' });
    const network = networkAt(run, run.steps.length);
    expect([network.nats.a.mappings, network.nats.a.contacts]).toEqual([[], []]);
    expect(run.steps.filter(({ event }) => event.kind === 'allocates').map(({ event }) => event)).toMatchObject([
      { side: 'a', transport: 'tcp' },
      { side: 'b', transport: 'udp' },
    ]);
    expect(run.steps.at(-1)?.event).toMatchObject({ path: 'relay', local: { type: 'relay' } });
  });

  it('on both sides the two relayed addresses speak with each other', () => {
    const run = runNetwork({ a: { ...full, blocksUdp: true }, b: { ...full, blocksUdp: true }, starts: 'a' });
    expect(run.steps.at(-1)?.event).toMatchObject({ local: { type: 'relay' }, remote: { type: 'relay' } });
    const { allocations } = networkAt(run, run.steps.length);
    expect(allocations.map(({ client, permissions }) => [client, permissions.length])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
  });
});
