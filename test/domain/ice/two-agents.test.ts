import { describe, expect, it } from 'vitest';
import type { IceRole } from '#domain/ice/candidate-pair.ts';
import { receiveCheck } from '#domain/ice/check-request.ts';
import { endCheck, reflexivePriority } from '#domain/ice/check-response.ts';
import { type Check, sendCheck } from '#domain/ice/check-schedule.ts';
import { createAgent, type IceAgent, pairIn } from '#domain/ice/checklist.ts';
import { nominate } from '#domain/ice/nomination.ts';
import type { PeerName } from '#domain/trace.ts';
import { seeds } from '../../traces.ts';
import { seeded } from '../sdp/random-sdp.ts';
import { candidate } from './ice-candidates.ts';

type Agents = Record<PeerName, IceAgent>;

/** Whether a packet gets from one candidate to another, by their ids. */
type Reaches = (from: string, to: string) => boolean;

const ours = [candidate('a1'), candidate('a2', { priority: 900 }), candidate('a3', { type: 'relay' })];
const theirs = [candidate('b1'), candidate('b2', { priority: 700 }), candidate('b3', { type: 'relay' })];

function begin(roles: Record<PeerName, IceRole>): Agents {
  return {
    a: createAgent(roles.a, 5n, [{ stream: '0', locals: ours, remotes: theirs }]),
    b: createAgent(roles.b, 9n, [{ stream: '0', locals: theirs, remotes: ours }]),
  };
}

/** One check over the network: the request, what it does there, and the answer. */
function carry(agents: Agents, peer: PeerName, { check, reaches }: { check: Check; reaches: Reaches }): Agents {
  const other = peer === 'a' ? 'b' : 'a';
  const pair = pairIn(agents[peer], 0, check.pair);
  if (!pair || !reaches(pair.local.id, pair.remote.id)) {
    return { ...agents, [peer]: endCheck(agents[peer], check, { kind: 'failure', reason: 'timeout' }) };
  }
  const { local, remote } = pair;
  const { agent, answer } = receiveCheck(agents[other], {
    list: 0,
    at: remote.id,
    from: local,
    priority: reflexivePriority(local.priority),
    role: check.role,
    tieBreaker: agents[peer].tieBreaker,
    useCandidate: check.nominates && check.role === 'controlling',
  });
  const outcome =
    answer === 487
      ? ({ kind: 'role-conflict', tieBreaker: 1n } as const)
      : ({ kind: 'success', mapped: local } as const);
  return { ...agents, [other]: agent, [peer]: endCheck(agents[peer], check, outcome) };
}

/** The controlling agent chooses the best that works, once it has nothing left to check. */
function choose(agent: IceAgent): IceAgent {
  const valid = agent.lists[0]?.valid ?? [];
  const [best] = valid.toSorted((one, two) => (one.pair.priority > two.pair.priority ? -1 : 1));
  return best ? nominate(agent, 0, best.from) : agent;
}

/** Lets Ta fire at both in turn, until neither has anything to send. */
function run(agents: Agents, first: PeerName, reaches: Reaches): Agents {
  const order: readonly PeerName[] = first === 'a' ? ['a', 'b'] : ['b', 'a'];
  let now = agents;
  for (let round = 0, idle = 0; idle < 2 && round < 200; round += 1) {
    idle += 1;
    for (const peer of order) {
      const { agent, check } = sendCheck(now[peer]);
      now = { ...now, [peer]: check ? agent : choose(agent) };
      if (check) {
        idle = 0;
        now = carry(now, peer, { check, reaches });
      }
    }
  }
  return now;
}

/** What an agent uses in the end, by its candidates, A's first. */
function used({ lists: [list] }: IceAgent, peer: PeerName): string {
  const nominated = list?.valid.filter((each) => each.nominated) ?? [];
  const names = nominated.map(({ pair: { local, remote } }) =>
    peer === 'a' ? `${local.id} ${remote.id}` : `${remote.id} ${local.id}`,
  );
  return `${list?.state} ${names.join(', ')}`.trim();
}

describe.each<PeerName>(['a', 'b'])('two agents that check each other, %s first', (first) => {
  const roles = { a: 'controlling', b: 'controlled' } as const;

  it('use the best pair where all work, and the list is completed at both', () => {
    const { a, b } = run(begin(roles), first, () => true);
    expect([used(a, 'a'), used(b, 'b')]).toEqual(['completed a1 b1', 'completed a1 b1']);
  });

  it('fail where none works', () => {
    const { a, b } = run(begin(roles), first, () => false);
    expect([used(a, 'a'), used(b, 'b')]).toEqual(['failed', 'failed']);
  });

  it('settle who controls where both think that they do: the larger tie-breaker (RFC 8445 §7.3.1.1)', () => {
    const { a, b } = run(begin({ a: 'controlling', b: 'controlling' }), first, () => true);
    expect([a.role, b.role]).toEqual(['controlled', 'controlling']);
    expect([used(a, 'a'), used(b, 'b')]).toEqual(['completed a1 b1', 'completed a1 b1']);
  });

  it.each(seeds(40))(
    'agree on one pair, the best that works both ways, whatever the network lets through (%d)',
    (seed) => {
      const random = seeded(seed);
      const open = new Set(
        ours.flatMap(({ id }) => theirs.map((there) => `${id} ${there.id}`)).filter(() => random() < 0.4),
      );
      const reaches: Reaches = (from, to) => open.has(from.startsWith('a') ? `${from} ${to}` : `${to} ${from}`);
      const { a, b } = run(begin(roles), first, reaches);
      const best = begin(roles).a.lists[0]?.pairs.find(({ id }) => open.has(id));
      const expected = best ? `completed ${best.id}` : 'failed';
      expect([used(a, 'a'), used(b, 'b')]).toEqual([expected, expected]);
    },
  );
});
