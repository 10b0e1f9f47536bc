import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { expect, test } from './harness.ts';

const path = '/en/signaling/sdp/';

/** Traces that Chromium recorded in the bench: each description sent when it was made, and when all candidates were in it. */
const recorded = (name: string): string =>
  readFileSync(new URL(`../fixtures/traces/${name}.json`, import.meta.url), 'utf8');

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
  await explorer.locator('.yours textarea').evaluate((box: HTMLTextAreaElement, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', data);
    const init = { clipboardData, dataType: 'text/plain', data, bubbles: true, cancelable: true };
    box.dispatchEvent(new ClipboardEvent('paste', init));
  }, text);
}

async function pasteTrace(explorer: Locator, text: string): Promise<void> {
  await show(explorer, 'log');
  await explorer.locator('[data-do="paste"]').click();
  await explorer.locator('.paste textarea').fill(text);
  await explorer.locator('.paste [type="submit"]').click();
}

const traceOf = (explorer: Locator): Promise<TraceEvent[]> =>
  explorer.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);

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

test('a text that the box does not hold is read all the same, and a sentence says where it is', async ({ page }) => {
  const explorer = await open(page);
  await show(explorer, 'yours');
  await paste(explorer, `v=0\r\n${'a=x\r\n'.repeat(4001)}`);
  await expect(part(explorer, 'held')).toBeVisible();
  await expect(part(explorer, 'held')).toContainText('20,010 characters are held here and shown below. The box stays');
  await expect(explorer.locator('.yours textarea')).toHaveValue('');
  await expect.poll(() => textLength(explorer)).toBe(20_010);
  await paste(explorer, 'v=0\r\n');
  await expect(part(explorer, 'held')).toBeHidden();
});

test.describe('the log', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'our own code does this, whatever the browser');

  test('tells the run that made the offer and the answer, call by call', async ({ page }) => {
    const explorer = await open(page);
    await show(explorer, 'log');
    const lines = part(explorer, 'log').locator('li');
    await expect(lines.first()).toContainText('a connection was made, with 0 ICE servers');
    for (const line of [
      'calls a.createOffer()',
      'calls a.setLocalDescription(offer)',
      'has found every candidate',
      'calls b.setRemoteDescription(offer)',
      'calls b.createAnswer()',
    ]) {
      await expect(lines.getByText(line)).toHaveCount(1);
    }
    expect(await lines.count()).toBe((await traceOf(explorer)).length);
    await expect(part(explorer, 'run-summary')).toHaveRole('status');
    await expect(part(explorer, 'run-summary')).toContainText(/: \d+ events in [\d.]+ ms\./);
    await expect(explorer.locator('.listing')).toBeHidden();
  });

  test('shows a call that the browser refused where it happened', async ({ page }) => {
    await page.addInitScript(() => {
      const refuse = (): Promise<never> => Promise.reject(new DOMException('not today', 'OperationError'));
      Reflect.set(RTCPeerConnection.prototype, 'createAnswer', refuse);
    });
    await page.goto(path);
    const explorer = page.locator('sdp-explorer');
    await explorer.scrollIntoViewIfNeeded();
    await expect(explorer).toHaveAttribute('data-ready', 'failed');
    await expect(part(explorer, 'summary')).toHaveText('The browser refused: OperationError: not today');
    await show(explorer, 'log');
    await expect(part(explorer, 'log').locator('.bad')).toContainText('createAnswer failed: OperationError: not today');
    await show(explorer, 'answer');
    await expect(part(explorer, 'summary')).toHaveText('This run holds no answer.');
  });

  test('is printed whole', async ({ page }) => {
    const explorer = await open(page);
    const event = { t: 0, type: 'received', peer: 'a', message: 1 };
    const events = Array.from({ length: 1000 }, () => event);
    await pasteTrace(
      explorer,
      JSON.stringify({ format: 'trickle-trace', version: 1, browser: 'Firefox 153', count: 1000, events }),
    );
    const lines = part(explorer, 'log').locator('li');
    await expect(lines).toHaveCount(400);
    await expect(part(explorer, 'log-more')).toContainText('600 earlier lines are left out here');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await expect(lines).toHaveCount(1000);
  });

  test('stands on paper at its whole height, without its buttons', async ({ page }) => {
    const explorer = await open(page);
    await show(explorer, 'log');
    await page.emulateMedia({ media: 'print' });
    await expect(explorer.locator('.tools').filter({ visible: true })).toHaveCount(0);
    const log = part(explorer, 'log');
    await expect(log.locator('li').last()).toBeVisible();
    expect(await log.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  });

  test('has the keys of the panel, and leaves the arrows to the page', async ({ page }) => {
    const explorer = await open(page);
    await explorer.locator('[data-tab="yours"]').focus();
    await page.keyboard.press('ArrowRight');
    await expect(explorer).toHaveAttribute('data-ready', 'log');
    const before = await traceOf(explorer);
    await page.keyboard.press('Tab');
    await expect(explorer.locator('[data-do="copy-link"]')).toBeFocused();
    await explorer.locator('[data-do="copy"]').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(explorer.locator('.paste textarea')).toBeFocused();
    await page.keyboard.type('r');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(part(explorer, 'trace-said')).toContainText('This is not a trace');
    expect(await traceOf(explorer)).toEqual(before);
    await explorer.focus();
    await page.keyboard.press('ArrowDown');
    await expect(explorer).toHaveAttribute('data-ready', 'log');
    await page.keyboard.press('r');
    await expect.poll(async () => (await traceOf(explorer))[0]?.t === before[0]?.t).toBe(false);
  });
});

