import type { CDPSession, Page } from '@playwright/test';
import { startSite } from '../server.ts';
import { type Figure, figureOf } from './figure.ts';
import { launchChromium, serveSources } from './page.ts';

const lesson = '/en/signaling/offer-answer/';
const sources = '/test/bench/leak.page.ts';

/** Batches that are looked at, and the mounts of each; Chromium refuses connections once some hundreds await collection. */
const batches = 10;
const mounts = 20;

/** Compiled code would grow the heap for as long as the engine finds something to make faster. */
const withoutCompiler = '--js-flags=--jitless --no-flush-bytecode';

/** What is left of the bench when it was mounted, run and removed 200 times, and how the heap grew against bare pairs. */
export async function* figures(): AsyncGenerator<Figure> {
  const server = await startSite();
  const browser = await launchChromium(withoutCompiler);
  try {
    const page = await browser.newPage();
    await serveSources(page, server.origin);
    await page.goto(server.origin + lesson);
    const bench = page.locator('negotiation-bench');
    await bench.scrollIntoViewIfNeeded();
    await bench.and(page.locator('[data-ready]')).waitFor();
    await bench.evaluate((element) => element.remove());
    yield* figuresOf(page, await page.context().newCDPSession(page));
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function* figuresOf(page: Page, inspector: CDPSession): AsyncGenerator<Figure> {
  await page.evaluate(async (module) => {
    const { watch }: typeof import('./leak.page.ts') = await import(module);
    watch();
  }, sources);
  await warmUp(page, 'connectPairs');
  const pairs = await grow(page, inspector, 'connectPairs');
  await warmUp(page, 'runBenches');
  const before = await look(page, inspector);
  const benches = await grow(page, inspector, 'runBenches');
  const after = await look(page, inspector);
  const left = { ...after.alive, listeners: after.listeners - before.listeners, nodes: after.nodes - before.nodes };
  for (const [what, count] of Object.entries(left)) {
    yield figureOf({ name: `${what} left / ${batches * mounts} benches`, limit: 0, unit: what }, [
      { a: count, b: batches * mounts },
    ]);
  }
  const unit = 'bytes a mount';
  yield figureOf({ name: 'heap slope of benches / of bare pairs', limit: 1.1, unit }, [
    { a: slope(benches), b: slope(pairs) },
  ]);
}

type Work = 'runBenches' | 'connectPairs';

function work(page: Page, name: Work): Promise<void> {
  return page.evaluate(
    async ([module, work, count]) => {
      const page: typeof import('./leak.page.ts') = await import(module);
      await page[work](count);
    },
    [sources, name, mounts] as const,
  );
}

/** Two batches that do not count: what is loaded and remembered for good is then. */
async function warmUp(page: Page, name: Work): Promise<void> {
  await work(page, name);
  await work(page, name);
}

/** Bytes of the heap after each batch. */
async function grow(page: Page, inspector: CDPSession, name: Work): Promise<number[]> {
  const heap: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    await work(page, name);
    heap.push((await look(page, inspector)).heap);
  }
  return heap;
}

/** What the page holds once all is collected that can be. */
async function look(page: Page, inspector: CDPSession) {
  const alive = await page.evaluate(async (module) => {
    const page: typeof import('./leak.page.ts') = await import(module);
    return page.alive();
  }, sources);
  for (let time = 0; time < 3; time++) await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  const { jsEventListeners, nodes } = await inspector.send('Memory.getDOMCounters');
  return { alive, heap: usedSize, listeners: jsEventListeners, nodes };
}

/** Bytes that one mount adds: the least squares line through the batches. */
function slope(heap: number[]): number {
  const middle = (heap.length - 1) / 2;
  const mean = heap.reduce((sum, bytes) => sum + bytes, 0) / heap.length;
  const across = heap.reduce((sum, bytes, batch) => sum + (batch - middle) * (bytes - mean), 0);
  const along = heap.reduce((sum, _, batch) => sum + (batch - middle) ** 2, 0);
  return across / along / mounts;
}
