import type { Locator, Page } from '@playwright/test';
import { offersOf, pathLife } from '#domain/ice/path-life.ts';
import { pathMoments } from '#domain/ice/path-moments.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { expect, test } from './harness.ts';

test.skip(({ browserName }) => browserName === 'firefox', 'Firefox waits for consent to expire: half a minute.');

async function open(page: Page): Promise<Locator> {
  await page.goto('/en/connectivity/when-paths-die/');
  const path = page.locator('dying-path');
  await path.scrollIntoViewIfNeeded();
  await expect(path).toHaveAttribute('data-ready', '');
  return path;
}

const part = (path: Locator, name: string): Locator => path.locator(`[data-part="${name}"]`);
const press = (path: Locator, name: string): Promise<void> => path.getByRole('button', { name }).click();
const traceOf = (path: Locator): Promise<TraceEvent[]> =>
  path.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);

test('a live call is cut, disconnected, failed, and back after an ICE restart with another ufrag', async ({ page }) => {
  const path = await open(page);
  await expect(part(path, 'liveness')).toContainText('recorded');
  await expect(path.getByRole('button', { name: 'Cut the path' })).toBeDisabled();
  await press(path, 'Call');
  await expect(part(path, 'headline')).toContainText('connected');
  await expect(part(path, 'liveness')).toHaveText('live, through our relay');
  // bytes and frames flow
  await expect(path.locator('#path-wide polygon')).toHaveCount(2);
  await expect(path.locator('#path-wide text', { hasText: /[1-9]\d* kbit\/s, [1-9]\d* fps/ })).toHaveCount(2);

  await press(path, 'Restart ICE');
  await expect(part(path, 'headline')).toHaveText(/^A and B: a new pair is in use.*\+0\.\d\d s after the restart$/);

  await press(path, 'Cut the path');
  await expect(part(path, 'headline')).toHaveText('the path is cut');
  await expect(part(path, 'still-a')).toHaveText('no frame arrives');
  await expect(part(path, 'headline')).toContainText('disconnected', { timeout: 20_000 });
  await expect(path.locator('#path-wide text', { hasText: '0 kbit/s, 0 fps' })).toHaveCount(2);
  await expect(part(path, 'headline')).toContainText('A and B: failed', { timeout: 30_000 });
  await press(path, 'Mend the path');
  await expect(part(path, 'headline')).toContainText('the path is as it was');
  await press(path, 'Restart ICE');
  await expect(part(path, 'headline')).toHaveText(/^A and B: connected again .*after the restart, .*after the mend$/);
  await expect(part(path, 'still-a')).toBeHidden();

  await path.getByRole('tab', { name: 'SDP diff' }).click();
  const weighty = path.locator('.changes li.weighty code');
  await expect(weighty).toHaveText([/^a=ice-ufrag:/, /^a=ice-ufrag:/, /^a=ice-pwd:/, /^a=ice-pwd:/]);
  await press(path, 'Hang up');
  await expect(part(path, 'liveness')).toHaveText('the call is over');
  await expect(part(path, 'headline')).toHaveText(/^Hung up after \d+\.\d s\.$/);

  const events = await traceOf(path);
  expect(offersOf(events)).toHaveLength(3);
  const end = events.at(-1)?.t ?? 0;
  const keys = pathMoments(events, end).map(({ key }) => key);
  for (const key of ['cut', 'disconnected', 'failed', 'healed', 'restart', 'back']) expect(keys).toContain(key);
  const { ends, wishes } = pathLife(events, end);
  expect(wishes).toHaveLength(1);
  // every check is seen: those for consent while all is well, and the many in search of an answer
  const cut = wishes[0]?.from ?? 0;
  expect(ends.a.checks.filter((t) => t > cut - 3000 && t < cut).length).toBeGreaterThan(0);
  expect(ends.a.checks.filter((t) => t > cut + 5000 && t < cut + 7000).length).toBeGreaterThan(16);
  // what is shown follows the reader back in time
  await part(path, 'time').fill('100');
  await expect(part(path, 'liveness')).toContainText('as it was at');
  await expect(part(path, 'time')).toHaveAttribute('aria-valuetext', /^\d+\.\d s of \d+\.\d s$/);
  await expect(path.locator('#path-wide text', { hasText: 'disconnected' })).toHaveCount(0);
});
