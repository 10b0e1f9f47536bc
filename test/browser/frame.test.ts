import { expect, test } from './harness.ts';

const lesson = '/en/signaling/offer-answer/';
const phone = { width: 390, height: 844 };

test.describe('the root', () => {
  for (const [locale, home] of [
    ['ko-KR', '/ko/'],
    ['en-GB', '/en/'],
    ['fr', '/en/'],
  ] as const) {
    test.describe(() => {
      test.use({ locale });
      test(`leads a reader of ${locale} to ${home}`, async ({ page }) => {
        await page.goto('/');
        await expect(page).toHaveURL(home);
      });
    });
  }
});

test.describe('search', () => {
  test('opens with the slash key, finds a lesson, and Escape gives the focus back', async ({ page }) => {
    await page.goto(lesson);
    const opener = page.getByRole('button', { name: 'Search' });
    await opener.focus();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('createOffer');
    const found = page.getByRole('dialog').getByRole('link').first();
    await expect(found).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(opener).toBeFocused();
  });

  test('Enter goes to the first that was found', async ({ page }) => {
    await page.goto('/en/');
    await page.keyboard.press('/');
    await page.keyboard.type('createOffer');
    await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL('/en/');
  });

  test('finds Korean words by their beginning', async ({ page }) => {
    await page.goto('/ko/');
    await page.keyboard.press('/');
    await page.keyboard.type('브라');
    await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
  });

  test('says so when nothing is found, and shows markup as text', async ({ page }) => {
    await page.goto(lesson);
    await page.keyboard.press('/');
    await page.keyboard.type('<img src=x onerror=alert(1)>zzzz');
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('<img src=x');
    await expect(page.getByRole('dialog').locator('img')).toHaveCount(0);
  });

  test('the slash stays a slash where one types', async ({ page }) => {
    await page.goto(lesson);
    await page.keyboard.press('/');
    await page.keyboard.type('a/b');
    await expect(page.getByRole('searchbox')).toHaveValue('a/b');
  });
});

test('the theme follows the system, and a choice outlives the page', async ({ page }) => {
  await page.goto(lesson);
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-theme', dark ? 'dark' : 'light');
  const toggle = page.getByRole('button', { name: 'Dark theme' });
  await expect(toggle).toHaveAttribute('aria-pressed', String(dark));
  await toggle.click();
  await expect(html).toHaveAttribute('data-theme', dark ? 'light' : 'dark');
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', dark ? 'light' : 'dark');
});

test('the other language is the same lesson', async ({ page }) => {
  await page.goto(lesson);
  await page.getByRole('link', { name: '한국어' }).click();
  await expect(page).toHaveURL('/ko/signaling/offer-answer/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});

test('on a phone one bar names the place and opens the course', async ({ page }) => {
  await page.setViewportSize(phone);
  await page.goto(lesson);
  const course = page.getByRole('navigation', { name: 'Course' });
  await expect(course).toBeHidden();
  await page.getByRole('button', { name: /Signaling.*lesson 3 of 8/ }).click();
  await expect(course).toBeVisible();
  await expect(course.getByRole('link', { name: 'Offer, answer, and the state each leaves behind' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.keyboard.press('Escape');
  await expect(course).toBeHidden();
});

test('the keyboard skips to the lesson first, and opens another track', async ({ page }) => {
  await page.goto(lesson);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  const track = page.locator('details[data-track=practice]');
  await track.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(track).toHaveAttribute('open');
  await expect(track.getByText('Playground')).toBeVisible();
});

test('what nobody has written is text', async ({ page }) => {
  await page.goto('/en/');
  const unwritten = page.locator('.map .unwritten');
  await expect(unwritten.first()).toContainText('not written yet');
  await expect(unwritten.getByRole('link')).toHaveCount(0);
});

test('a lesson read to its end is done, here and on the map', async ({ page }) => {
  await page.goto(lesson);
  const count = page.locator('[data-track=signaling] [data-count]');
  await page.locator('.pn').scrollIntoViewIfNeeded();
  await expect(count).toHaveText('1/8');
  await page.goto('/en/');
  await expect(page.locator('.map [data-lesson="signaling/offer-answer"]')).toHaveClass(/done/);
  await expect(page.locator('.t-signaling [data-count]')).toHaveText('1 of 8 done');
});

test('a lesson opened is where the map says you are', async ({ page }) => {
  await page.goto(lesson);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('trickle-progress')))
    .toContain('signaling/offer-answer');
  await page.goto('/en/');
  await expect(page.locator('.map .current')).toContainText('you are here');
});

for (const path of ['/en/', '/ko/', lesson, '/ko/signaling/offer-answer/']) {
  test(`${path} fits a phone without scrolling sideways`, async ({ page }) => {
    await page.setViewportSize(phone);
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, colorScheme: 'light' });
  test.skip(
    ({ browserName }) => browserName === 'firefox',
    'stock Firefox has no switch for scripts that a test can turn',
  );

  test('the root offers both languages', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('link')).toHaveCount(2);
    await page.getByRole('link').last().click();
    await expect(page).toHaveURL('/ko/');
  });

  test('the lesson reads, in light for who prefers it, and every lesson is ahead', async ({ page }) => {
    await page.goto(lesson);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(252, 252, 250)');
    await expect(page.locator('[data-track=signaling] [data-count]')).toHaveText('0/8');
  });

  test('the front page shows a recorded connection, standing on a phone', async ({ page }) => {
    await page.goto('/ko/');
    const strip = page.locator('connection-strip');
    await expect(strip.locator('.still .bar')).toContainText('기록해 둔 실행');
    await expect(strip.locator('svg.lying')).toBeVisible();
    await page.setViewportSize(phone);
    await expect(strip.locator('svg.standing')).toBeVisible();
    await expect(strip.locator('svg.lying')).toBeHidden();
  });

  test('the course opens on a phone', async ({ page }) => {
    await page.setViewportSize(phone);
    await page.goto(lesson);
    await page.getByRole('button', { name: /Signaling/ }).click();
    await expect(page.getByRole('navigation', { name: 'Course' })).toBeVisible();
  });
});

test('a page that is not there says so in both languages', async ({ page, forgiven }) => {
  forgiven.allow(/404/);
  await page.goto('/en/nowhere/');
  await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible();
  await expect(page.getByRole('link', { name: '강좌로 가기' })).toHaveAttribute('href', '/ko/');
});

test('the front page of a browser without WebRTC says so, and shows a recorded connection', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  await page.goto('/en/');
  const strip = page.locator('connection-strip');
  await expect(strip.getByText(/no RTCPeerConnection/)).toBeVisible();
  await expect(strip.getByText('recorded run')).toBeVisible();
  await expect(strip.getByText('live in this tab')).toBeHidden();
  await expect(strip.getByRole('img', { name: /made in Chromium/ })).toBeVisible();
  await expect(strip.getByRole('listitem')).toHaveCount(6);
});
