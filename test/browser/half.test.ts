import { expect, type Page, test } from '@playwright/test';
import { type Engine, quirkOf } from '#domain/known-quirks.ts';
import type { Outcome } from './half.page.ts';
import { withSourcePage } from './source-page.ts';

const seeds = Number(process.env['SEEDS'] ?? 60);
const firstSeed = Number(process.env['SEED'] ?? 8839);
/** Chromium refuses new connections once some hundreds are not yet collected: each few dozen get a context of their own. */
const perContext = 20;
/** Seeds that run at once in one page. */
const abreast = 4;
/** Runs seeds in a page, so many abreast. */
function negotiateAll(page: Page, batch: number[]): Promise<Outcome[]> {
  return page.evaluate(
    async ({ batch, abreast, module }) => {
      const { negotiate }: typeof import('./half.page.ts') = await import(module);
      const waiting = [...batch];
      const outcomes: Outcome[] = [];
      const runAll = async (): Promise<void> => {
        for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift())
          outcomes.push(await negotiate(seed));
      };
      await Promise.all(Array.from({ length: abreast }, runAll));
      return outcomes;
    },
    { batch, abreast, module: '/test/browser/half.page.ts' },
  );
}

test(`two halves that both offer come to the same descriptions and a connection, by ${seeds} schedules`, async ({
  browser,
  browserName,
  baseURL,
}) => {
  test.setTimeout(60_000 + seeds * 2000);
  const outcomes: Outcome[] = [];
  for (let from = 0; from < seeds; from += perContext) {
    const batch = Array.from({ length: Math.min(perContext, seeds - from) }, (_, index) => firstSeed + from + index);
    outcomes.push(...(await withSourcePage(browser, `${baseURL}`, (page) => negotiateAll(page, batch))));
  }
  const unknown = (found: Outcome['differences']) => found.filter((each) => !quirkOf(browserName as Engine, each));
  expect(outcomes.filter(({ waits }) => waits !== '').map(({ seed, waits }) => `${seed} waits for ${waits}`)).toEqual(
    [],
  );
  for (const { seed, agreed, refused, differences, heard } of outcomes) {
    expect(agreed.a, `seed ${seed}: descriptions`).toEqual(agreed.b);
    expect(refused, `seed ${seed}: calls refused`).toEqual([]);
    expect(unknown(differences), `seed ${seed}: against the model`).toEqual([]);
    expect(heard, `seed ${seed}: texts`).toEqual(['from a', 'from b']);
  }
  const met = (count: (outcome: Outcome) => number) => outcomes.filter((outcome) => count(outcome) > 0).length;
  expect(
    met(({ ignored }) => ignored),
    'schedules in which A ignored an offer',
  ).toBeGreaterThan(seeds / 10);
  expect(
    met(({ yielded }) => yielded),
    'schedules in which B gave its offer up',
  ).toBeGreaterThan(seeds / 10);
});
