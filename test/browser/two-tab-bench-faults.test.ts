import type { BrowserContext } from '@playwright/test';
import { expect, test } from './harness.ts';
import { connectedTabs, TwoTabPage, twoTabsLesson } from './two-tab-page.ts';

/** Two tabs that have met, and nothing more. */
async function metTabs(context: BrowserContext): Promise<{ a: TwoTabPage; b: TwoTabPage }> {
  const a = await new TwoTabPage(await context.newPage()).open();
  const b = await a.openOther();
  await Promise.all([a.waitForReason(/^paired/), b.waitForReason(/^paired/)]);
  await a.page.bringToFront();
  return { a, b };
}

test('B is reloaded: A says so, keeps the old trace to be copied, and a new run connects', async ({ context }) => {
  const { a, b } = await connectedTabs(context);
  await b.page.reload();
  await b.ready();
  await a.waitForReason(/^paired-anew$/);
  await expect(a.part('sentence')).toContainText('Tab B was reloaded, opened again or started over');
  await expect(a.act('copyOld')).toBeVisible();
  await a.page.bringToFront();
  await a.button('step').click();
  await expect(a.act('copyOld')).toHaveCount(0);
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
});

test('A is reloaded: it sits at A again, and a new run connects', async ({ context }) => {
  const { a, b } = await connectedTabs(context);
  await a.page.reload();
  await a.ready();
  await b.waitForReason(/^paired-anew$/);
  await expect(a.half('a')).toContainText('A · this tab');
  await a.page.bringToFront();
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
});

test('the other tab is closed: a sentence says so, and its button opens it again', async ({ context }) => {
  const { a, b } = await metTabs(context);
  await b.page.close({ runBeforeUnload: true });
  await a.waitForReason(/^lost-left$/);
  await expect(a.part('ran')).toHaveText('B has left');
  await expect(a.part('direct-none')).toHaveText('Nothing goes straight any more: B has left.');
  const [page] = await Promise.all([context.waitForEvent('page'), a.act('open').click()]);
  await new TwoTabPage(page).ready();
  await a.waitForReason(/^paired-anew$/);
});

test('a tab that hangs is told of, waited for, and goes on as soon as it is back', async ({
  browser,
  context,
  watch,
  baseURL,
}) => {
  const a = await new TwoTabPage(await context.newPage()).open();
  await a.choose('peerserver');
  await a.button('copy-room').click();
  await a.waitForReason(/^waiting$/);
  // tabs of one browser may share a process, and would hang together
  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  watch(elsewhere);
  const b = await new TwoTabPage(await elsewhere.newPage()).open(await a.link());
  await a.waitForReason(/^paired/);
  const hung = b.page.evaluate(() => {
    for (const end = performance.now() + 9000; performance.now() < end; );
  });
  await a.button('step').click();
  await a.waitForReason(/^lost-silent-negotiating$/);
  await expect(a.part('sentence')).toContainText('Nothing has come from B for more than five seconds');
  await expect(a.act('newRoom')).toBeVisible();
  await hung;
  await a.waitForReason(/^(resumed|paired)-negotiating$/);
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
  await elsewhere.close();
});

test('a page that is left and come back to sits in its seat again', async ({ context }) => {
  const { a, b } = await connectedTabs(context);
  await a.page.goto('/en/signaling/sdp/');
  await b.waitForReason(/^lost-left$/);
  await a.page.goBack();
  await a.ready();
  await b.waitForReason(/^paired-anew$/);
  await a.page.bringToFront();
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
});

test('a third tab finds the room full, and may begin one of its own', async ({ context }) => {
  const { a } = await metTabs(context);
  const third = await new TwoTabPage(await context.newPage()).open(await a.link());
  await third.waitForReason(/^full$/);
  await expect(third.part('sentence')).toContainText('it has two seats');
  await expect(third.button('open')).toHaveAttribute('aria-disabled', 'true');
  await third.act('newRoom').click();
  await third.waitForReason(/^waiting$/);
  await a.waitForReason(/^paired/);
});

test('a tab that was duplicated takes no seat from anybody', async ({ context }) => {
  const { a } = await metTabs(context);
  const [copy] = await Promise.all([
    context.waitForEvent('page'),
    // a tab that another opens has a copy of its storage, as a duplicate has
    a.page.evaluate(() => void window.open(location.href)),
  ]);
  const duplicate = await new TwoTabPage(copy).ready();
  await duplicate.waitForReason(/^full$/);
  await a.waitForReason(/^paired/);
});

