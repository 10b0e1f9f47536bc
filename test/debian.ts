import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Installs Debian's packages, as root; throws when they cannot be had. */
export function installPackages(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} …`);
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...packages]);
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed`);
}