test.describe('a trace from elsewhere', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'our own code does this, whatever the browser');

  test('gives its offer and answer to every tab, says whose run it is, and undo returns', async ({ page }) => {
    const explorer = await open(page);
    const own = await sessionText(explorer);
    await pasteTrace(explorer, recorded('chromium-data-whole'));
    await expect(part(explorer, 'trace-said')).toContainText(/^Shown: \d+ events, recorded in Chromium \d+\. Undo/);
    for (const tab of ['offer', 'answer', 'difference']) {
      await show(explorer, tab);
      await expect(part(explorer, 'recorded-run')).toHaveText(/^This is a recorded run of Chromium \d+: its offer/);
      await expect(part(explorer, 'liveness')).toHaveText(/^recorded in Chromium \d+$/);
      await expect(part(explorer, 'sections').getByText('application')).toHaveCount(1);
      await expect(part(explorer, 'sections').getByText('video')).toHaveCount(0);
    }
    await explorer.getByText('Before and after gathering').click();
    await expect(explorer.locator('[data-kind="added"]').getByText('a=candidate').first()).toBeVisible();
    await show(explorer, 'offer');
    await explorer.getByRole('button', { name: 'Undo: back to this browser’s own' }).click();
    await expect(explorer).toBeFocused();
    await expect(part(explorer, 'recorded')).toBeHidden();
    await expect(part(explorer, 'liveness')).toHaveText('live in this tab');
    await expect.poll(() => sessionText(explorer)).toBe(own);
  });

  test('in which candidates travelled one by one has no gathered offer, and says so', async ({ page }) => {
    const explorer = await open(page);
    await pasteTrace(explorer, recorded('chromium-both'));
    await show(explorer, 'difference');
    await explorer.getByText('Before and after gathering').click();
    await expect(part(explorer, 'summary')).toContainText('They travelled one by one, or none was found.');
    await expect(shownLines(explorer)).toHaveCount(0);
    await explorer.getByText('Offer and answer').click();
    await expect(part(explorer, 'summary')).toContainText('lines added');
  });

  test('ends when a new offer is made', async ({ page }) => {
    const explorer = await open(page);
    await pasteTrace(explorer, recorded('chromium-data'));
    await explorer.locator('[data-do="new"]').click();
    await expect(part(explorer, 'recorded')).toBeHidden();
    await expect(part(explorer, 'log').getByText('calls a.addTransceiver()')).toHaveCount(2);
    await expect(part(explorer, 'trace-said')).toBeEmpty();
    expect(await part(explorer, 'log').evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  });

  test('cut off, it is shown as far as it goes and says what is missing', async ({ page }) => {
    const explorer = await open(page);
    const whole = recorded('chromium-data');
    await pasteTrace(explorer, whole.slice(0, whole.indexOf('"createAnswer"')));
    await expect(part(explorer, 'trace-said')).toContainText(/breaks off: \d+ of \d+ events are there/);
    await show(explorer, 'offer');
    await expect(shownLines(explorer).first()).toHaveText('v=0');
    await show(explorer, 'answer');
    await expect(part(explorer, 'summary')).toHaveText('This run holds no answer.');
    await show(explorer, 'difference');
    await expect(part(explorer, 'summary')).toContainText('this run does not hold both an offer and its answer');
  });

  test('of another version says which, and this browser’s own stays', async ({ page }) => {
    const explorer = await open(page);
    await pasteTrace(explorer, recorded('chromium-data').replace('"version":1', '"version":7'));
    await expect(part(explorer, 'trace-said')).toContainText('version 7');
    await expect(part(explorer, 'liveness')).toHaveText('live in this tab');
  });

  test('with markup in every text is shown as text, and nothing runs', async ({ page }) => {
    const explorer = await open(page);
    const markup = '<img src=x onerror=window.ran=1>';
    const sdp = `v=0\r\n${markup}\r\na=mid:${markup}\r\n`;
    const events = [
      { t: 0, type: 'created', peer: 'a', iceServers: 0 },
      { t: 1, type: 'call', peer: 'a', id: 1, method: 'createDataChannel', argument: { label: markup } },
      { t: 2, type: 'exception', peer: 'a', id: 1, method: 'createDataChannel', name: markup, message: markup },
      { t: 3, type: 'state', peer: 'a', attribute: 'signalingState', value: markup },
      { t: 4, type: 'result', peer: 'a', id: 2, method: 'createOffer', description: { type: 'offer', sdp } },
      { t: 5, type: 'result', peer: 'b', id: 3, method: 'createAnswer', description: { type: 'answer', sdp } },
    ];
    await pasteTrace(
      explorer,
      JSON.stringify({ format: 'trickle-trace', version: 1, browser: markup, count: events.length, events }),
    );
    await expect(part(explorer, 'trace-said')).toContainText(markup);
    await expect(part(explorer, 'log')).toContainText(`signalingState is now ${markup}`);
    await expect(part(explorer, 'recorded-run')).toContainText(markup);
    for (const tab of ['offer', 'answer', 'difference']) {
      await show(explorer, tab);
      await expect(shownLines(explorer).getByText(markup, { exact: true }).first()).toBeVisible();
    }
    await expect(explorer.locator('img, .instrument script')).toHaveCount(0);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  test('of descriptions without end is read on every tab, and too long to compare', async ({ page }) => {
    const explorer = await open(page);
    const sdp = `v=0\r\n${'a=x\r\n'.repeat(30_000)}`;
    const events = [
      { t: 4, type: 'result', peer: 'a', id: 2, method: 'createOffer', description: { type: 'offer', sdp } },
      { t: 5, type: 'result', peer: 'b', id: 3, method: 'createAnswer', description: { type: 'answer', sdp } },
    ];
    await pasteTrace(explorer, JSON.stringify({ format: 'trickle-trace', version: 1, browser: '', count: 2, events }));
    await expect(part(explorer, 'recorded-run')).toContainText('an unnamed browser');
    await show(explorer, 'answer');
    await expect(part(explorer, 'summary')).toContainText('30,001 lines');
    await show(explorer, 'difference');
    await expect(part(explorer, 'summary')).toHaveText('These texts are too long to compare.');
  });

  test('is what was copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const explorer = await open(page);
    const text = await sessionText(explorer);
    const before = await traceOf(explorer);
    await show(explorer, 'log');
    await explorer.locator('[data-do="copy"]').click();
    await expect(part(explorer, 'trace-said')).toHaveText(`Copied: ${before.length} events.`);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await explorer.locator('[data-do="new"]').click();
    await expect.poll(async () => (await traceOf(explorer)).length).toBeGreaterThan(20);
    await pasteTrace(explorer, copied);
    await expect(part(explorer, 'recorded')).toBeVisible();
    expect(await traceOf(explorer)).toEqual(before);
    await show(explorer, 'offer');
    expect(await sessionText(explorer)).toBe(text);
    await show(explorer, 'difference');
    await explorer.getByText('Before and after gathering').click();
    await expect(explorer.locator('[data-kind="added"]').getByText('a=candidate').first()).toBeVisible();
  });
});

