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

/** Starts the Chromium of this machine; `js` are flags of its engine, as `--expose-gc`. */
export function launchChromium(js = ''): Promise<Browser> {
  const args = [...chromiumArguments, ...(js ? [`--js-flags=${js}`] : [])];
  return chromium.launch({ args, ...(chromiumPath && { executablePath: chromiumPath }) });
}

/** Gives `use` a page of its own context that can import our sources, with their types taken off: `/src/lab/recorder.ts`. */
export async function withSources<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
      const source = await readFile(join(top, pathname), 'utf8');
      return route.fulfill({ contentType: 'text/javascript', body: stripTypeScriptTypes(source) });
    });
    await page.goto(origin);
    return await use(page);
  } finally {
    await context.close();
  }
}
