import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../browsers.ts';
import { top } from '../server.ts';

/** An address that nobody serves: all that a page of sources asks for is answered from the disk. */
const origin = 'http://localhost:1';

/** `#domain/` is `/src/domain/`, as in package.json. */
const imports = Object.fromEntries(
  readdirSync(join(top, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [`#${name}/`, `/src/${name}/`]),
);

const html = `<!doctype html><meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports })}</script>`;

/** Starts the Chromium of this machine, with more arguments if need be. */
export function launchChromium(...more: string[]): Promise<Browser> {
  return chromium.launch({
    args: [...chromiumArguments, ...more],
    ...(chromiumPath && { executablePath: chromiumPath }),
  });
}

/** Gives `use` an empty page of its own context that can import our sources: `/src/lab/recorder.ts`. */
export async function withSources<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.route(`${origin}/`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await serveSources(page, origin);
    await page.goto(origin);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Lets a page of `origin` import our sources, with their types taken off: `/test/bench/connect.page.ts`. */
export async function serveSources(page: Page, origin: string): Promise<void> {
  await page.route(`${origin}/**/*.ts`, async (route) => {
    const source = await readFile(join(top, new URL(route.request().url()).pathname), 'utf8');
    await route.fulfill({ contentType: 'text/javascript', body: stripTypeScriptTypes(source) });
  });
}
