import type { Locator, Page } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { expect, test } from './harness.ts';

const lesson = '/en/connectivity/turn/';

async function open(page: Page): Promise<Locator> {
  await page.goto(lesson);
  const call = page.locator('relayed-call');
  await call.scrollIntoViewIfNeeded();
  await expect(call).toHaveAttribute('data-ready', '');
  return call;
}

const part = (call: Locator, name: string): Locator => call.locator(`[data-part="${name}"]`);
const liveness = (call: Locator): Locator => part(call, 'liveness');
const shows = (call: Locator): Locator => part(call, 'shows');
/** What each row of the picture says on the client’s side or the peer’s, and what stands below it. */
const rows = (call: Locator): Locator => part(call, 'picture').locator('.rows .row');
const textsOf = async (call: Locator): Promise<string[]> =>
  rows(call).evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('.what, .detail')].map((text) => text.textContent).join(' | ')),
  );
const traceOf = (call: Locator): Promise<TraceEvent[]> =>
  call.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);

/** Chooses what A comes with, or the way to the relay, and waits for the new call’s first answer. */
async function choose(call: Locator, name: string, value: string): Promise<void> {
  await call.locator(`[name="${name}"][value="${value}"] + span`).click();
}

async function connected(call: Locator): Promise<void> {
  await expect(shows(call)).toContainText('connectionState: connected');
}

/** A number of the counters, as `packets in` from A to B. */
const count = async (call: Locator, way: 'a' | 'b', column: number): Promise<number> =>
  Number((await part(call, 'counts').locator(`.${way} td`).nth(column).textContent())?.replace(/,/g, ''));

test('a call through our relay is drawn packet by packet, on either side, and steps back and on while it runs', async ({
  page,
  browserName,
}) => {
  const call = await open(page);
  await connected(call);
  await expect(liveness(call)).toHaveText('live, through our relay');
  await expect(shows(call)).toContainText('no icecandidateerror');
  await expect(rows(call).filter({ hasText: 'SRTP over UDP' }).first()).toBeAttached();

  const texts = await textsOf(call);
  const first = texts.findIndex((text) => text.startsWith('Allocate |'));
  const refused = texts.findIndex((text) => text.startsWith('401'));
  // Firefox makes two allocations at once, whose packets may stand between each other's
  const allocating = texts.filter((text) => /^(Allocate|401)/.test(text)).map((text) => text.replace(/:\d+$/, ''));
  expect([...new Set(allocating)]).toEqual([
    'Allocate | UDP, no credentials',
    '401 Unauthenticated | realm, nonce',
    'Allocate, again | username, nonce, integrity',
    'Allocate success | relayed 127.0.0.1',
  ]);
  expect(texts.some((text) => text.startsWith('CreatePermission | for 127.0.0.1'))).toBe(true);
  // Firefox binds no channel, and adds a FINGERPRINT of 8 bytes to its indications
  const binds = browserName === 'chromium';
  expect(texts.some((text) => text.startsWith('ChannelBind 0x'))).toBe(binds);
  const wrapped = binds ? /^ChannelData 0x4000.* 4 bytes around SRTP/ : /^Send indication.* 4[4-7] bytes around SRTP/;
  expect(texts.some((text) => wrapped.test(text))).toBe(true);

  const held = await part(call, 'holdings').locator('dt span').allTextContents();
  expect([...new Set(held)]).toEqual(['1 allocation', '2 permission', ...(binds ? ['3 channel'] : [])]);
  const planned = part(call, 'picture').locator('.planned');
  await expect(planned).toContainText('Refresh');
  await expect(planned).toContainText('CreatePermission, again');
  await expect(call.locator('video')).toHaveCount(2);
  await expect(call.locator('[data-video="a"]')).toBeVisible();

  await call.focus();
  await page.keyboard.press('Home');
  await expect(rows(call)).toHaveCount(0);
  await expect(liveness(call)).toHaveText('looking back, the call goes on');
  for (let step = 0; step <= first; step += 1) await page.keyboard.press('ArrowRight');
  await expect(rows(call)).toHaveCount(first + 1);
  await expect(part(call, 'says')).toContainText('It shows no credentials');
  await expect(part(call, 'holdings-none')).toBeVisible();
  await call.getByRole('tab', { name: 'Message' }).click();
  await expect(part(call, 'fields')).toContainText('REQUESTED-TRANSPORT');
  await expect(part(call, 'message-hex')).toContainText('21 12 a4 42');
  await call.focus();
  for (let step = first; step < refused; step += 1) await page.keyboard.press('ArrowRight');
  await expect(part(call, 'fields')).toContainText('401');
  await page.keyboard.press('End');
  await expect(liveness(call)).toHaveText('live, through our relay');

  await call.getByRole('tab', { name: 'Candidates' }).click();
  const types = part(call, 'candidates').locator('td:nth-child(2)');
  await expect(types.first()).toHaveText('relay');
  expect([...new Set(await types.allTextContents())]).toEqual(['relay']);
  await call.getByRole('tab', { name: 'Log' }).click();
  await expect(part(call, 'log')).toContainText('our relay holds 1 allocations');
  await choose(call, 'view', 'b');
  await expect(part(call, 'holds-title')).toHaveText('What the server is holding for B');
  await expect(rows(call).filter({ hasText: 'Allocate success' }).first()).toBeAttached();
});

