/**
 * Records the checks of two connections in Chromium and Firefox, on the built site with its own STUN and TURN server, into
 * test/fixtures/traces, and the run that comes with the lesson: `npm run build`, then `node test/record-checks.ts`
 */
import { writeFileSync } from 'node:fs';
import { type Browser, chromium, firefox, type Page } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace } from '#domain/trace-file.ts';
import { chromiumArguments, chromiumPath, firefoxPath, firefoxPreferences } from './browsers.ts';
import { startSite } from './server.ts';

const browsers: Record<string, () => Promise<Browser>> = {
  Chromium: () =>
    chromium.launch({
      args: chromiumArguments.filter((flag) => !flag.includes('fake')),
      ...(chromiumPath && { executablePath: chromiumPath }),
    }),
  Firefox: () =>
    firefox.launch({
      firefoxUserPrefs: { ...firefoxPreferences, 'media.peerconnection.ice.obfuscate_host_addresses': true },
      ...(firefoxPath && { channel: 'moz-firefox', executablePath: firefoxPath }),
    }),
};

/** Lets the checks happen with the servers chosen, and gives the trace once they are over. */
async function record(page: Page, servers: 'none' | 'turn'): Promise<TraceEvent[]> {
  const panel = page.locator('check-list');
  await panel.locator(`[name="checks-servers"][value="${servers}"]`).check({ force: true });
  await panel.locator('[data-do="step"]').click();
  await panel.locator('[data-part="clock"]:not(:empty)').waitFor();
  return panel.evaluate((element) => [...Reflect.get(element, 'trace')]);
}

const server = await startSite();
for (const [name, launch] of Object.entries(browsers)) {
  const browser = await launch();
  const label = `${name} ${browser.version().split('.')[0]}`;
  for (const servers of ['none', 'turn'] as const) {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/en/connectivity/checks/`);
    await page.locator('check-list').scrollIntoViewIfNeeded();
    await page.locator('check-list[data-ready]').waitFor();
    const text = formatTrace(label, await record(page, servers));
    const fixture = `fixtures/traces/${name.toLowerCase()}-checks-${servers === 'none' ? 'host' : 'relay'}.json`;
    writeFileSync(new URL(fixture, import.meta.url), text);
    const still = new URL('../src/widgets/check-list/recorded-run.json', import.meta.url);
    if (name === 'Chromium' && servers === 'turn') writeFileSync(still, text);
    await page.close();
  }
  await browser.close();
}
await server.stop();