test('a link whose room cannot be is said to be one', async ({ page }) => {
  const tab = await new TwoTabPage(page).open(`${twoTabsLesson}#room=%3Cimg%20src%3Dx%3E`);
  await expect(tab.part('ran')).toHaveText('No such room');
  await tab.act('newRoom').click();
  await tab.waitForReason(/^waiting$/);
  await expect(tab.part('link')).toContainText(/#room=[0-9A-Z]{4}-[0-9A-Z]{4}&by=broadcast-channel$/);
});

for (const [what, hash, label] of [
  ['was cut off', '#run=1.4.log.AAAA', 'The link breaks off'],
  ['is of another version', '#run=9.zzzz', 'Another version'],
  ['names a cut room', '#room=AAAA', 'No such room'],
] as const) {
  test(`a link that ${what} is said to be so at the top`, async ({ page }) => {
    const tab = await new TwoTabPage(page).open(twoTabsLesson + hash);
    await expect(tab.part('ran')).toHaveText(label);
  });
}

test('who sits in a room stays at the same end, whatever is done with the address', async ({ context }) => {
  const { a } = await metTabs(context);
  const link = a.page.url();
  for (const hash of ['#room=AAAA', '#run=9.zzzz']) {
    await a.page.evaluate((bad) => {
      location.hash = bad;
    }, hash);
    await expect(a.page).toHaveURL(link);
    await expect(a.part('open-said')).not.toBeEmpty();
  }
  await a.page.evaluate(() => {
    location.hash = '#two-tabs';
  });
  await a.page.goBack();
  await expect(a.page).toHaveURL(link);
  await a.waitForReason(/^paired/);
  await expect(a.half('a')).toContainText('A · this tab');
});

test('moving the carrier moves both tabs', async ({ context }) => {
  const { a, b } = await connectedTabs(context);
  await a.page.bringToFront();
  await a.choose('peerserver');
  await expect(b.carrier('peerserver')).toHaveAttribute('aria-pressed', 'true');
  await Promise.all([a.waitForReason(/connected$/), b.waitForReason(/connected$/)]);
  await a.button('restart').click();
  await expect
    .poll(
      async () => (await b.own()).filter((event) => event.type === 'sent' && event.body.kind === 'description').length,
    )
    .toBe(2);
});

test('starting over in one tab begins a new run in both', async ({ context }) => {
  const { a, b } = await connectedTabs(context, { carries: 'both' });
  await b.page.bringToFront();
  await b.button('start-over').click();
  await a.waitForReason(/^paired-anew$/);
  await b.waitForReason(/^paired-negotiating$/);
  await a.page.bringToFront();
  await a.bench.locator('label:has([value=data])').click();
  await b.waitForReason(/^paired-anew$/);
  await a.waitForReason(/^paired/);
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
  expect((await a.own()).some((event) => event.type === 'call' && event.method === 'addTrack')).toBe(false);
});

test('without trickle each description carries its candidates', async ({ context }) => {
  const a = await new TwoTabPage(await context.newPage()).open();
  await a.bench.locator('label:has([name=trickle])').click();
  const b = await a.openOther();
  await a.waitForReason(/^paired/);
  await a.page.bringToFront();
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
  const kinds = (await b.own()).flatMap((event) => (event.type === 'sent' ? [event.body.kind] : []));
  expect(kinds.filter((kind) => kind !== 'hello')).toEqual(['description']);
});

test('a text that was cut off or is another’s is refused in a sentence, and stays in the box', async ({ context }) => {
  const a = await new TwoTabPage(await context.newPage()).open();
  await a.choose('copy-paste');
  const b = await a.openOther();
  const text = await a.carriedText();
  await b.paste('');
  await expect(b.part('carry-in-said')).toContainText('The box is empty');
  await b.paste('hello');
  await expect(b.part('carry-in-said')).toContainText('not a text of this bench');
  await b.paste(text.slice(0, -9));
  await expect(b.part('carry-in-said')).toContainText('breaks off');
  await expect(b.bench.locator('[name=carry-in]')).toHaveValue(text.slice(0, -9));
  await a.paste(text);
  await expect(a.part('carry-in-said')).toContainText('this very tab');
});

test('a run in a link shows both halves as they were, at the same moment', async ({ context }) => {
  const { a } = await connectedTabs(context);
  await a.page.bringToFront();
  await a.button('cut').click();
  await a.waitForReason(/^lost-cut-connected$/);
  await a.bench.focus();
  for (let moment = 0; moment < 4; moment += 1) await a.page.keyboard.press('ArrowLeft');
  const views = (tab: TwoTabPage) =>
    Promise.all(['rows', 'ran-code', 'end'].map((name) => tab.part(name).textContent()));
  await a.page.evaluate(() => {
    // where nothing may be copied the link goes to the address bar
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await a.bench.locator('summary').click();
  await a.button('copy-link').click();
  await expect(a.page).toHaveURL(/#run=1\./);
  await a.waitForReason(/^lost-cut-connected$/);
  const link = a.page.url();
  const before = await views(a);
  const shared = await new TwoTabPage(await context.newPage()).open(link);
  await shared.waitForReason(/^recorded$/);
  expect(await views(shared)).toEqual(before);
  await expect(shared.half('b')).toContainText('recorded run');
});
