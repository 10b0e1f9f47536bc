/**
 * Records one run over each carrier of signaling in Chromium, on the built site and with its server, for the place where such a
 * run cannot be had: `npm run build`, then `node test/record-carriers.ts`. Of some runs the fastest is kept: others waited for the
 * machine, not for the carrier.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { milestonesOf } from '#domain/milestones.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace } from '#domain/trace-file.ts';
import { chromiumArguments, chromiumPath } from './browsers.ts';
import { startSite } from './server.ts';

const carriers = ['in-page', 'broadcast-channel', 'peerserver', 'polling', 'copy-paste'];
const tries = 15;

/** What crossed, as the page shows it. */
interface Recorded {
  events: TraceEvent[];
  requests: number;
  texts: { message: number; text: string }[];
}

/** Runs over a carrier and waits until the run is over; copy and paste is done as fast as a program can. */
async function run(page: Page, carrier: string): Promise<void> {
  await page.locator(`[data-run="${carrier}"]`).click();
  if (carrier === 'copy-paste') {
    for (const [from, into] of ['ab', 'ba']) {
      await page.waitForFunction((peer) => {
        const box = document.querySelector(`[data-out="${peer}"]`);
        return box instanceof HTMLTextAreaElement && box.value !== '';
      }, from);
      await page.locator(`[data-in="${into}"]`).fill(await page.locator(`[data-out="${from}"]`).inputValue());
      await page.locator(`[data-hand="${into}"]`).click();
    }
  }
  await page.locator('signaling-carriers:not([data-running])').waitFor();
  await page.locator('[data-part="said"]', { hasText: 'connected' }).waitFor();
}

async function record(page: Page, carrier: string): Promise<Recorded> {
  await run(page, carrier);
  const widget = page.locator('signaling-carriers');
  const events = await widget.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);
  const numbers = events.flatMap((event) => (event.type === 'sent' ? [event.message] : []));
  const texts: Recorded['texts'] = [];
  for (const [place, message] of numbers.entries()) {
    await widget.locator('ol.messages button').nth(place).click();
    await widget.locator('ol.messages button').nth(place).and(page.locator('[aria-pressed="true"]')).waitFor();
    texts.push({ message, text: (await widget.locator('.text pre').textContent()) ?? '' });
  }
  const through = await widget.locator(`.instrument [data-row="${carrier}"] [data-cell="through"]`).textContent();
  return { events, requests: Number(/in (\d+) requests/.exec(through ?? '')?.[1] ?? 0), texts };
}

/** Milliseconds from A's first call until both are connected. */
function timeOf({ events }: Recorded): number {
  const began = events.find(({ type }) => type === 'call')?.t ?? 0;
  return (milestonesOf(events).find(({ key }) => key === 'connected')?.t ?? Infinity) - began;
}

const folder = new URL('../src/widgets/signaling-carriers/recorded/', import.meta.url);
mkdirSync(folder, { recursive: true });
const server = await startSite();
const browser = await chromium.launch({
  args: chromiumArguments.filter((flag) => !flag.includes('fake')),
  ...(chromiumPath && { executablePath: chromiumPath }),
});
const label = `Chromium ${browser.version().split('.')[0]}`;
const page = await browser.newPage();
await page.goto(`${server.origin}/en/signaling/what-signaling-is/`);
await page.locator('signaling-carriers').scrollIntoViewIfNeeded();
await page.locator('signaling-carriers[data-ready]').waitFor();
const crossed: Record<string, Omit<Recorded, 'events'>> = {};
for (const carrier of carriers) {
  const runs: Recorded[] = [];
  for (let made = 0; made < tries; made += 1) runs.push(await record(page, carrier));
  const [fastest] = runs.sort((one, two) => timeOf(one) - timeOf(two));
  if (!fastest) throw new Error(`No run over ${carrier}.`);
  const { events, ...rest } = fastest;
  writeFileSync(new URL(`${carrier}.json`, folder), formatTrace(label, events));
  crossed[carrier] = rest;
}
writeFileSync(new URL('crossed.json', folder), `${JSON.stringify(crossed, undefined, 2)}\n`);
await browser.close();
await server.stop();