test.describe('in one browser', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'the relay and the page do this, whatever the browser');

  test('the path is lost, delayed and cut by the relay, its counters say so, and the picture comes back once it is mended', async ({
    page,
  }) => {
    const call = await open(page);
    await connected(call);
    await expect.poll(() => count(call, 'a', 1)).toBeGreaterThan(20);
    expect(await count(call, 'a', 2)).toBe(0);
    const loss = call.getByRole('slider', { name: 'Loss' });
    await loss.focus();
    await page.keyboard.press('End');
    await expect(part(call, 'impair-loss')).toHaveText('20%');
    await expect.poll(() => count(call, 'a', 2)).toBeGreaterThan(0);
    await expect.poll(() => count(call, 'b', 2)).toBeGreaterThan(0);
    await call.getByRole('button', { name: 'Cut the path' }).click();
    const mend = call.getByRole('button', { name: 'Mend the path' });
    await expect(mend).toHaveAttribute('aria-pressed', 'true');
    await expect(rows(call).filter({ hasText: 'dropped: the path is cut' }).first()).toBeAttached();
    await call.getByRole('button', { name: 'All back to normal' }).click();
    await expect(part(call, 'impair-loss')).toHaveText('0%');
    await expect(part(call, 'says')).toContainText('The path is open again');
    const out = await count(call, 'a', 4);
    await expect.poll(() => count(call, 'a', 4)).toBeGreaterThan(out + 10);
    const [packetsIn = 0, dropped = 0, held = 0, packetsOut = 0] = await part(call, 'counts')
      .locator('.a td')
      .evaluateAll((cells) => cells.slice(1, 5).map((cell) => Number(cell.textContent?.replace(/,/g, ''))));
    expect(packetsIn).toBe(dropped + held + packetsOut);
    const wishes = (await traceOf(call)).filter((event) => event.type === 'impairment');
    expect(wishes.map((event) => event.type === 'impairment' && [event.loss, event.cut])).toEqual([
      [0.2, false],
      [0.2, true],
      [0, false],
    ]);
  });

  test('a static host says what is missing, and shows the call that was recorded', async ({ page }) => {
    // what any static host answers
    await page.route('**/relay.json', (route) => route.fulfill({ path: 'public/relay.json' }));
    const call = await open(page);
    await expect(liveness(call)).toHaveText(/^recorded in Chromium \d+$/);
    await expect(part(call, 'said')).toContainText('npm start');
    await expect(call.getByRole('button', { name: 'Cut the path' })).toBeDisabled();
    await expect(call.getByRole('button', { name: 'Call again' })).toHaveAttribute('aria-disabled', 'true');
    await expect(call.locator('[name="trial"][value="wrong"]')).toBeDisabled();
    await expect(rows(call).filter({ hasText: 'ChannelBind 0x4000' }).first()).toBeAttached();
    await expect(part(call, 'costs').locator('tr')).toHaveCount(3);
    await call.getByRole('button', { name: 'Play' }).click();
    await expect(liveness(call)).toHaveText(/^recorded in Chromium \d+$/);
    await expect.poll(() => rows(call).count()).toBeLessThan(6);
    await call.getByRole('button', { name: 'Pause' }).click();
    await expect(call.getByRole('button', { name: 'Play' })).toBeVisible();

    await call.getByRole('tab', { name: 'Log' }).click();
    await call.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await call.locator('[data-do="copy-link"]').click();
    await expect(page).toHaveURL(/#run=1\.\d+\.log\./);
    const shown = await rows(call).count();
    await page.reload();
    await expect(call).toHaveAttribute('data-ready', '');
    await expect(call.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true');
    await expect(rows(call)).toHaveCount(shown);

    await page.setViewportSize({ width: 390, height: 844 });
    await expect(part(call, 'picture').locator('svg.narrow')).toBeAttached();
    const tooWide = await call.evaluate((element) =>
      [...element.querySelectorAll('.seq, .side, [role="tabpanel"], .scroll')].filter(
        (each) => each.scrollWidth > each.clientWidth,
      ),
    );
    expect(tooWide).toHaveLength(0);
  });
});

test('what is refused is refused for real: the code in the packet, and what the browser makes of it', async ({
  page,
  browserName,
}) => {
  const call = await open(page);
  for (const [trial, code, name] of [
    ['wrong', '401', 'Unauthenticated'],
    ['expired', '401', 'Unauthenticated'],
    ['quota', '486', 'Allocation Quota Reached'],
  ] as const) {
    await choose(call, 'trial', trial);
    await expect(shows(call)).toContainText(`icecandidateerror ${code}`);
    await expect(
      rows(call)
        .filter({ hasText: `${code} ${name}` })
        .last(),
    ).toBeAttached();
    await expect(part(call, 'holdings-none')).toBeVisible();
    await expect(rows(call).filter({ hasText: 'Allocate success' })).toHaveCount(0);
  }
  await choose(call, 'trial', 'lure');
  // Firefox pairs what is on loopback, as this relay is, with nothing that is not
  if (browserName === 'chromium') {
    await expect(rows(call).filter({ hasText: 'for 10.0.0.1' }).first()).toBeAttached();
    await expect(rows(call).filter({ hasText: '403 Forbidden' }).first()).toBeAttached();
    await expect(call.locator('[data-do="refusal"]')).toContainText('403 Forbidden');
  }
  await connected(call);
  await expect(shows(call)).toContainText('no icecandidateerror');
  await choose(call, 'trial', 'own');
  await choose(call, 'transport', 'tcp');
  await expect(rows(call).filter({ hasText: 'TCP, no credentials' }).first()).toBeAttached();
  await connected(call);
  await expect(rows(call).filter({ hasText: 'SRTP over UDP' }).first()).toBeAttached();
});
