import type { Locator, Page } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';
import { startSite, top } from '../server.ts';
import { expect, test } from './harness.ts';

const lesson = '/en/signaling/what-signaling-is/';

/** Opens the lesson and waits until its carriers can be run. */
async function open(page: Page, path = lesson): Promise<Locator> {
  await page.goto(path);
  const carriers = page.locator('signaling-carriers');
  await carriers.scrollIntoViewIfNeeded();
  await expect(carriers).toHaveAttribute('data-ready', '');
  return carriers;
}

const cell = (carriers: Locator, carrier: string, name: string): Locator =>
  carriers.locator(`.instrument [data-row="${carrier}"] [data-cell="${name}"]`);
const part = (carriers: Locator, name: string): Locator => carriers.locator(`[data-part="${name}"]`);
const said = (carriers: Locator): Locator => part(carriers, 'said');
const messages = (carriers: Locator): Locator => carriers.locator('ol.messages button');
const traceOf = (carriers: Locator): Promise<TraceEvent[]> =>
  carriers.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);

/** Runs one carrier, and waits until it is done. */
async function run(carriers: Locator, carrier: string): Promise<void> {
  await carriers.locator(`[data-run="${carrier}"]`).click();
  await expect(carriers).not.toHaveAttribute('data-running');
  await expect(said(carriers)).toContainText('connected');
}

/** The text of each message in turn, as it is shown. */
async function shownTexts(carriers: Locator): Promise<string[]> {
  const texts: string[] = [];
  for (const message of await messages(carriers).all()) {
    await message.click();
    await expect(message).toHaveAttribute('aria-pressed', 'true');
    texts.push((await carriers.locator('.text pre').textContent()) ?? '');
  }
  return texts;
}

test('one run of all makes a connection over each carrier that needs no hand, and another one a median', async ({
  page,
}) => {
  const carriers = await open(page);
  const automatic = ['in-page', 'broadcast-channel', 'peerserver', 'polling'];
  for (const times of ['1', '2']) {
    await carriers.getByRole('button', { name: 'Run all' }).click();
    await expect(said(carriers)).toContainText('4 connections were made');
    for (const carrier of automatic) {
      await expect(cell(carriers, carrier, 'connected')).toHaveText(/^[\d.]+ ms$/);
      await expect(cell(carriers, carrier, 'runs')).toHaveText(times);
    }
  }
  await expect(cell(carriers, 'copy-paste', 'connected')).toHaveText('–');
  await expect(carriers.locator('.instrument .carrier-bar.done')).toHaveCount(4);
});

test('each message has its tick, above the line where A sent it and below where B did', async ({ page }) => {
  const carriers = await open(page);
  await run(carriers, 'in-page');
  const bar = carriers.locator('.instrument .carrier-bar').first();
  const sent = (await traceOf(carriers)).filter(({ type }) => type === 'sent');
  await expect(bar.locator('.tick')).toHaveCount(sent.length);
  await expect(bar.locator('.tick.a')).toHaveCount(sent.filter(({ peer }) => peer === 'a').length);
  await expect(cell(carriers, 'in-page', 'messages')).toHaveText(String(sent.length));
});

/** What a page has handed to the network and made; every call goes on to the browser. */
interface Seen {
  frames: string[];
  bodies: string[];
  sockets: WebSocket[];
  connections: RTCPeerConnection[];
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = { frames: [], bodies: [], sockets: [], connections: [] };
    Reflect.set(window, 'seen', seen);
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data): void {
      seen.frames.push(String(data));
      send.call(this, data);
    };
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL) {
        super(url);
        seen.sockets.push(this);
      }
    };
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        seen.connections.push(this);
      }
    };
    const { fetch } = window;
    window.fetch = (input, init) => {
      if (typeof init?.body === 'string') seen.bodies.push(init.body);
      return fetch(input, init);
    };
  });
}

const seenTexts = (page: Page, name: 'frames' | 'bodies'): Promise<string[]> =>
  page.evaluate((list): string[] => Reflect.get(Reflect.get(window, 'seen'), list), name);

test('over the WebSocket the texts shown are the frames that were sent', async ({ page }) => {
  await watch(page);
  const carriers = await open(page);
  await run(carriers, 'peerserver');
  const shown = await shownTexts(carriers);
  expect(shown.length).toBeGreaterThan(3);
  expect((await seenTexts(page, 'frames')).filter((frame) => !frame.includes('HEARTBEAT'))).toEqual(shown);
});

test('over HTTP the texts shown are the bodies that were posted', async ({ page }) => {
  await watch(page);
  const carriers = await open(page);
  await run(carriers, 'polling');
  const shown = await shownTexts(carriers);
  const bodies = await seenTexts(page, 'bodies');
  expect(bodies).toEqual(expect.arrayContaining(shown));
  // beside them each end takes its seat with an empty one
  expect(bodies.length).toBe(shown.length + 2);
});

/** The text that an end has to say, when it is there. */
async function textFrom(carriers: Locator, peer: 'a' | 'b'): Promise<string> {
  const out = carriers.locator(`[data-out="${peer}"]`);
  await expect(out).toHaveValue(/^trickle\./);
  return out.inputValue();
}

