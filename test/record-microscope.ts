/**
 * Records what the packet microscope shows of Chromium, for a host without our server; needs a built site:
 * `node test/record-microscope.ts`
 */
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace } from '#domain/trace-file.ts';
import { chromiumArguments, chromiumPath } from './browsers.ts';
import { startSite } from './server.ts';

const site = await startSite();
const browser = await chromium.launch({
  args: chromiumArguments,
  ...(chromiumPath && { executablePath: chromiumPath }),
});
try {
  const page = await browser.newPage({ baseURL: site.origin });
  await page.goto('/en/connectivity/stun/');
  const microscope = page.locator('packet-microscope');
  await microscope.scrollIntoViewIfNeeded();
  const name = `Chromium ${browser.version().split('.')[0]}`;
  const record = async (file: string): Promise<void> => {
    await page.locator('packet-microscope[data-ready=shown]').waitFor();
    const events = await microscope.evaluate((element) => ('trace' in element ? (element.trace as TraceEvent[]) : []));
    writeFileSync(
      new URL(`../src/widgets/packet-microscope/${file}`, import.meta.url),
      `${formatTrace(name, events)}\n`,
    );
  };
  await record('recorded-binding.json');
  await microscope.getByText('peer, as a check').click();
  await page.locator('packet-microscope:not([data-ready])').waitFor();
  await record('recorded-check.json');
} finally {
  await browser.close();
  await site.stop();
}
