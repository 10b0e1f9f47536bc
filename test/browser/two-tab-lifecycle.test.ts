import { BareChromium, type BareTab } from './bare-chromium.ts';
import { expect, test } from './harness.ts';
import { twoTabsLesson } from './two-tab-page.ts';

/** Seconds that a tab is hidden or frozen: `HIDDEN_SECONDS=60` for a minute, when a browser has begun to slow its timers down. */
const away = Number(process.env['HIDDEN_SECONDS'] ?? 8);

test.skip(({ browserName }) => browserName !== 'chromium', 'these drive a Chromium without Playwright');
test.setTimeout(60_000 + 4_000 * away);

const bench = `document.querySelector('two-tab-bench')`;
const press = (name: string) => `${bench}.querySelector('[data-do=${name}]').click()`;
const reason = `${bench}.dataset.reason`;
const connected = `${bench}.trace.filter(({ type, value, heard }) =>
  type === 'state' && value === 'connected' && !heard).some(({ attribute }) => attribute === 'connectionState')`;

interface Tabs {
  a: BareTab;
  b: BareTab;
}

/** The lesson in one tab and the second, which it opened, before it: A is hidden. */
async function openTabs(browser: BareChromium, origin: string): Promise<Tabs> {
  const a = await browser.open(origin + twoTabsLesson);
  const ready = `${bench}?.scrollIntoView(), ${bench}?.dataset.ready === ''`;
  await expect.poll(() => a.evaluate(ready)).toBe(true);
  await a.evaluate(press('open'));
  await expect.poll(async () => (await browser.openedBy(a)) !== undefined).toBe(true);
  const b = await browser.openedBy(a);
  if (!b) throw new Error('A opened no tab');
  return { a, b };
}

const isHidden = (tab: BareTab) => tab.evaluate(`document.visibilityState === 'hidden'`);

/** Says a text in one tab, and waits until it stands in the trace of the other. */
async function expectToSay(from: BareTab, to: BareTab, text: string): Promise<void> {
  await from.evaluate(`{
    const form = ${bench}.querySelector('.say');
    form.querySelector('input').value = ${JSON.stringify(text)};
    form.requestSubmit();
  }`);
  const heard = `${bench}.trace.some((event) => event.direction === 'received' && event.text === ${JSON.stringify(text)})`;
  await expect.poll(() => to.evaluate(heard), { timeout: 20_000 }).toBe(true);
}

/** Waits until so many seconds more are in the trace of a tab that is seen. */
async function pass(seconds: number, seen: BareTab): Promise<void> {
  const last = `${bench}.trace.at(-1).t`;
  const end = Number(await seen.evaluate(last)) + seconds * 1000;
  const timeout = seconds * 1000 + 30_000;
  await expect.poll(() => seen.evaluate(last), { timeout }).toBeGreaterThan(end);
}

/** Lets A run, in front of B, until both are connected. */
async function connect({ a, b }: Tabs): Promise<void> {
  await a.show();
  await expect.poll(() => a.evaluate(reason)).toMatch(/^paired/);
  await a.evaluate(press('run'));
  for (const tab of [a, b]) await expect.poll(() => tab.evaluate(connected), { timeout: 20_000 }).toBe(true);
}

let browser: BareChromium;
let tabs: Tabs;
test.beforeEach(async ({ baseURL }) => {
  browser = await BareChromium.start();
  tabs = await openTabs(browser, `${baseURL}`);
});
test.afterEach(() => browser.end());

test('a tab that nobody sees negotiates all the same', async () => {
  const { a, b } = tabs;
  await connect(tabs);
  await expect.poll(() => isHidden(b)).toBe(true);
  await expectToSay(a, b, 'to who is not seen');
  await expectToSay(b, a, 'from who is not seen');
});

test('a tab that was hidden for long has missed nothing, and nobody took it for lost', async () => {
  const { a, b } = tabs;
  await connect(tabs);
  await b.show();
  await expect.poll(() => isHidden(a)).toBe(true);
  await pass(away, b);
  expect(await b.evaluate(reason)).toMatch(/^paired-connected$/);
  await expectToSay(b, a, 'while A was hidden');
  await a.show();
  await expect.poll(() => a.evaluate(reason)).toBe('paired-connected');
  await expect.poll(() => a.evaluate(`${bench}.querySelector('[data-part=chat]').textContent`)).toContain('while A');
});

test('a tab that was frozen is waited for, and goes on', async () => {
  const { a, b } = tabs;
  await connect(tabs);
  await b.show();
  await a.setLifecycle('frozen');
  await pass(away, b);
  await a.setLifecycle('active');
  await a.show();
  for (const tab of [a, b]) {
    await tab.show();
    await expect.poll(() => tab.evaluate(reason), { timeout: 20_000 }).toMatch(/^(paired|resumed)-connected$/);
  }
  await expectToSay(b, a, 'after the frost');
  await expectToSay(a, b, 'warm again');
});

test('a tab that comes back from the back-forward cache sits there again, and they connect anew', async () => {
  const { a, b } = tabs;
  await connect(tabs);
  await b.show();
  await b.evaluate(`document.body.dataset.kept = 'yes'; location.href = '/en/'`);
  await expect.poll(() => b.evaluate(`document.querySelector('two-tab-bench')`)).toBe(null);
  await a.show();
  await expect.poll(() => a.evaluate(reason)).toBe('lost-left');
  await b.show();
  await b.evaluate(`void history.back()`);
  await expect.poll(() => b.evaluate(`${bench}?.dataset.ready`)).toBe('');
  expect(await b.evaluate(`document.body.dataset.kept`)).toBe('yes');
  await connect(tabs);
  await expectToSay(b, a, 'back again');
});
