import type { Locator, Page } from '@playwright/test';
import { expect, test } from './harness.ts';

const lesson = '/en/start/what-webrtc-is/';

/** The first term of the lesson, its card, and the paragraph that holds both. */
function firstTerm(page: Page): { term: Locator; card: Locator; paragraph: Locator } {
  const paragraph = page.locator('.prose > p:has(term-card)').first();
  const holder = paragraph.locator('term-card').first();
  return { term: holder.locator('.term'), card: holder.locator('.card'), paragraph };
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing is drawn there');
  return box;
}

test.describe('a term', () => {
  test('opens its card on focus, gives its links to the next Tab, and Escape closes it', async ({ page }) => {
    await page.goto(lesson);
    const { term, card } = firstTerm(page);
    await expect(card).toBeHidden();
    await term.focus();
    await expect(card).toBeVisible();
    await expect(term).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Tab');
    await expect(card.getByRole('link').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
  });

  test('has its card in the margin, beside the paragraph and not on it', async ({ page }) => {
    await page.goto(lesson);
    const { term, card, paragraph } = firstTerm(page);
    const before = await boxOf(paragraph);
    await term.hover();
    await expect(card).toBeVisible();
    const [beside, on] = [await boxOf(card), await boxOf(paragraph)];
    expect(beside.x).toBeGreaterThanOrEqual(on.x + on.width);
    expect(on.height).toBe(before.height);
  });

  test('has its card under the paragraph on a phone, opened by a tap, closed by one elsewhere', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(lesson);
    const { term, card, paragraph } = firstTerm(page);
    const text = await boxOf(paragraph);
    await term.click();
    await expect(card).toBeVisible();
    const under = await boxOf(card);
    const moved = await boxOf(paragraph);
    expect(under.y).toBeGreaterThanOrEqual(moved.y + text.height);
    expect(under.y + under.height).toBeLessThanOrEqual(moved.y + moved.height + 1);
    await page.getByRole('heading', { level: 1 }).click();
    await expect(card).toBeHidden();
  });
});

test.describe('a question', () => {
  test('marks the wrong answer and the right one in words, explains, and takes one try', async ({ page }) => {
    await page.goto(lesson);
    const question = page.locator('check-question').first();
    const wrong = question.locator('.opt:not([data-right])').first();
    const right = question.locator('.opt[data-right]');
    await wrong.focus();
    await page.keyboard.press('Enter');
    await expect(wrong).toContainText('your answer');
    await expect(right.getByText('right', { exact: true })).toBeVisible();
    await expect(question.getByRole('status')).toContainText('Not quite.');
    await right.focus();
    await page.keyboard.press('Enter');
    await expect(question.getByRole('status')).toContainText('Not quite.');
  });

  test('can be answered again', async ({ page }) => {
    await page.goto(lesson);
    const question = page.locator('check-question').first();
    await question.locator('.opt:not([data-right])').first().click();
    await question.getByRole('button', { name: 'Answer again' }).click();
    await expect(question.locator('.is-yours:visible')).toHaveCount(0);
    await question.locator('.opt[data-right]').click();
    await expect(question.getByRole('status')).toContainText('Right.');
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test.skip(
    ({ browserName }) => browserName === 'firefox',
    'stock Firefox has no switch for scripts that a test can turn',
  );

  test('the answers can be read, and a term leads to its definition', async ({ page }) => {
    await page.goto(lesson);
    const answer = page.locator('check-question details').first();
    await answer.locator('summary').click();
    await expect(answer.locator('p')).toBeVisible();
    await expect(firstTerm(page).term).toHaveAttribute('href', /^(https:|\/en\/)/);
  });
});

test('a citation leads to its section', async ({ page }) => {
  await page.goto(lesson);
  await expect(page.locator('.mg .cite').first()).toHaveAttribute(
    'href',
    /rfc-editor\.org\/rfc\/rfc\d+#section-[\d.]+$/,
  );
});
