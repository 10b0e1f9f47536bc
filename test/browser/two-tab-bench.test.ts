import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './harness.ts';
import { connectedTabs, TwoTabPage, twoTabsLesson } from './two-tab-page.ts';

for (const carrier of ['broadcast-channel', 'peerserver', 'polling', 'copy-paste'] as const) {
  test(`two tabs connect over ${carrier}, with picture and text both ways`, async ({ context }) => {
    const { a, b } = await connectedTabs(context, { carrier, carries: 'both' });
    await Promise.all([a.sees(), b.sees()]);
    await a.page.bringToFront();
    await a.say('did you get the picture?');
    await expect(b.said('did you get the picture?')).toBeVisible();
    await expect(a.said('acknowledged in')).toBeVisible();
    await b.page.bringToFront();
    await b.say('yes');
    await expect(a.said('yes')).toBeVisible();
    for (const tab of [a, b]) {
      const sent = (await tab.trace()).filter((event) => event.type === 'sent' && event.body.kind === 'description');
      expect(sent).toHaveLength(2);
      const carried = (await tab.own()).find((event) => event.type === 'carrier');
      expect(carried).toMatchObject({ carrier, state: 'open' });
    }
  });
}

test('A’s calls are its reader’s, B’s are made by themselves, and what A waits for is said', async ({ context }) => {
  const a = await new TwoTabPage(await context.newPage()).open();
  await expect(a.part('sentence')).toContainText('This tab will be A');
  const b = await a.openOther();
  await a.page.bringToFront();
  await expect(a.part('next-code')).toHaveText("a.createDataChannel('chat')");
  for (const code of ['a.addTrack(videoTrack, stream)', 'const offer = await a.createOffer()']) {
    await a.button('step').click();
    await expect(a.part('next-code')).toHaveText(code);
  }
  await b.page.bringToFront();
  await expect(b.part('next-sentence')).toContainText('createOffer()');
  await b.button('play').click();
  await expect(b.part('play')).toHaveText('Play');
  await a.page.bringToFront();
  for (let step = 0; step < 3; step += 1) {
    const code = await a.part('next-code').textContent();
    await a.button('step').click();
    await expect(a.part('next-code')).not.toHaveText(code ?? '');
  }
  await expect(a.part('next-sentence')).toContainText('B’s next call is setRemoteDescription(offer), in the other tab');
  await b.page.bringToFront();
  await b.run();
  await a.page.bringToFront();
  await expect(a.part('next-code')).toHaveText('await a.setRemoteDescription(answer)');
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
});

test('by keys alone: step, run, look back, return', async ({ context }) => {
  const a = await new TwoTabPage(await context.newPage()).open();
  const b = await a.openOther();
  await a.page.bringToFront();
  await a.waitForReason(/^paired/);
  await a.bench.focus();
  await a.page.keyboard.press('ArrowRight');
  await expect(a.part('ran-code')).toHaveText("a.createDataChannel('chat')");
  await a.page.keyboard.press('a');
  await Promise.all([a.connected(), b.connected()]);
  await a.page.keyboard.press('ArrowLeft');
  await expect(a.part('liveness')).toHaveText('looking back');
  await a.page.keyboard.press('Home');
  await expect(a.half('a').locator('.pill')).toHaveCount(0);
  await a.page.keyboard.press('End');
  await expect(a.part('liveness')).toHaveText('connected');
});

test('both tabs look at the same moment', async ({ context }) => {
  const a = await new TwoTabPage(await context.newPage()).open();
  const b = await a.openOther();
  await a.page.bringToFront();
  for (const code of ['a.addTrack(videoTrack, stream)', 'const offer = await a.createOffer()']) {
    await a.button('step').click();
    await expect(a.part('next-code')).toHaveText(code);
  }
  await a.button('step').click();
  await expect(b.part('ran-code')).toHaveText('const offer = await a.createOffer()');
  await a.button('back').click();
  await expect(a.part('ran-code')).toHaveText('a.addTrack(videoTrack, stream)');
  await expect(b.part('ran-code')).toHaveText('a.addTrack(videoTrack, stream)');
  await expect(b.part('liveness')).toHaveText('looking back');
  await b.page.bringToFront();
  await b.button('live').click();
  await expect(a.part('liveness')).toHaveText('live');
});

