import type { Locator, Page } from '@playwright/test';
import { expect, test } from './harness.ts';

const path = '/en/signaling/sdp/';

async function open(page: Page, address = path): Promise<Locator> {
  await page.goto(address);
  const explorer = page.locator('sdp-explorer');
  await explorer.scrollIntoViewIfNeeded();
  await expect(explorer).toHaveAttribute('data-ready', 'offer');
  return explorer;
}

async function show(explorer: Locator, tab: string): Promise<void> {
  await explorer.locator(`[data-tab="${tab}"]`).click();
  await expect(explorer).toHaveAttribute('data-ready', tab);
}

/** Pastes as a reader does: the event with the text on its clipboard. Firefox has its own way to make such an event. */
async function paste(explorer: Locator, text: string): Promise<void> {
  await explorer.locator('textarea').evaluate((box: HTMLTextAreaElement, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', data);
    const init = { clipboardData, dataType: 'text/plain', data, bubbles: true, cancelable: true };
    box.dispatchEvent(new ClipboardEvent('paste', init));
  }, text);
}

const shownLines = (explorer: Locator): Locator => explorer.locator('.sdp-text');
const part = (explorer: Locator, name: string): Locator => explorer.locator(`[data-part="${name}"]`);
const textLength = (explorer: Locator): Promise<number> =>
  explorer.evaluate((element) => Reflect.get(Reflect.get(element, 'session'), 'text').length);
const sessionText = (explorer: Locator): Promise<string> =>
  explorer.evaluate((element) => Reflect.get(Reflect.get(element, 'session'), 'text'));

test('the offer of this browser is shown, every line of it', async ({ page }) => {
  const explorer = await open(page);
  await expect(shownLines(explorer).first()).toHaveText('v=0');
  expect(await shownLines(explorer).count()).toBe((await sessionText(explorer)).trimEnd().split('\r\n').length);
  await expect(explorer.locator('[data-ignored]').first()).toContainText('ignored by WebRTC');
});

test('a line that is chosen is explained, with the section where it is written', async ({ page }) => {
  const explorer = await open(page);
  await shownLines(explorer).getByText('a=setup:actpass').first().click();
  await expect(part(explorer, 'meaning')).toContainText('DTLS handshake');
  await expect(part(explorer, 'source')).toHaveAttribute('href', 'https://www.rfc-editor.org/rfc/rfc5763#section-5');
});

test('arrow keys choose the line before and after, Home and End the first and the last', async ({ page }) => {
  const explorer = await open(page);
  await explorer.locator('[role="option"]').first().click();
  await page.keyboard.press('ArrowDown');
  await expect(part(explorer, 'line')).toHaveText(/^o=/);
  await expect(explorer.locator('[role="option"]:focus')).toContainText('o=');
  await page.keyboard.press('End');
  await expect(explorer.locator('[role="option"]').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(part(explorer, 'line')).toHaveText('v=0');
});

test('lines that WebRTC ignores can be hidden', async ({ page }) => {
  const explorer = await open(page);
  const all = await shownLines(explorer).count();
  await explorer.getByLabel('Hide ignored lines').check();
  await expect(explorer.locator('[data-ignored]')).toHaveCount(0);
  expect(await shownLines(explorer).count()).toBeLessThan(all);
});

test('a section button goes to its m= line', async ({ page }) => {
  const explorer = await open(page);
  await part(explorer, 'sections').getByText('application').click();
  await expect(part(explorer, 'line')).toHaveText(/^m=application/);
});

test('the difference of offer and answer knows the changed setup, and says what it was', async ({ page }) => {
  const explorer = await open(page);
  await show(explorer, 'difference');
  const setup = explorer.locator('[data-kind="changed"]').getByText('a=setup:active').first();
  await setup.click();
  await expect(part(explorer, 'was')).toHaveText('In the offer: a=setup:actpass');
});

test('gathering adds candidates', async ({ page }) => {
  const explorer = await open(page);
  await show(explorer, 'difference');
  await explorer.getByText('Before and after gathering').click();
  await expect(explorer.locator('[data-kind="added"]').getByText('a=candidate').first()).toBeVisible();
});

test('another choice makes another offer', async ({ page }) => {
  const explorer = await open(page);
  await explorer.getByText('Data', { exact: true }).click();
  await expect(part(explorer, 'sections').getByText('video')).toHaveCount(0);
  await expect(part(explorer, 'sections').getByText('application')).toHaveCount(1);
});

test('a pasted text is explained as far as it goes, and its first bad line is named and gone to', async ({ page }) => {
  const explorer = await open(page);
  await show(explorer, 'yours');
  await paste(explorer, 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=now\r\nm=audio 9');
  await expect(part(explorer, 'reasons')).toContainText('Line 4 is the first bad one. t= needs two numbers.');
  await expect(explorer.locator('[aria-selected="true"][data-index]')).toContainText('t=now');
  await shownLines(explorer).first().click();
  await explorer.getByRole('button', { name: 'Go to line 4' }).click();
  await expect(part(explorer, 'reason')).toContainText('t= needs two numbers.');
  expect(await sessionText(explorer)).toContain('m=audio 9');
  await explorer.getByRole('button', { name: /Undo/ }).click();
  await expect(part(explorer, 'trouble')).toBeHidden();
});

test('a sound text that lacks what WebRTC needs says so', async ({ page }) => {
  const explorer = await open(page);
  await show(explorer, 'yours');
  await paste(
    explorer,
    'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\n',
  );
  await expect(part(explorer, 'reasons')).toContainText('A browser would refuse this. Line 6');
});

test('markup in a text is shown, never run', async ({ page }) => {
  const explorer = await open(page);
  await show(explorer, 'yours');
  const markup = '<img src=x onerror="window.ran=true"><script>window.ran=true</script>';
  await paste(explorer, `v=0\r\n${markup}\r\na=${markup}\r\n`);
  await shownLines(explorer).getByText(markup).first().click();
  await expect(part(explorer, 'line')).toHaveText(markup);
  await expect(explorer.locator('img, .listing script')).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.has(window, 'ran'))).toBe(false);
});

