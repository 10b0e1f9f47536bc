import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium, firefox } from '@playwright/test';
import { chromiumPath, firefoxPath } from './browsers.ts';

const packages = ['chromium', 'firefox-esr', 'fonts-noto-cjk'];

/** Sees to a Chromium and a Firefox for the tests: installs Debian's as root, and elsewhere throws what to run. */
export function findBrowsers(): void {
  const found = [chromiumPath ?? chromium.executablePath(), firefoxPath ?? firefox.executablePath()];
  if (found.every(existsSync)) return;
  if (!isDebian() || process.getuid?.() !== 0) throw new Error(adviceHere());
  console.log(`Installing ${packages.join(', ')} …`);
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...packages]);
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed`);
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function adviceHere(): string {
  const install = isDebian() ? `sudo apt-get install ${packages.join(' ')}` : 'npx playwright install chromium firefox';
  return `The tests need Chromium and Firefox. Run: ${install}\nOr say where they are: CHROMIUM=… FIREFOX=… npm test`;
}
