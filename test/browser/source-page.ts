import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { serveSources } from '../bench/page.ts';
import { top } from '../server.ts';

const rooms = ['domain', 'lab', 'machines'].map((name) => [`#${name}/`, `/src/${name}/`]);
const imports = { ...Object.fromEntries(rooms), xstate: '/node_modules/xstate/dist/xstate.esm.js' };
const html = `<!doctype html><meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports })}</script>`;

/** Gives `use` an empty page of its own context at `origin` that can import our sources: `/test/browser/half.page.ts`. */
export async function withSourcePage<T>(browser: Browser, origin: string, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await use(await openSourcePage(context, origin));
  } finally {
    await context.close();
  }
}

/** Opens such a page in a context, beside others. */
export async function openSourcePage(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.route(`${origin}/sources/`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.route(`${origin}/node_modules/**`, async (route) => {
    const body = await readFile(join(top, new URL(route.request().url()).pathname), 'utf8');
    await route.fulfill({ contentType: 'text/javascript', body });
  });
  await serveSources(page, origin);
  await page.goto(`${origin}/sources/`);
  return page;
}