async function handTo(carriers: Locator, peer: 'a' | 'b', text: string): Promise<void> {
  await carriers.locator(`[data-in="${peer}"]`).fill(text);
  await carriers.locator(`[data-hand="${peer}"]`).click();
}

test('no message’s line runs into the next, however long ago it was sent', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1100 });
  const carriers = await open(page);
  await run(carriers, 'in-page');
  for (const time of await carriers.locator('ol.messages .time').all()) {
    await time.evaluate((element) => {
      element.textContent = '12,345.6 ms';
    });
  }
  const overlaps = await messages(carriers).evaluateAll((lines) =>
    lines.flatMap((line, index) => {
      const label = line.querySelector('.label')?.getBoundingClientRect();
      const next = lines[index + 1]?.querySelector('.label')?.getBoundingClientRect();
      return label && next && next.top - label.bottom < 4 ? [line.textContent] : [];
    }),
  );
  expect(overlaps).toEqual([]);
});

test('by hand two texts are enough, and the time includes the reader', async ({ page }) => {
  const carriers = await open(page);
  await carriers.locator('[data-run="copy-paste"]').click();
  const fromA = await textFrom(carriers, 'a');
  await handTo(carriers, 'b', fromA);
  const fromB = await textFrom(carriers, 'b');
  await handTo(carriers, 'a', fromB);
  await expect(said(carriers)).toContainText('Copy and paste: connected');
  await expect(part(carriers, 'courier')).toBeHidden();
  expect(new Set(await shownTexts(carriers))).toEqual(new Set([fromA, fromB]));
  const kilobytes = ((fromA.length + fromB.length) / 1000).toFixed(1);
  await expect(cell(carriers, 'copy-paste', 'bytes')).toHaveText(`${kilobytes} kB`);
});

test('a text that cannot be taken is said to be none, and the right one is taken after it', async ({ page }) => {
  const carriers = await open(page);
  await carriers.locator('[data-run="copy-paste"]').click();
  const fromA = await textFrom(carriers, 'a');
  const problem = carriers.locator('[data-said="b"]');
  for (const [text, sentence] of [
    ['  ', 'The box is empty'],
    ['hello', 'not such a text'],
    [fromA.slice(0, -9), 'breaks off'],
    [`${fromA.slice(0, -9)}AAAAAAAAA`, 'changed on the way'],
    [fromA.replace('trickle.1.', 'trickle.9.'), 'another version'],
    ['<img src=x onerror="window.ran=1">', 'not such a text'],
  ] as const) {
    await handTo(carriers, 'b', text);
    await expect(problem).toContainText(sentence);
  }
  await handTo(carriers, 'a', fromA);
  await expect(carriers.locator('[data-said="a"]')).toContainText('belongs into the other box');
  await handTo(carriers, 'b', fromA);
  await expect(problem).toHaveText('B has it.');
  await handTo(carriers, 'a', await textFrom(carriers, 'b'));
  await expect(said(carriers)).toContainText('Copy and paste: connected');
  expect(await page.evaluate(() => Reflect.has(window, 'ran'))).toBe(false);
});

test('when a run is over, nothing of it is left', async ({ page }) => {
  await watch(page);
  const carriers = await open(page);
  await carriers.getByRole('button', { name: 'Run all' }).click();
  await expect(said(carriers)).toContainText('4 connections were made');
  const states = await page.evaluate((): string[] =>
    Reflect.get(Reflect.get(window, 'seen'), 'connections').map((each: RTCPeerConnection) => each.connectionState),
  );
  // two ends over each of four carriers, and the pair that is not counted
  expect(states).toEqual(Array.from({ length: 10 }, () => 'closed'));
  const sockets = (): Promise<number[]> =>
    page.evaluate((): number[] =>
      Reflect.get(Reflect.get(window, 'seen'), 'sockets').map((each: WebSocket) => each.readyState),
    );
  await expect.poll(sockets).toEqual([WebSocket.CLOSED, WebSocket.CLOSED]);
  expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([]);
});