test.describe('a run in a link', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'our own code does this, whatever the browser');

  /** Shares by the address bar, which is where the link goes when copying is not allowed. */
  async function share(page: Page, explorer: Locator): Promise<string> {
    await page.evaluate(() => {
      Reflect.set(navigator.clipboard, 'writeText', () => Promise.reject(new DOMException('no', 'NotAllowedError')));
    });
    await explorer.locator('[data-do="copy-link"]').click();
    await page.waitForURL(/#run=/);
    return page.url();
  }

  test('opens in another page as what it was, and says whose it is', async ({ page, context }) => {
    const explorer = await open(page);
    await show(explorer, 'log');
    const other = await context.newPage();
    await other.goto(await share(page, explorer));
    const opened = other.locator('sdp-explorer');
    await expect(part(opened, 'recorded')).toBeVisible();
    await expect(part(opened, 'trace-said')).toContainText('recorded in');
    expect((await traceOf(opened)).length).toBe((await traceOf(explorer)).length);
    await show(opened, 'offer');
    expect(await sessionText(opened)).toBe(await sessionText(explorer));
  });

  test('that was altered says so, and this browser’s own stays', async ({ page }) => {
    await page.goto(`${path}#run=1.3.log.zzzz`);
    const explorer = page.locator('sdp-explorer');
    await expect(part(explorer, 'trace-said')).toContainText('cut off or altered');
    await show(explorer, 'offer');
    expect(await sessionText(explorer)).toContain('v=0');
  });
});

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
      for (const tab of ['offer', 'difference', 'yours', 'log']) {
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
