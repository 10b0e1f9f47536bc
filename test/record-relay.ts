/**
 * Records the call of the lesson on TURN in Chromium, on the built site and through our own relay, for the place where such a call
 * cannot be had: `npm run build`, then `node test/record-relay.ts`. The page is touched first, so that there is a tone to send.
 */
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace } from '#domain/trace-file.ts';
import { chromiumArguments, chromiumPath } from './browsers.ts';
import { startSite } from './server.ts';

/** Ms of a call that are kept: media flows by then, and the relay has counted it for a second. */
const kept = 2000;

/** What a reader sees nothing of: ids of candidates, a second sample of the same. */
const isKept = ({ t, type }: TraceEvent): boolean => t <= kept && type !== 'call' && type !== 'result';

const server = await startSite();
const browser = await chromium.launch({
  args: chromiumArguments.filter((flag) => !flag.includes('fake')),
  ...(chromiumPath && { executablePath: chromiumPath }),
});
const page = await browser.newPage();
await page.goto(`${server.origin}/en/connectivity/turn/`);
const call = page.locator('relayed-call');
await call.scrollIntoViewIfNeeded();
await page.locator('relayed-call[data-ready]').waitFor();
await call.locator('[data-do="again"]').click();
await page.waitForFunction((ms) => {
  const trace: TraceEvent[] = Reflect.get(document.querySelector('relayed-call') ?? {}, 'trace');
  return (trace.at(-1)?.t ?? 0) > ms;
}, kept);
const events = await call.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);
const label = `Chromium ${browser.version().split('.')[0]}`;
const file = new URL('../src/widgets/relayed-call/recorded-call.json', import.meta.url);
writeFileSync(file, `${formatTrace(label, events.filter(isKept))}\n`);
await browser.close();
await server.stop();
