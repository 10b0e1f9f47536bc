import type { Browser, Locator } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { BenchPage, lesson } from '../browser/bench-page.ts';
import { TwoTabPage, twoTabsLesson } from '../browser/two-tab-page.ts';
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
    for (const [bench, linkOf] of [
      ['the bench', linkOfNegotiation],
      ['two tabs', linkOfTwoTabs],
    ] as const) {
      const a = await linkOf(browser, server.origin);
      const name = `link of a data channel's run of ${bench}, ${samples / 2} s connected / 8 kB`;
      yield figureOf({ name, limit: 1, unit: 'characters' }, [{ a, b: most }]);
    }
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

async function linkOfTwoTabs(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext();
  const a = await new TwoTabPage(await context.newPage()).open(origin + twoTabsLesson);
  await a.bench.locator('input[value=data]').check();
  const b = await a.openOther();
  await a.waitForReason(/^paired/);
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
  await a.bench.locator('.log summary').click();
  const length = await lengthOfLink(a.bench);
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
