import type { Locator, Page } from '@playwright/test';
import { medianRun, phasesOf, raceRun, runsIn } from '#domain/ice/race.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { expect, test } from './harness.ts';

async function open(page: Page): Promise<Locator> {
  await page.goto('/en/connectivity/trickle/');
  const race = page.locator('trickle-race');
  await race.scrollIntoViewIfNeeded();
  await expect(race).toHaveAttribute('data-ready', '');
  return race;
}

const part = (race: Locator, name: string): Locator => race.locator(`[data-part="${name}"]`);
const choose = (race: Locator, text: string): Promise<void> => race.locator('label', { hasText: text }).click();
const traceOf = (race: Locator): Promise<TraceEvent[]> =>
  race.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);

test('five runs of each kind against a slow server: trickle is connected before it answers, waiting is not', async ({
  page,
}) => {
  const race = await open(page);
  await expect(part(race, 'liveness')).toContainText('recorded');
  await race.getByRole('button', { name: 'Race five times' }).click();
  await expect(part(race, 'headline')).toContainText(/Run [3-9] of 10/);
  await expect(race).not.toHaveAttribute('data-running', { timeout: 30_000 });
  await expect(part(race, 'headline')).toHaveText(/^\d+ ms with trickle, \d+ ms without$/);
  await expect(part(race, 'progress')).toHaveText('10 of 10');
  await expect(part(race, 'liveness')).toHaveText('live in this tab');

  const runs = runsIn(await traceOf(race)).flatMap((events) => raceRun(events) ?? []);
  expect(runs.map(({ mode }) => mode)).toEqual(Array.from({ length: 10 }, (_, run) => (run % 2 ? 'trickle' : 'wait')));
  for (const run of runs) {
    const { gather, signal, check, dtls, other, connected } = phasesOf(run);
    const sum = (gather.a ?? 0) + (gather.b ?? 0) + signal[0] + signal[1] + check + dtls + other;
    expect(sum).toBeCloseTo(connected, 6);
    expect(Math.min(...signal)).toBeGreaterThanOrEqual(24);
    if (run.mode === 'wait') expect(gather.a).toBeGreaterThan(500);
    else expect(gather.a).toBeNull();
  }
  expect(medianRun(runs, 'trickle')?.connected).toBeLessThan(600);
  expect(medianRun(runs, 'wait')?.connected).toBeGreaterThan(600);

  // each run has its dot, or is counted where it came after the end of the lens
  const words = (await race.locator('#race-wide text').allTextContents()).join();
  const later = Number(/\+(\d) later/.exec(words)?.[1] ?? 0);
  await expect(race.locator('#race-wide circle.run.ok')).toHaveCount(10 - later);
  await expect(race.locator('[data-server="slow"] .not-run')).toBeHidden();
  await expect(race.locator('[data-server="quick"] .not-run')).toBeVisible();
  await race.getByRole('tab', { name: 'All runs' }).click();
  await expect(race.locator('.all-runs tbody tr')).toHaveCount(10);

  await expect(part(race, 'time')).toHaveAttribute('aria-valuetext', /^\d+ ms$/);

  // at its beginning the race has come nowhere
  await part(race, 'time').fill('0');
  await expect(race.locator('#race-wide circle.run')).toHaveCount(0);
});

test('a race that is stopped keeps the runs that were finished, and its server’s bars', async ({ page }) => {
  const race = await open(page);
  await choose(race, 'silent');
  await expect(race.getByRole('button', { name: 'Race once' })).toBeVisible();
  await expect(part(race, 'note')).toContainText('once of each kind');
  await race.getByRole('button', { name: 'Race once' }).click();
  await expect(part(race, 'headline')).toContainText('Run 1 of 2');
  await race.getByRole('button', { name: 'Stop' }).click();
  await expect(part(race, 'headline')).toContainText('No run was finished');
  // nothing was made, so nothing is taken away
  await expect(part(race, 'liveness')).toContainText('recorded');
  await expect(race.locator('#race-wide circle.run')).not.toHaveCount(0);
  await choose(race, 'slow');
  await race.getByRole('button', { name: 'Race five times' }).click();
  await expect(part(race, 'headline')).toContainText(/Run [3-9] of 10/);
  await race.getByRole('button', { name: 'Stop' }).click();
  await expect(race).not.toHaveAttribute('data-running');
  await expect(part(race, 'headline')).toContainText('Stopped');
  await expect(race.locator('[data-server="slow"] .not-run')).toBeHidden();
  await choose(race, 'quick');
  await expect(part(race, 'note')).toHaveText('Press “Race five times”.');
  await expect(part(race, 'liveness')).toBeHidden();
  await expect(race.getByRole('button', { name: 'Play' })).toBeDisabled();
  await race.getByRole('button', { name: 'Start over' }).click();
  await expect(race.locator('[data-server="slow"] .not-run')).toBeVisible();
});
