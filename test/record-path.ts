/**
 * Records the call of the lesson on paths that die in Chromium, on the built site and through our own relay, for the place where such
 * a call cannot be had: `npm run build`, then `node test/record-path.ts`. It is cut until it has failed, mended and restarted.
 */
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace } from '#domain/trace-file.ts';
import { readPacket } from '#domain/turn-packet.ts';
import { chromiumArguments, chromiumPath } from './browsers.ts';
import { startSite } from './server.ts';

/** Ms of the call before the cut, in `failed`, and after the restart, so that each has room for its name. */
const lasting = { before: 8_000, failed: 6_000, after: 7_000 } as const;

/** What is drawn: no candidates, nothing of the server's books, and of packets the checks on their way in. */
function isKept(event: TraceEvent): boolean {
  if (event.type === 'relay' || event.type === 'data' || event.type === 'received') return false;
  if (event.type === 'sent') return event.body.kind === 'description';
  if (event.type !== 'packet') return true;
  const packet = readPacket(event);
  return event.leg === 'client' && event.direction === 'in' && packet.kind === 'data' && packet.inner === 'check';
}

/** A check by its head alone, and no more of a sample than what flowed: the file is sent to each reader. */
function slim(event: TraceEvent): TraceEvent {
  if (event.type === 'packet') return { ...event, hex: event.hex.slice(0, 48) };
  return event.type === 'stats' ? { ...event, pairs: [] } : event;
}

const server = await startSite();
const browser = await chromium.launch({
  args: chromiumArguments,
  ...(chromiumPath && { executablePath: chromiumPath }),
});
const page = await browser.newPage();
await page.goto(`${server.origin}/en/connectivity/when-paths-die/`);
const path = page.locator('dying-path');
await path.scrollIntoViewIfNeeded();
await page.locator('dying-path[data-ready]').waitFor();
const press = (name: string): Promise<void> => path.locator(`[data-do="${name}"]`).click();
const reached = (value: string): Promise<unknown> =>
  page.waitForFunction((wanted) => {
    const trace: TraceEvent[] = Reflect.get(document.querySelector('dying-path') ?? {}, 'trace');
    const last = (peer: string) =>
      trace.findLast((each) => each.peer === peer && each.type === 'state' && each.attribute === 'connectionState');
    return ['a', 'b'].every((peer) => Reflect.get(last(peer) ?? {}, 'value') === wanted);
  }, value);
const now = (): Promise<number> =>
  path.evaluate((element) => {
    const trace: TraceEvent[] = Reflect.get(element, 'trace');
    return trace.at(-1)?.t ?? 0;
  });
/** The call samples itself every second, so its trace tells how long it lasts. */
const lasts = async (ms: number): Promise<void> => {
  await page.waitForFunction(
    (until) => {
      const trace: TraceEvent[] = Reflect.get(document.querySelector('dying-path') ?? {}, 'trace');
      return (trace.at(-1)?.t ?? 0) >= until;
    },
    (await now()) + ms,
  );
};
await press('call');
await reached('connected');
await lasts(lasting.before);
await press('cut-path');
await reached('failed');
await lasts(lasting.failed);
await press('cut-path');
await press('restart');
await reached('connected');
await lasts(lasting.after);
const events = await path.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);
const label = `Chromium ${browser.version().split('.')[0]}`;
const file = new URL('../src/widgets/dying-path/recorded-call.json', import.meta.url);
writeFileSync(file, `${formatTrace(label, events.filter(isKept).map(slim))}\n`);
await browser.close();
await server.stop();
