import type { Page } from '@playwright/test';
import { natBehaviours } from '#domain/nat/behaviour.ts';
import { predictPath } from '#domain/nat/path.ts';
import { startSite } from '../server.ts';
import { type Figure, figureOf, quantile } from './figure.ts';
import { launchChromium } from './page.ts';

const rounds = 7;

/** The time to predict all pairs of NATs, whoever starts, and what a frame of the NAT lab costs while it is stepped and while its map fills. */
export async function* figures(): AsyncGenerator<Figure> {
  predictAll();
  const predicted = Array.from({ length: rounds }, () => ({ a: predictAll(), b: 200 }));
  yield figureOf({ name: 'NAT lab: 81 cells x 2 start orders / 200 ms', limit: 1, unit: 'ms' }, predicted);
  const server = await startSite();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await watchFrames(page);
    await page.goto(`${server.origin}/en/connectivity/nat-lab/`);
    await page.locator('nat-lab').scrollIntoViewIfNeeded();
    await page.locator('nat-lab[data-ready]').waitFor();
    const stepped: number[] = [];
    const filled: number[] = [];
    for (let round = 0; round < rounds; round++) {
      stepped.push(quantile(await framesOf(page, () => stepThrough(page)), 0.95));
      filled.push(quantile(await framesOf(page, () => fillMap(page)), 0.95));
    }
    const against8 = (times: number[]) => times.map((a) => ({ a, b: 8 }));
    yield figureOf(
      { name: 'NAT lab: script of a frame, stepping, p95 / 8 ms', limit: 1, unit: 'ms' },
      against8(stepped),
    );
    yield figureOf(
      { name: 'NAT lab: script of a frame, filling the map, p95 / 8 ms', limit: 1, unit: 'ms' },
      against8(filled),
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Milliseconds for all 81 pairs, with either side sending the first check. */
function predictAll(): number {
  const started = performance.now();
  for (const a of natBehaviours)
    for (const b of natBehaviours) for (const starts of ['a', 'b'] as const) predictPath(a, b, starts);
  return performance.now() - started;
}

/** From now on the page notes how long each of its frames' scripts took, in ms. */
async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frames: number[] = [];
    const request = window.requestAnimationFrame.bind(window);
    Reflect.set(window, 'frames of script', frames);
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        const started = performance.now();
        callback(time);
        frames.push(performance.now() - started);
      });
  });
}

/** The frames that some work of the reader's made. */
async function framesOf(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => Reflect.get(window, 'frames of script').splice(0));
  await work();
  return page.evaluate(() => [...Reflect.get(window, 'frames of script')]);
}

/** Steps through the longest of all runs: two NATs that let anyone in and map by address and port. */
async function stepThrough(page: Page): Promise<void> {
  const lab = page.locator('nat-lab');
  await lab.locator('.nat-map button').nth(60).click();
  await lab.focus();
  await lab.locator('[data-part=count]').filter({ hasText: 'step 0 of' }).waitFor();
  const steps = await lab.evaluate((element): number => Reflect.get(element, 'run').steps.length);
  for (let step = 1; step <= steps; step++) {
    await page.keyboard.press('ArrowRight');
    await lab
      .locator('[data-part=count]')
      .filter({ hasText: `step ${step} of` })
      .waitFor();
  }
}

async function fillMap(page: Page): Promise<void> {
  await page.locator('nat-lab [data-do=clear]').click();
  await page.locator('nat-lab [data-do=run-all]').click();
  await page.locator('nat-lab [data-part=map-progress]').filter({ hasText: '81 of 81' }).waitFor();
}
