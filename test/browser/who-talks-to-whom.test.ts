import { expect, test } from './harness.ts';

const lesson = '/en/start/what-webrtc-is/';

test('the keyboard chooses a call, and picture, sentence and table follow', async ({ page }) => {
  await page.goto(lesson);
  const diagram = page.locator('who-talks-to-whom');
  await diagram.scrollIntoViewIfNeeded();
  const blocked = diagram.getByRole('button', { name: 'UDP blocked by a firewall' });
  await expect(blocked).toBeEnabled();
  await blocked.focus();
  await page.keyboard.press('Space');
  await expect(blocked).toHaveAttribute('aria-pressed', 'true');
  await expect(diagram.getByRole('status')).toContainText('through a TURN server');
  await expect(diagram.getByRole('row', { name: /^TURN server used/ })).toBeVisible();
  await expect(diagram.locator('svg.wide')).toHaveAttribute('aria-label', /through a TURN server/);
});

test('only data changes what the solid lines carry', async ({ page }) => {
  await page.goto(lesson);
  const diagram = page.locator('who-talks-to-whom');
  await diagram.scrollIntoViewIfNeeded();
  await diagram.getByRole('button', { name: 'Only data' }).click();
  await expect(diagram.getByText('messages, in SCTP over DTLS')).toBeVisible();
  await expect(diagram.getByText('audio and video, in SRTP')).toBeHidden();
});

test('without JavaScript the usual call is drawn and told', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto(lesson);
  const diagram = page.locator('who-talks-to-whom');
  await expect(diagram.locator('svg.wide .strand')).toHaveCount(2);
  await expect(diagram.getByRole('row')).toHaveCount(7);
  await expect(diagram.getByRole('status')).toContainText('directly, through both NATs');
  await context.close();
});

test('a phone gets its own picture, and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(lesson);
  await expect(page.locator('who-talks-to-whom svg.narrow')).toBeVisible();
  await expect(page.locator('who-talks-to-whom svg.wide')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
