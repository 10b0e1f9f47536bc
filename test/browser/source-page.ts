import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { serveSources } from '../bench/page.ts';
import { top } from '../server.ts';

const rooms = ['domain', 'lab', 'machines'].map((name) => [`#${name}/`, `/src/${name}/`]);
const imports = { ...Object.fromEntries(rooms), xstate: '/node_modules/xstate/dist/xstate.esm.js' };
/** Gives `use` an empty page of its own context at `origin` that can import our sources: `/test/browser/half.page.ts`. */
export async function withSourcePage<T>(browser: Browser, origin: string, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await use(await openSourcePage(context, origin));
  } finally {
    await context.close();
  }
}

/**
 * Opens such a page in a context, beside others. It is a document that the server really sent: Chromium lets no other page open a
 * WebSocket to this machine.
 */
export async function openSourcePage(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.route(`${origin}/node_modules/**`, async (route) => {
    const body = await readFile(join(top, new URL(route.request().url()).pathname), 'utf8');
    await route.fulfill({ contentType: 'text/javascript', body });
  });
  await serveSources(page, origin);
  await page.addInitScript(addImportMap, JSON.stringify({ imports }));
  await page.goto(`${origin}/robots.txt`);
  return page;
}

/** Runs in the page, before anything is imported. */
function addImportMap(json: string): void {
  document.addEventListener('DOMContentLoaded', () => {
    const map = Object.assign(document.createElement('script'), { type: 'importmap', textContent: json });
    document.head.append(map);
  });
}