const megabyte = {
  'short lines': 'a=\r\n'.repeat(2 ** 18),
  'one line': `v=0\r\na=${'x'.repeat(2 ** 20)}`,
  'empty lines': '\n'.repeat(2 ** 20),
  'media sections': 'm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n'.repeat(2 ** 15),
};

/** The longest task of the page's own thread in ms, counting the time it was at work, so that a busy machine changes nothing. */
function longestTask(trace: Buffer): number {
  const { traceEvents }: { traceEvents: { name: string; tdur?: number }[] } = JSON.parse(trace.toString());
  const tasks = traceEvents.flatMap(({ name, tdur }) => (name.endsWith('RunTask') && tdur ? [tdur / 1000] : []));
  expect(tasks.length).toBeGreaterThan(0);
  return Math.max(...tasks);
}

for (const [kind, text] of Object.entries(megabyte)) {
  test(`a megabyte of ${kind} comes back whole, and no task takes 200 ms`, async ({ page, browser, browserName }) => {
    const explorer = await open(page);
    await show(explorer, 'yours');
    const isTraced = browserName === 'chromium';
    if (isTraced) await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
    await paste(explorer, text);
    await expect.poll(() => textLength(explorer)).toBe(text.length);
    await explorer.locator('.listing').evaluate((listing) => listing.scrollTo({ top: listing.scrollHeight }));
    await expect(shownLines(explorer).last()).toBeVisible();
    if (isTraced) expect(longestTask(await browser.stopTracing())).toBeLessThan(200);
    expect((await sessionText(explorer)) === text).toBe(true);
  });
}

test('without WebRTC a recorded offer stands there, and a text can still be read', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  await page.goto(path);
  const explorer = page.locator('sdp-explorer');
  await explorer.scrollIntoViewIfNeeded();
  await expect(explorer.locator('.still')).toBeVisible();
  await expect(explorer.locator('.still')).toContainText('This browser has no WebRTC');
  await paste(explorer, 'v=0\r\nnonsense\r\n');
  await expect(part(explorer, 'reasons')).toContainText('Line 2');
});

test('every connection is closed, also when the element goes in the middle', async ({ page }) => {
  await page.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    Reflect.set(window, 'made', made);
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
      }
    };
  });
  const explorer = await open(page);
  const states = (): Promise<string[]> =>
    page.evaluate(() => Reflect.get(window, 'made').map(({ signalingState }: RTCPeerConnection) => signalingState));
  expect(await states()).toEqual(['closed', 'closed']);
  await explorer.evaluate((element: HTMLElement) => {
    element.querySelector<HTMLElement>('[data-do="new"]')?.click();
    element.remove();
  });
  await expect.poll(states).toEqual(['closed', 'closed', 'closed', 'closed']);
});

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false });
  test.skip(
    ({ browserName }) => browserName === 'firefox',
    'stock Firefox has no switch for scripts that a test can turn',
  );

  test('a recorded offer is explained line by line', async ({ page }) => {
    await page.goto(path);
    const still = page.locator('sdp-explorer .still');
    await expect(still).toBeVisible();
    await expect(still.locator('.unsupported')).toBeHidden();
    await expect(page.locator('sdp-explorer .instrument')).toBeHidden();
    await expect(still.getByText('Version of SDP.')).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const language of ['en', 'ko']) {
    test(`nothing scrolls sideways, in ${language}`, async ({ page }) => {
      const explorer = await open(page, `/${language}/signaling/sdp/`);
      for (const tab of ['offer', 'difference', 'yours']) {
        await show(explorer, tab);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
          0,
        );
      }
      const small = await explorer.evaluate((element) => {
        const targets = [...element.querySelectorAll<HTMLElement>('.instrument button, fieldset label span')];
        return targets
          .filter((target) => target.offsetParent && target.offsetHeight < 44)
          .map((target) => target.textContent);
      });
      expect(small).toEqual([]);
    });
  }
});
