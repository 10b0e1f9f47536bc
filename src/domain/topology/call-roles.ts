/** What stands between the two ends: nothing, a NAT before each, or a firewall before A that lets no UDP out. */
export const networks = ['one-network', 'nats', 'udp-blocked'] as const;
export type Network = (typeof networks)[number];

export const isNetwork = (name: string): name is Network => networks.some((network) => network === name);

/** What a call is like, as far as it decides which parts take part. */
export interface CallScenario {
  network: Network;
  /** Six people instead of two. */
  group: boolean;
  /** Data channels alone, neither audio nor video. */
  dataOnly: boolean;
}

/** Everything that may take part in a call besides the peers; `direct` is the path with nothing in between. */
export const roles = ['page', 'signaling', 'stun', 'direct', 'turn', 'sfu'] as const;
export type Role = (typeof roles)[number];

/** Whether a part works in this call, waits in case it is needed, or has nothing to do. */
export type Use = 'used' | 'standby' | 'unused';

/** Why, as a key of the dictionary: `stun.used`, `turn.tcp`. */
export interface RoleUse {
  role: Role;
  use: Use;
  reason: string;
}

type Judge = (call: CallScenario) => Omit<RoleUse, 'role'>;

/** Media servers stand on public addresses: a peer behind a NAT reaches them without asking STUN first. */
const stun: Judge = ({ network, group }) => {
  if (group) return { use: 'unused', reason: 'stun.group' };
  if (network === 'one-network') return { use: 'unused', reason: 'stun.local' };
  if (network === 'udp-blocked') return { use: 'unused', reason: 'stun.blocked' };
  return { use: 'used', reason: 'stun.mapping' };
};

const direct: Judge = ({ network, group }) => {
  if (group) return { use: 'unused', reason: 'direct.group' };
  if (network === 'udp-blocked') return { use: 'unused', reason: 'direct.blocked' };
  return { use: 'used', reason: network === 'nats' ? 'direct.nats' : 'direct.local' };
};

/** TCP and TLS to the relay are for firewalls that stop UDP (RFC 8835 §3.4). */
const turn: Judge = ({ network, group }) => {
  if (network === 'udp-blocked') return { use: 'used', reason: group ? 'turn.group-tcp' : 'turn.tcp' };
  if (group) return { use: 'unused', reason: 'turn.group' };
  return network === 'nats' ? { use: 'standby', reason: 'turn.fallback' } : { use: 'unused', reason: 'turn.local' };
};

const sfu: Judge = ({ group, dataOnly }) => {
  if (!group) return { use: 'unused', reason: 'sfu.two' };
  return { use: 'used', reason: dataOnly ? 'sfu.data' : 'sfu.media' };
};

const judges: Record<Role, Judge> = {
  page: () => ({ use: 'used', reason: 'page.always' }),
  signaling: () => ({ use: 'used', reason: 'signaling.always' }),
  stun,
  direct,
  turn,
  sfu,
};

/** Says of every part whether a call like this one uses it: `{ role: 'turn', use: 'standby', reason: 'turn.fallback' }`. */
export function rolesOf(call: CallScenario): RoleUse[] {
  return roles.map((role) => ({ role, ...judges[role](call) }));
}
