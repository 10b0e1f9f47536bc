/**
 * Records runs of the bench in Chromium and Firefox, on the built site, into test/fixtures/traces, and the one that stands in
 * the bench's place where nothing can run: `npm run build`, then `node test/record-traces.ts`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, firefox } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace } from '#domain/trace-file.ts';
import { chromiumArguments, chromiumPath, firefoxPath, firefoxPreferences } from './browsers.ts';
import { startSite } from './server.ts';

const runs = [
  { name: 'data', carries: 'data', trickle: true },
  { name: 'data-whole', carries: 'data', trickle: false },
  { name: 'media', carries: 'media', trickle: true },
  { name: 'both', carries: 'both', trickle: true },
];

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

/** Runs in the page: steps the bench to its end, waits until both are connected and something has flowed, and gives the trace. */
async function record({ carries, trickle }: { carries: string; trickle: boolean }): Promise<TraceEvent[]> {
  const bench = document.querySelector('negotiation-bench');
  const press = (selector: string): void => bench?.querySelector<HTMLElement>(selector)?.click();
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const trace = (): TraceEvent[] => (bench ? [...Reflect.get(bench, 'trace')] : []);
  press(`input[value=${carries}]`);
  if (!trickle) press('input[name=trickle]');
  const peers = (test: (event: TraceEvent) => boolean): number =>
    new Set(
      trace()
        .filter(test)
        .map(({ peer }) => peer),
    ).size;
  const connected = (event: TraceEvent): boolean =>
    event.type === 'state' && event.attribute === 'connectionState' && event.value === 'connected';
  const heard = (event: TraceEvent): boolean => event.type === 'data' && event.direction === 'received';
  const seen = (event: TraceEvent): boolean => event.type === 'stats' && (event.framesDecoded ?? 0) > 0;
  const sampled = (event: TraceEvent): boolean => event.type === 'stats' && event.bytesReceived > 0;
  const flows = (): boolean =>
    [connected, sampled, carries === 'media' ? seen : heard, carries === 'data' ? heard : seen].every(
      (test) => peers(test) === 2,
    );
  const over = (): boolean => bench?.querySelector('[data-do=step]')?.getAttribute('aria-disabled') === 'true';
  for (let tries = 0; tries < 1200 && !(over() && flows()); tries += 1) {
    if (!over()) press('[data-do=step]');
    await frame();
  }
  return trace();
}

const folder = new URL('fixtures/traces/', import.meta.url);
mkdirSync(folder, { recursive: true });
const server = await startSite();
for (const [name, launch] of Object.entries(browsers)) {
  const browser = await launch();
  const label = `${name} ${browser.version().split('.')[0]}`;
  for (const run of runs) {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/en/signaling/offer-answer/`);
    await page.locator('negotiation-bench').scrollIntoViewIfNeeded();
    await page.locator('negotiation-bench[data-ready]').waitFor();
    const text = formatTrace(label, await page.evaluate(record, run));
    writeFileSync(new URL(`${name.toLowerCase()}-${run.name}.json`, folder), text);
    const still = new URL('../src/widgets/recorded-run.json', import.meta.url);
    if (name === 'Chromium' && run.name === 'data') writeFileSync(still, text);
    await page.close();
  }
  await browser.close();
}
await server.stop();
