import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { startSite } from '../server.ts';
import { type Figure, figureOf, quantile } from './figure.ts';
import { launchChromium, serveSources } from './page.ts';

const lesson = '/en/signaling/two-tabs/';
const sources = '/test/bench/two-tabs.page.ts';

/** Of each kind; new tabs for each, as a reader opens them. */
const runs = 15;

/** Pings of A before the run: both pages have loaded by then, as bare ones have at once. */
const pingsBefore = 4;

/** Where two tabs meet: over which carrier, and at which server. */
interface Meeting {
  context: BrowserContext;
  origin: string;
  carrier: string;
}

/** Two tabs of the bench that run without being stepped, against two bare tabs over the same carrier. */
export async function* figures(): AsyncGenerator<Figure> {
  const server = await startSite();
  const browser = await launchChromium();
  try {
    for (const carrier of ['broadcast-channel', 'peerserver']) {
      const times = { bench: [] as number[], bare: [] as number[] };
      for (let run = -1; run < runs; run++) {
        const meeting = { origin: server.origin, carrier };
        const bench = await inContext(browser, (context) => benchTabs({ ...meeting, context }));
        const bare = await inContext(browser, (context) => bareTabs({ ...meeting, context }));
        if (run < 0) continue;
        times.bench.push(bench);
        times.bare.push(bare);
      }
      yield figureOf({ name: `two tabs connected over ${carrier} / two bare tabs, p50`, limit: 1.2, unit: 'ms' }, [
        { a: quantile(times.bench, 0.5), b: quantile(times.bare, 0.5) },
      ]);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Runs the bench of A's tab, with B's that it opened; gives the ms from its start until both are connected. */
async function benchTabs({ context, origin, carrier }: Meeting): Promise<number> {
  const a = await context.newPage();
  await a.goto(origin + lesson);
  const bench = a.locator('two-tab-bench');
  await bench.scrollIntoViewIfNeeded();
  await bench.and(a.locator('[data-ready]')).waitFor();
  await bench.locator(`[data-carrier=${carrier}]`).click();
  await bench.locator('input[value=data]').check();
  const [b] = await Promise.all([context.waitForEvent('page'), bench.locator('[data-do=open]').click()]);
  await bench.locator('[data-part=next-code]:not(:empty)').waitFor();
  await a.waitForFunction((pings) => {
    const bench = document.querySelector('two-tab-bench');
    const trace: TraceEvent[] = bench ? Reflect.get(bench, 'trace') : [];
    return trace.filter(({ type }) => type === 'ping').length >= pings;
  }, pingsBefore);
  const started = await bench.locator('[data-do=run]').evaluate((button: HTMLElement) => {
    const now = performance.timeOrigin + performance.now();
    button.click();
    return now;
  });
  return (await lastConnected(a, b)) - started;
}

/** The same of two tabs that hold nothing but the connection and its carrier, the second opened by the first as well. */
async function bareTabs({ context, origin, carrier }: Meeting): Promise<number> {
  const a = await context.newPage();
  await a.goto(`${origin}/healthz`);
  const [b] = await Promise.all([context.waitForEvent('page'), a.evaluate(() => void window.open(location.href))]);
  for (const [page, end] of [
    [a, 'a'],
    [b, 'b'],
  ] as const) {
    await page.waitForLoadState();
    await serveSources(page, origin);
    await page.evaluate(
      async ([module, carrier, end]) => {
        const { sitDown }: typeof import('./two-tabs.page.ts') = await import(module);
        await sitDown(carrier, end);
      },
      [sources, carrier, end] as const,
    );
  }
  const started = await a.evaluate(async (module) => {
    const { offer }: typeof import('./two-tabs.page.ts') = await import(module);
    const now = performance.timeOrigin + performance.now();
    await offer();
    return now;
  }, sources);
  return (await lastConnected(a, b)) - started;
}

/** Gives `use` a context whose pages note when a connection of theirs became connected. */
async function inContext<T>(browser: Browser, use: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('connectionstatechange', () => {
          const now = performance.timeOrigin + performance.now();
          if (this.connectionState === 'connected') Object.assign(window, { connectedAt: now });
        });
      }
    };
  });
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

/** When the later of two pages was connected, in ms since the epoch. */
async function lastConnected(...pages: Page[]): Promise<number> {
  const noted = pages.map((page) => page.waitForFunction((): unknown => Reflect.get(window, 'connectedAt')));
  const times = await Promise.all(noted.map(async (handle) => Number(await (await handle).jsonValue())));
  return Math.max(...times);
}
