import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../browsers.ts';
import type { Side, TwoNetworks } from './namespaces.ts';

/** Chromium on the host of one side. */
export class BrowserBehind {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(page: Page, browser: Browser, folder: string) {
    this.page = page;
    this.#browser = browser;
    this.#folder = folder;
  }

  static async start(networks: TwoNetworks, side: Side): Promise<BrowserBehind> {
    const folder = await mkdtemp(join(tmpdir(), 'trickle-behind-'));
    const executablePath = join(folder, 'chromium');
    const command = [...networks.inside(`lan-${side}`), chromiumPath ?? chromium.executablePath()].join(' ');
    await writeFile(executablePath, `#!/bin/sh\nexec ${command} "$@"\n`);
    await chmod(executablePath, 0o755);
    const browser = await chromium.launch({ executablePath, args: chromiumArguments });
    return new BrowserBehind(await browser.newPage(), browser, folder);
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
