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
      'leaves check b',
      'relays',
      'relays',
      'selected',
    ]);
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
  });
});
