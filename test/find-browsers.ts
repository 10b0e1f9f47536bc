import { existsSync } from 'node:fs';
import { chromium, firefox } from '@playwright/test';
import { chromiumPath, firefoxPath } from './browsers.ts';
import { installPackages, isDebian, isRoot } from './debian.ts';

const packages = ['chromium', 'firefox-esr', 'fonts-noto-cjk'];

/** Sees to a Chromium and a Firefox for the tests: installs Debian's as root, and elsewhere throws what to run. */
export function findBrowsers(): void {
  const found = [chromiumPath ?? chromium.executablePath(), firefoxPath ?? firefox.executablePath()];
  if (found.every(existsSync)) return;
  if (!isDebian() || !isRoot()) throw new Error(adviceHere());
  installPackages(packages);
}

function adviceHere(): string {
  const install = isDebian() ? `sudo apt-get install ${packages.join(' ')}` : 'npx playwright install chromium firefox';
  return `The tests need Chromium and Firefox. Run: ${install}\nOr say where they are: CHROMIUM=… FIREFOX=… npm test`;
}
