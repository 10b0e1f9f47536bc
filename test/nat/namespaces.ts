import { execFileSync, spawnSync } from 'node:child_process';

/** Addresses of the public side: of an Internet that ends at this machine, so any range will do that a relay takes for public. */
export const serverAddress = '45.0.0.4';

/** What stands on each side: the NAT's public address, and its private network with one host. */
export const sides = {
  a: { name: 'a', wan: '45.0.0.7', gateway: '192.168.1.1', host: '192.168.1.10' },
  b: { name: 'b', wan: '45.0.0.88', gateway: '192.168.2.1', host: '192.168.2.20' },
} as const;

export type Side = keyof typeof sides;

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

/** Why network namespaces cannot be had here; undefined where they can. */
export function whyNoNamespaces(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a part of Linux';
  for (const [command, args] of [['ip', ['-V']] as const, ['nft', ['-v']] as const]) {
    if (spawnSync(command, args).error) return `${command} is not installed (apt-get install iproute2 nftables)`;
  }
  const name = `probe-${process.pid}`;
  const { status, stderr } = spawnSync('ip', ['netns', 'add', name]);
  if (status !== 0) return `ip netns add was refused: ${String(stderr).trim()}`;
  ip('netns', 'del', name);
  return undefined;
}

/** Removes what a run left that was killed: its number, which is in the names, is nobody's any more. */
function removeForgotten(): void {
  const names = String(execFileSync('ip', ['netns', 'list'])).match(/^trickle-\d+-\S+/gm) ?? [];
  for (const name of names) if (!isRunning(Number(name.split('-')[1]))) spawnSync('ip', ['netns', 'del', name]);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Two private networks, each behind a router of its own, and a public one with a server between them; five network namespaces
 * of this machine. What the routers do is up to `setRules`.
 */
export class TwoNetworks {
  readonly #id = process.pid;
  readonly #made: string[] = [];

  constructor() {
    removeForgotten();
    this.#add('inet');
    this.#in('inet', 'link', 'add', 'public', 'type', 'bridge');
    this.#in('inet', 'addr', 'add', `${serverAddress}/24`, 'dev', 'public');
    this.#in('inet', 'link', 'set', 'public', 'up');
    for (const side of ['a', 'b'] as const) this.#addSide(side);
  }

  /** The name of a namespace: `inet` with the servers, `nat-a` the router of A, `lan-a` where A's browser is. */
  name(part: 'inet' | `nat-${Side}` | `lan-${Side}`): string {
    return `trickle-${this.#id}-${part}`;
  }

  /** The command that runs another one inside a namespace. */
  inside(part: Parameters<TwoNetworks['name']>[0]): string[] {
    return ['ip', 'netns', 'exec', this.name(part)];
  }

  /** Replaces all that a router does by these rules, in the language of nft. */
  setRules(side: Side, rules: string): void {
    const [command = '', ...args] = [...this.inside(`nat-${side}`), 'nft', '-f', '-'];
    execFileSync(command, args, { input: `flush ruleset\n${rules}`, stdio: ['pipe', 'ignore', 'pipe'] });
  }

  /** Removes every namespace; what runs inside must have ended. */
  remove(): void {
    for (const name of this.#made) ip('netns', 'del', name);
  }

  #add(part: Parameters<TwoNetworks['name']>[0]): void {
    ip('netns', 'add', this.name(part));
    this.#made.push(this.name(part));
    this.#in(part, 'link', 'set', 'lo', 'up');
  }

  #in(part: Parameters<TwoNetworks['name']>[0], ...args: string[]): void {
    ip('-n', this.name(part), ...args);
  }

  #addSide(side: Side): void {
    const { wan, gateway, host } = sides[side];
    const [nat, lan] = [`nat-${side}`, `lan-${side}`] as const;
    this.#add(nat);
    this.#add(lan);
    this.#in(nat, 'link', 'add', 'wan', 'type', 'veth', 'peer', 'name', `to-${side}`, 'netns', this.name('inet'));
    this.#in(nat, 'link', 'add', 'lan', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.name(lan));
    this.#in('inet', 'link', 'set', `to-${side}`, 'master', 'public', 'up');
    this.#in(nat, 'addr', 'add', `${wan}/24`, 'dev', 'wan');
    this.#in(nat, 'addr', 'add', `${gateway}/24`, 'dev', 'lan');
    this.#in(nat, 'link', 'set', 'wan', 'up');
    this.#in(nat, 'link', 'set', 'lan', 'up');
    this.#in(lan, 'addr', 'add', `${host}/24`, 'dev', 'eth0');
    this.#in(lan, 'link', 'set', 'eth0', 'up');
    this.#in(lan, 'route', 'add', 'default', 'via', gateway);
    execFileSync('ip', ['netns', 'exec', this.name(nat), 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
  }
}
