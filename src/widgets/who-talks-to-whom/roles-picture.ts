import { type CallScenario, type Role, rolesOf, type Use } from '#domain/topology/call-roles.ts';
import { fill } from '#i18n/fill.ts';
import type { RoleLine, RolesPicture } from '#views/who-talks-to-whom.ts';

/** The words the picture needs, of one language. */
export interface PartsWords {
  headings: { control: string; media: string };
  uses: Record<Use, string>;
  ends: { a: string; b: string; others: string };
  barriers: { nat: string; firewall: string };
  names: Record<Role, string>;
  labels: Readonly<Record<string, string>>;
  sentences: Readonly<Record<string, string>>;
  summaries: Readonly<Record<string, string>>;
  what: { media: string; data: string };
}

/** How a call is before the reader changes anything: two people at home, each behind a NAT. */
export const usualCall: CallScenario = { network: 'nats', group: false, dataOnly: false };

function wordAt(words: Readonly<Record<string, string>>, key: string): string {
  const word = words[key];
  if (word === undefined) throw new Error(`No words for "${key}" in the diagram of who talks to whom.`);
  return word;
}

function linesOf(call: CallScenario, words: PartsWords): RoleLine[] {
  return rolesOf(call).map(({ role, use, reason }) => ({
    role,
    use,
    name: words.names[role],
    label: wordAt(words.labels, reason),
    useWord: words.uses[use],
    sentence: wordAt(words.sentences, reason),
  }));
}

/** Which parts the call uses and where its media goes, as one sentence. */
export function summaryOf({ network, group, dataOnly }: CallScenario, words: PartsWords): string {
  const summary = wordAt(words.summaries, group ? `group-${network}` : network);
  return fill(summary, { what: dataOnly ? words.what.data : words.what.media });
}

function barriersOf({ network }: CallScenario, { nat, firewall }: PartsWords['barriers']): RolesPicture['barriers'] {
  if (network === 'one-network') return { a: '', b: '' };
  return { a: network === 'udp-blocked' ? firewall : nat, b: nat };
}

/** Everything the picture shows of a call, in words. */
export function pictureOf(call: CallScenario, words: PartsWords): RolesPicture {
  return {
    lines: linesOf(call, words),
    ends: { a: words.ends.a, b: call.group ? words.ends.others : words.ends.b },
    letters: { a: ['A'], b: call.group ? ['B', 'C', 'D', 'E', 'F'] : ['B'] },
    barriers: barriersOf(call, words.barriers),
    headings: words.headings,
    label: summaryOf(call, words),
  };
}
