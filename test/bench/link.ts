import type { Browser, Locator } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { BenchPage, lesson } from '../browser/bench-page.ts';
import { startSite } from '../server.ts';
import { type Figure, figureOf } from './figure.ts';
import { launchChromium } from './page.ts';

/** Most characters of a link, its address and all. */
const most = 8_000;

/** Samples that a run of a data channel has when it is shared: both ends are looked at each second. */
const samples = 20;

/** The link of a run with a data channel, as its bench copies it. */
export async function* figures(): AsyncGenerator<Figure> {
  const server = await startSite();
  const browser = await launchChromium();
  try {
    const length = await linkOfNegotiation(browser, server.origin);
    yield figureOf(
      { name: `link of the bench's run, ${samples / 2} s connected / 8 kB`, limit: 1, unit: 'characters' },
      [{ a: length, b: most }],
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function linkOfNegotiation(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext();
  const bench = new BenchPage(await context.newPage());
  await bench.open(origin + lesson);
  await bench.bench.locator('input[value=data]').check();
  await bench.stepToEnd();
  const length = await lengthOfLink(bench.bench);
  await context.close();
  return length;
}

/** Copies the link of a bench once its run has been watched for a while. */
function lengthOfLink(bench: Locator): Promise<number> {
  return bench.evaluate(async (element, samples) => {
    const trace = (): TraceEvent[] => Reflect.get(element, 'trace');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (trace().filter(({ type }) => type === 'stats').length < samples) await frame();
    const { promise, resolve } = Promise.withResolvers<string>();
    navigator.clipboard.writeText = async (text) => resolve(text);
    element.querySelector<HTMLElement>('[data-do=copy-link]')?.click();
    return (await promise).length;
  }, samples);
}
