import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages, isDebian, isRoot } from './debian.ts';

/** Programs of others that ours is tried against or tried in, and the packages of Debian that hold them. */
const packageOf = {
  turnserver: 'coturn',
  tshark: 'tshark',
  ip: 'iproute2',
  nft: 'nftables',
  nginx: 'nginx',
  haproxy: 'haproxy',
} as const;

/** Where it is, Debian's packages start no service by themselves: it is so in containers. */
const keepsServicesDown = '/usr/sbin/policy-rc.d';

/**
 * Sees to what the tests need beside browsers: in a container of Debian's, root gets what is missing. Elsewhere, and where it cannot be
 * had, it is said what is missing, and the tests that need it skip themselves.
 */
export function findCounterparts(): void {
  if (missing().length > 0 && isDebian() && isRoot() && existsSync(keepsServicesDown)) {
    try {
      installPackages(missing());
    } catch (error) {
      console.log(String(error));
    }
  }
  const names = missing();
  if (names.length > 0) console.log(`Not here, so some tests are skipped: ${names.join(', ')}`);
}

function missing(): string[] {
  return Object.entries(packageOf)
    .filter(([command]) => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0)
    .map(([, name]) => name);
}