test('by keys: A runs all, a number runs a carrier, arrows choose a message, Escape stops', async ({ page }) => {
  const carriers = await open(page);
  await carriers.focus();
  await page.keyboard.press('a');
  await expect(said(carriers)).toContainText('4 connections were made');
  await page.keyboard.press('1');
  await expect(said(carriers)).toContainText('In the page: connected');
  await expect(messages(carriers).first()).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(messages(carriers).nth(1)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('5');
  await expect(part(carriers, 'courier')).toBeVisible();
  await carriers.focus();
  await page.keyboard.press('Escape');
  await expect(said(carriers)).toContainText('Stopped');
  await expect(part(carriers, 'courier')).toBeHidden();
});

test('a server that has gone is said to have gone, and what needs none still runs', async ({ page, forgiven }) => {
  forgiven.allow(/^foreign|ERR_CONNECTION_REFUSED|can’t establish a connection|NetworkError/);
  const site = await startSite();
  const carriers = await open(page, site.origin + lesson);
  await site.stop();
  for (const carrier of ['peerserver', 'polling']) {
    await carriers.locator(`[data-run="${carrier}"]`).click();
    await expect(said(carriers)).toContainText('the carrier went away');
    await expect(cell(carriers, carrier, 'connected')).toHaveText('–');
  }
  await run(carriers, 'in-page');
});

test('a host that only serves pages has a recorded run for each carrier of a server, and says how to start one', async ({
  page,
}) => {
  await page.route('**/carriers.json', (route) => route.fulfill({ path: `${top}/dist/carriers.json` }));
  const carriers = await open(page);
  await expect(part(carriers, 'missing')).toContainText('npm start');
  for (const carrier of ['peerserver', 'polling']) {
    await expect(carriers.locator(`[data-run="${carrier}"]`)).toBeDisabled();
    await expect(cell(carriers, carrier, 'connected')).toHaveText(/ms$/);
  }
  await expect(carriers.locator('.instrument .carrier-bar.recorded')).toHaveCount(2);
  await carriers.getByText('HTTP polling', { exact: true }).last().click();
  await expect(part(carriers, 'liveness')).toContainText('recorded in');
  await carriers.getByRole('button', { name: 'Run all' }).click();
  await expect(said(carriers)).toContainText('2 connections were made');
});

test('a run that is shared opens at the same message and with the same pane', async ({ page }) => {
  const carriers = await open(page);
  await run(carriers, 'broadcast-channel');
  const answer = messages(carriers).filter({ hasText: 'answer' });
  await answer.click();
  await expect(answer).toHaveAttribute('aria-pressed', 'true');
  const before = await part(carriers, 'message-head').textContent();
  await carriers.getByRole('tab', { name: 'Log' }).click();
  await expect(carriers.locator('.transcript')).toContainText('connectionState is now connected');
  const log = await carriers.locator('.transcript').textContent();
  await page.evaluate(() => {
    // where nothing may be copied the link goes to the address bar
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await carriers.getByRole('button', { name: 'Copy link' }).click();
  await expect(page).toHaveURL(/#run=1\./);
  const link = page.url();
  await page.goto('about:blank');
  const again = await open(page, link);
  await expect(again.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true');
  await expect(again.locator('.transcript')).toHaveText(log ?? '');
  await again.getByRole('tab', { name: 'Messages' }).click();
  await expect(part(again, 'message-head')).toHaveText(before ?? '');
  await expect(again.locator('[name="carrier"][value="broadcast-channel"]')).toBeChecked();
  await expect(part(again, 'liveness')).toContainText('shared');
});

test('a link that was cut off says so', async ({ page }) => {
  const carriers = await open(page, `${lesson}#run=1.3.messages.xxxx`);
  await expect(part(carriers, 'trace-said')).toContainText('cannot be read');
});

test('a trace that is pasted stands in its carrier’s place, and a live run takes it back', async ({ page }) => {
  const carriers = await open(page);
  await run(carriers, 'in-page');
  const count = await messages(carriers).count();
  const { trace } = await carriers.evaluate((element) => ({ trace: [...Reflect.get(element, 'trace')] }));
  const text = JSON.stringify({
    format: 'trickle-trace',
    version: 1,
    browser: 'X 1',
    count: trace.length,
    events: trace,
  });
  await page.reload();
  const again = await open(page);
  await again.getByRole('tab', { name: 'Log' }).click();
  await again.locator('[data-do="paste"]').click();
  await again.locator('.paste textarea').fill(text);
  await again.locator('.paste [type="submit"]').click();
  await expect(part(again, 'trace-said')).toContainText('recorded in X 1');
  await again.getByRole('tab', { name: 'Messages' }).click();
  await expect(messages(again)).toHaveCount(count);
  await run(again, 'in-page');
  await expect(part(again, 'liveness')).toHaveText('live in this page');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test.skip(
    ({ browserName }) => browserName === 'firefox',
    'stock Firefox has no switch for scripts that a test can turn',
  );

  test('recorded runs stand there: a picture, and a row for each carrier', async ({ page }) => {
    await page.goto(lesson);
    const still = page.locator('signaling-carriers .still');
    await expect(still).toBeVisible();
    await expect(still.locator('.carrier-bar.recorded')).toHaveCount(5);
    await expect(still.locator('tbody [data-cell="connected"]')).toHaveText(Array.from({ length: 5 }, () => /m?s$/));
    await expect(page.locator('signaling-carriers .instrument')).toBeHidden();
  });
});

test('a browser without WebRTC is told so, and shown recorded runs', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  await page.goto(lesson);
  const carriers = page.locator('signaling-carriers');
  await carriers.scrollIntoViewIfNeeded();
  await expect(carriers).toHaveAttribute('data-unsupported', '');
  await expect(carriers.locator('.unsupported')).toContainText('no RTCPeerConnection');
  await expect(carriers.locator('.still .carrier-bar')).toHaveCount(5);
});

test('in Korean on a phone nothing is wider than the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const carriers = await open(page, lesson.replace('/en/', '/ko/'));
  await carriers.getByRole('button', { name: '모두 실행' }).click();
  await expect(said(carriers)).toContainText('연결 4개');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
});