test('all that scrolls stands on paper at its whole height, and the unit of times is on the screen at any width', async ({
  context,
  browserName,
}) => {
  const { a, b } = await connectedTabs(context);
  await a.page.bringToFront();
  for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) {
    await a.say(text);
    await expect(b.said(text)).toBeVisible();
  }
  for (const width of [1280, 700, 330]) {
    await a.page.setViewportSize({ width, height: 900 });
    await expect(a.part('rows').locator('.clock')).toBeVisible();
    await expect(a.part('rows').locator('.clock')).toHaveText('ms, A’s clock');
  }
  test.skip(browserName === 'firefox', 'stock Firefox takes no medium from a test');
  await a.page.emulateMedia({ media: 'print' });
  for (const name of ['rows', 'chat']) {
    const hidden = a.part(name).evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    expect(await hidden).toBe(0);
  }
});

test('the signaling is cut in both tabs, the call goes on, and a restart waits until they join again', async ({
  context,
}) => {
  const { a, b } = await connectedTabs(context);
  await a.page.bringToFront();
  await a.button('cut').click();
  await b.waitForReason(/^lost-cut-there-connected$/);
  await expect(b.part('ran')).toHaveText('A cut the signaling');
  await a.say('still there?');
  await expect(b.said('still there?')).toBeVisible();
  await a.act('restartIce').click();
  await expect(a.part('sentence')).toContainText('no carrier takes it');
  await expect(a.part('rows')).toContainText('no way across');
  await a.act('joinAgain').click();
  await Promise.all([a.waitForReason(/^resumed-connected$/), b.waitForReason(/^resumed-connected$/)]);
  await expect
    .poll(
      async () => (await b.own()).filter((event) => event.type === 'sent' && event.body.kind === 'description').length,
    )
    .toBe(2);
  await b.page.bringToFront();
  await b.say('and here');
  await expect(a.said('and here')).toBeVisible();
});

test('markup in a chat is text', async ({ context }) => {
  const { a, b } = await connectedTabs(context);
  const markup = '<img src=x onerror=alert(1)>';
  await a.page.bringToFront();
  await a.say(markup);
  await expect(b.said(markup)).toBeVisible();
  expect(await b.part('chat').locator('img').count()).toBe(0);
});

test('in Korean', async ({ context }) => {
  const { a, b } = await connectedTabs(context, { path: twoTabsLesson.replace('/en/', '/ko/') });
  await expect(a.part('liveness')).toHaveText('연결됨');
  await expect(b.half('a')).toContainText('전해 들음');
});

test('on a phone’s width nothing is wider than the page', async ({ context }) => {
  const a = new TwoTabPage(await context.newPage());
  await a.page.setViewportSize({ width: 390, height: 844 });
  await a.open();
  const b = await a.openOther();
  await b.page.setViewportSize({ width: 390, height: 844 });
  await a.page.bringToFront();
  await a.waitForReason(/^paired/);
  await a.run();
  await Promise.all([a.connected(), b.connected()]);
  for (const { page } of [a, b]) {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});

test('axe finds nothing in a connected tab, nor in one whose signaling was cut', async ({ context }) => {
  const { a } = await connectedTabs(context);
  const violations = async () => {
    const found = await new AxeBuilder({ page: a.page }).include('two-tab-bench').analyze();
    return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  };
  await a.page.bringToFront();
  await a.say('hello');
  await expect(a.said('hello')).toBeVisible();
  expect(await violations()).toEqual([]);
  await a.page.emulateMedia({ colorScheme: 'dark' });
  await a.button('cut').click();
  await a.waitForReason(/^lost-cut-connected$/);
  expect(await violations()).toEqual([]);
});
