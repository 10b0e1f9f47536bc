import type { Locator, Page } from '@playwright/test';
import type { PairSample, StatsEvent, TraceEvent } from '#domain/trace.ts';
import { expect, test } from './harness.ts';

const lesson = '/en/connectivity/checks/';

async function open(page: Page): Promise<Locator> {
  await page.goto(lesson);
  const panel = page.locator('check-list');
  await panel.scrollIntoViewIfNeeded();
  await expect(panel).toHaveAttribute('data-ready', '');
  await expect(part(panel, 'code')).toHaveText('addIceCandidate(…) waits');
  return panel;
}

const part = (panel: Locator, name: string): Locator => panel.locator(`[data-part="${name}"]`);
const rows = (panel: Locator): Locator => part(panel, 'rows').locator('tr');
const traceOf = (panel: Locator): Promise<TraceEvent[]> =>
  panel.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);
const samplesOf = (trace: readonly TraceEvent[]): PairSample[] =>
  trace.filter((event): event is StatsEvent => event.type === 'stats').flatMap(({ pairs }) => pairs);
const isHandedOver = (event: TraceEvent): boolean => event.type === 'call' && event.method === 'addIceCandidate';

test('nothing is checked before it is asked for; then one pair is in use, and every moment can be looked at again', async ({
  page,
  browserName,
}) => {
  const panel = await open(page);
  expect((await traceOf(panel)).filter(isHandedOver)).toEqual([]);
  // until then a run that is over can be looked at
  await expect(part(panel, 'liveness')).toHaveText(/^recorded in Chromium \d+$/);
  await expect(part(panel, 'matrix').locator('.selected')).toHaveCount(1);

  // the first step lets it happen, and shows its first moment
  await panel.focus();
  await page.keyboard.press('ArrowRight');
  await expect(part(panel, 'who')).toHaveText('Model');
  await expect(part(panel, 'liveness')).toHaveText('this run, slowed down');
  const heads = part(panel, 'matrix').locator('.row .type');
  await expect(heads.filter({ hasText: 'relay' })).toHaveCount(1);
  const count = await rows(panel).count();
  expect(count).toBeGreaterThan(3);
  await expect(part(panel, 'rows').locator('.model .state-word')).toHaveText(Array(count).fill('waiting'));
  await page.keyboard.press('ArrowRight');
  await expect(part(panel, 'code')).toHaveText('pair 1: Binding request at 0 ms');
  await expect(rows(panel).first().locator('.model .state-word')).toHaveText('in-progress');
  await page.keyboard.press('ArrowLeft');
  await expect(rows(panel).first().locator('.model .state-word')).toHaveText('waiting');

  await page.keyboard.press('End');
  await expect(part(panel, 'liveness')).toHaveText('live in this tab');
  await expect(part(panel, 'code')).toHaveText(/^connected over pair \d+, chosen by A at \d+ ms$/);
  const used = part(panel, 'matrix').locator('.selected');
  await expect(used).toHaveCount(1);
  await expect(used.locator('.reported .state-word')).toHaveText(/succeeded|in-progress/);
  await expect(part(panel, 'role-a')).toHaveText('controlling');

  // the pair in use: its priority, worked out in three lines, is in the table to the last digit
  await used.click();
  await expect(used).toHaveAttribute('aria-pressed', 'true');
  const digits = async (name: string): Promise<bigint> =>
    BigInt(((await part(panel, name).textContent()) ?? '').replaceAll(',', ''));
  const sum = (await digits('least')) + (await digits('most')) + (await digits('tie'));
  expect(await digits('sum')).toBe(sum);
  const line = part(panel, 'rows').locator('tr.selected');
  await expect(line.locator('.priority')).toHaveText(sum.toLocaleString('en'));
  await expect(line.locator('.flag')).toHaveText(['nominated', 'selected']);
  await panel.getByRole('tab', { name: 'getStats' }).click();
  const facts = part(panel, 'stats').locator('tr');
  await expect(facts.filter({ hasText: 'currentRoundTripTime' })).toContainText(/\d ms/);
  const received = facts.filter({ hasText: 'requestsReceived' });
  await expect(received).toContainText(browserName === 'firefox' ? 'not told by this browser' : /\d/);

  // seen from B it is B's list, in the same matrix
  const addresses = await part(panel, 'matrix').locator('.row .address').allTextContents();
  await page.locator('[name="checks-from"][value="b"]').check({ force: true });
  await expect(part(panel, 'liveness')).toHaveText('live in this tab');
  expect(await part(panel, 'matrix').locator('.row .address').allTextContents()).toEqual(addresses);
  await expect(part(panel, 'role-b')).toHaveText('controlled');
  await expect(part(panel, 'matrix').locator('.selected')).toHaveCount(1);

  // what the lesson says of this browser
  const trace = await traceOf(panel);
  const states = new Set(samplesOf(trace).map(({ state }) => state));
  const own = browserName === 'firefox' ? ['frozen', 'cancelled'] : [];
  const known = ['waiting', 'in-progress', 'succeeded', 'failed', ...own];
  expect([...states].filter((state) => !known.includes(state))).toEqual([]);
  const roles = new Set(trace.flatMap((event) => (event.type === 'stats' ? [`${event.peer} ${event.role}`] : [])));
  expect(roles).toEqual(new Set(['a controlling', 'b controlled']));
  for (const event of trace) {
    if (event.type === 'result' && event.description) expect(event.description.sdp).not.toContain('ice2');
  }

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  // again before it is ready, too: what it left half done is closed, and complains of nothing
  for (let times = 0; times < 3; times += 1) await panel.getByRole('button', { name: 'Start over' }).click();
  await expect(part(panel, 'code')).toHaveText('addIceCandidate(…) waits');
});

test('where no server is, it says so, checks what there is, and has a recorded run to show', async ({ page }) => {
  await page.route('**/relay.json', (route) => route.fulfill({ json: { relay: null } }));
  const panel = await open(page);
  await expect(part(panel, 'missing')).toContainText('npm start');
  await expect(part(panel, 'servers')).toBeHidden();
  await panel.getByRole('button', { name: /^Run checks/ }).click();
  await expect(part(panel, 'liveness')).toHaveText('this run, slowed down');
  await panel.getByLabel('Time: move through the run').fill('1000');
  await expect(part(panel, 'matrix').locator('.selected')).toHaveCount(1);

  await panel.getByRole('button', { name: 'Show a recorded run' }).click();
  await expect(part(panel, 'liveness')).toHaveText(/^recorded in Chromium \d+$/);
  await expect(part(panel, 'matrix').locator('.row .type')).toHaveText(['host', 'host', 'srflx', 'relay']);
  await expect(part(panel, 'matrix').locator('.gap')).toContainText('No pairs.');
  await expect(part(panel, 'rows').locator('.flag.nominated')).toHaveCount(2);
  await expect(part(panel, 'second').locator('.frozen')).toHaveCount(5);
});
