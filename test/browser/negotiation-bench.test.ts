import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { BenchPage, lesson } from './bench-page.ts';
import { test as base, expect } from './harness.ts';

const test = base.extend<{ bench: BenchPage }>({
  bench: async ({ page }, use) => use(new BenchPage(page)),
});

const hiding = readFileSync(new URL('../fixtures/traces/chromium-data-whole.json', import.meta.url), 'utf8');
const recorded = readFileSync(new URL('../fixtures/traces/chromium-data.json', import.meta.url), 'utf8');

/** Nothing of the page is wider than the window. */
async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

test.describe('stepping', () => {
  test('one press makes one call, and code, sentence, states and count move with it', async ({ bench }) => {
    await bench.open();
    await expect(bench.part('next-code')).toHaveText("a.createDataChannel('chat')");
    await bench.step();
    await expect(bench.part('ran-code')).toHaveText("a.createDataChannel('chat')");
    await expect(bench.part('count')).toHaveText('step 1, 9 so far');
    await bench.step();
    await expect(bench.part('sentence')).toContainText('no state changed');
    await expect(bench.state('a', 'signalingState')).toHaveText('stable');
    await bench.step();
    await expect(bench.part('ran-code')).toHaveText('await a.setLocalDescription(offer)');
    await expect(bench.state('a', 'signalingState')).toHaveText('have-local-offer');
    const calls = (await bench.trace()).filter(({ type }) => type === 'call');
    expect(calls).toHaveLength(3);
  });

  test('the sum of steps is the last when both peers have found every candidate', async ({ bench }) => {
    await bench.open();
    await expect(bench.part('count')).toHaveText('step 0, 9 so far');
    await bench.stepToEnd();
    const steps = await bench.steps();
    await expect(bench.part('count')).toHaveText(`step ${steps} of ${steps}`);
  });

  test('a data channel ends connected, with messages flowing both ways', async ({ bench }) => {
    await bench.open();
    await bench.stepToEnd();
    for (const peer of ['a', 'b'] as const) {
      await expect(bench.state(peer, 'connectionState')).toHaveText('connected');
      await expect(bench.state(peer, 'dtlsState')).toHaveText('connected');
      await expect(bench.bench.locator(`[data-flow=${peer}]`)).toContainText(/messages received: [1-9]/);
    }
    await expect(bench.bench.locator('.lane.open')).toHaveCount(2);
  });

  test('audio and video end connected, with frames decoded at both ends', async ({ bench }) => {
    await bench.open();
    await bench.bench.locator('input[value=both]').check({ force: true });
    await bench.stepToEnd();
    for (const peer of ['a', 'b'] as const) {
      await expect(bench.bench.locator(`[data-flow=${peer}]`)).toContainText(/frames decoded: [1-9]/);
      await expect(bench.bench.locator(`[data-video=${peer}]`)).toBeVisible();
      await expect(bench.bench.locator(`[data-video=${peer}]`)).toHaveJSProperty('paused', false);
    }
  });

  test('without trickle no candidate travels alone, and the descriptions hold them', async ({ bench }) => {
    await bench.open();
    await bench.bench.locator('input[name=trickle]').uncheck();
    await bench.stepToEnd();
    await expect(bench.state('a', 'connectionState')).toHaveText('connected');
    const trace = await bench.trace();
    const bodies = trace.flatMap((event) => (event.type === 'sent' ? [event.body] : []));
    expect(bodies.map(({ kind }) => kind)).toEqual(['description', 'description']);
    for (const body of bodies) expect(JSON.stringify(body)).toContain('a=candidate:');
    expect(trace.some((event) => event.type === 'call' && event.method === 'addIceCandidate')).toBe(false);
  });

  test('with every candidate withheld both are stable and neither is connected', async ({ bench, page }) => {
    await bench.open();
    await page.locator('a[data-bench=withhold]').click();
    await expect(bench.bench.locator('input[name=withhold]')).toBeChecked();
    await bench.stepToEnd();
    for (const peer of ['a', 'b'] as const) {
      await expect(bench.state(peer, 'signalingState')).toHaveText('stable');
      await expect(bench.state(peer, 'connectionState')).not.toHaveText('connected');
    }
    const sent = (await bench.trace()).filter(({ type }) => type === 'sent');
    expect(sent).toHaveLength(2);
    expect(JSON.stringify(sent)).not.toContain('a=candidate:');
  });

  test('the browser does what the machines predict, from the first call to connected', async ({ bench }) => {
    await bench.open();
    await bench.stepToEnd();
    await expect(bench.state('b', 'connectionState')).toHaveText('connected');
    await expect(bench.part('differs')).toBeHidden();
  });
});

test.describe('time', () => {
  test('back shows what was, and forth again what was recorded, without a new call', async ({ bench }) => {
    await bench.open();
    for (let i = 0; i < 5; i += 1) await bench.step();
    await expect(bench.state('b', 'signalingState')).toHaveText('have-remote-offer');
    const calls = (await bench.trace()).filter(({ type }) => type === 'call').length;
    await bench.button('back').click();
    await expect(bench.state('b', 'signalingState')).toHaveText('stable');
    await expect(bench.part('liveness')).toHaveText('looking back');
    await expect(bench.part('ran-code')).toHaveText('signaling.send(offer)');
    await bench.button('step').click();
    await expect(bench.state('b', 'signalingState')).toHaveText('have-remote-offer');
    await expect(bench.part('liveness')).toHaveText('live in this tab');
    expect((await bench.trace()).filter(({ type }) => type === 'call')).toHaveLength(calls);
  });

  test('the timeline is dragged to the beginning, and the button returns to live', async ({ bench, page }) => {
    await bench.open();
    for (let i = 0; i < 5; i += 1) await bench.step();
    await bench.button('seek').scrollIntoViewIfNeeded();
    const track = await bench.button('seek').boundingBox();
    if (!track) throw new Error('the timeline is not there');
    await page.mouse.move(track.x + track.width - 9, track.y + track.height / 2);
    await page.mouse.down();
    await page.mouse.move(track.x + 4, track.y + track.height / 2, { steps: 5 });
    await page.mouse.up();
    await expect(bench.state('a', 'signalingState')).toHaveText('stable');
    await expect(bench.part('count')).toContainText('step 0,');
    await bench.button('live').click();
    await expect(bench.state('a', 'signalingState')).toHaveText('have-local-offer');
  });

  test('play runs the script to its end by itself, and pause holds it', async ({ bench }) => {
    await bench.open();
    await bench.button('speed').selectOption('2');
    await bench.button('play').click();
    await expect(bench.part('ran-code')).toHaveText('await a.setLocalDescription(offer)');
    await bench.button('play').click();
    await expect(bench.button('play')).toHaveAttribute('aria-pressed', 'false');
    await bench.button('play').click();
    await expect(bench.state('a', 'connectionState')).toHaveText('connected', { timeout: 30_000 });
  });

  test('start over has two new connections and an empty trace', async ({ bench }) => {
    await bench.open();
    for (let i = 0; i < 4; i += 1) await bench.step();
    await bench.button('start-over').click();
    await expect(bench.part('ran')).toHaveText('Ready');
    expect((await bench.trace()).map(({ type }) => type)).toEqual(['created', 'created']);
  });

  test('a link of the lesson shows the run at a step', async ({ bench, page }) => {
    await bench.open();
    await page.locator('a[data-bench="step:2"]').first().click();
    await expect(bench.part('ran-code')).toHaveText('const offer = await a.createOffer()');
    await expect(bench.state('a', 'signalingState')).toHaveText('stable');
  });
});

test.describe('the inspector', () => {
  test('marks where the answer differs from the offer, and explains the line chosen', async ({ bench }) => {
    await bench.open();
    for (let i = 0; i < 6; i += 1) await bench.step();
    await expect(bench.part('sdp-caption')).toContainText('createAnswer()');
    await expect(bench.part('meaning')).toContainText('a=setup:active');
    await expect(bench.part('meaning').locator('a')).toHaveAttribute('href', /^https:\/\/www\.rfc-editor\.org\/rfc\//);
    const changed = bench.part('sdp').getByRole('option', { name: /a=fingerprint/ });
    await expect(changed).toContainText('changed');
  });

  test('the state diagram has both peers where they are, and the move just made lit', async ({ bench }) => {
    await bench.open();
    for (let i = 0; i < 3; i += 1) await bench.step();
    await bench.tab('states').click();
    await expect(bench.part('diagram-text')).toContainText('Peer A is in have-local-offer, peer B in stable.');
    await expect(bench.part('diagram').locator('.taken').first()).toBeVisible();
  });

  test('lists candidates and pairs of the connection that was made', async ({ bench }) => {
    await bench.open();
    await bench.stepToEnd();
    // what is said when both are connected moves the tabs
    for (const peer of ['a', 'b'] as const) await expect(bench.state(peer, 'connectionState')).toHaveText('connected');
    await bench.tab('candidates').click();
    await expect(bench.part('candidates').locator('tr.a').first()).toContainText('host');
    await expect(bench.part('candidates').locator('tr.b').first()).toContainText('host');
    await bench.tab('pairs').click();
    await expect(bench.part('pairs').locator('tr.selected').first()).toContainText('succeeded');
  });

  test('the log tells the run line by line', async ({ bench }) => {
    await bench.open();
    for (let i = 0; i < 3; i += 1) await bench.step();
    await bench.tab('log').click();
    await expect(bench.part('log')).toContainText('calls a.setLocalDescription(offer)');
    await expect(bench.part('log')).toContainText('signalingState is now have-local-offer');
  });
});

test.describe('a refused call', () => {
  const faults = [
    { fault: 'createAnswer-a', name: 'InvalidStateError' },
    { fault: 'setRemote(answer)-a', name: 'InvalidStateError' },
    { fault: 'addIceCandidate-b', name: 'InvalidStateError' },
    { fault: 'setLocal(rollback)-a', name: 'InvalidStateError' },
  ];
  for (const { fault, name } of faults) {
    test(`${fault} is shown where it happened, and the run goes on`, async ({ bench }) => {
      await bench.open();
      await bench.step();
      await bench.button('break').click();
      await bench.bench.locator(`[data-fault="${fault}"]`).click();
      await expect(bench.part('sentence')).toContainText(`The browser refused the call: ${name}.`);
      await expect(bench.part('sequence').locator('.row.refused')).toContainText(name);
      await bench.step();
      await expect(bench.part('ran-code')).toHaveText('const offer = await a.createOffer()');
    });
  }

  test('a connection closed in the middle refuses every later call, each in its place', async ({ bench }) => {
    await bench.open();
    for (let i = 0; i < 4; i += 1) await bench.step();
    await bench.button('break').click();
    await bench.bench.locator('[data-fault="close-b"]').click();
    await expect(bench.state('b', 'signalingState')).toHaveText('closed');
    await expect(bench.part('next-sentence')).toContainText(
      'The standard has this call refused here, with InvalidStateError',
    );
    await bench.press();
    await expect(bench.part('sentence')).toContainText('InvalidStateError');
    await bench.button('start-over').click();
    await expect(bench.state('b', 'signalingState')).toHaveText('stable');
  });
});

test.describe('a trace from elsewhere', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'our own code does this, whatever the browser');

  test('is shown like a live run, and start over returns', async ({ bench }) => {
    await bench.open();
    await bench.paste(recorded);
    await expect(bench.part('trace-said')).toContainText('recorded in Chromium');
    await expect(bench.part('liveness')).toHaveText('recorded run');
    await expect(bench.state('a', 'connectionState')).toHaveText('connected');
    await bench.button('back').click();
    await expect(bench.part('liveness')).toHaveText('recorded run');
    await bench.button('start-over').click();
    await expect(bench.part('liveness')).toHaveText('live in this tab');
    await expect(bench.part('trace-said')).toBeEmpty();
  });

  test('cut off, it is shown as far as it goes and says what is missing', async ({ bench }) => {
    await bench.open();
    await bench.paste(recorded.slice(0, recorded.length / 2));
    await expect(bench.part('trace-said')).toContainText(/breaks off: \d+ of \d+ events/);
    await expect(bench.bench.locator('textarea')).not.toHaveValue('');
  });

  test('of another version, it says which, and the live run stays', async ({ bench }) => {
    await bench.open();
    await bench.step();
    await bench.paste(recorded.replace('"version":1', '"version":7'));
    await expect(bench.part('trace-said')).toContainText('version 7');
    await expect(bench.part('liveness')).toHaveText('live in this tab');
  });

  test('with markup in every text, it shows the markup and runs nothing', async ({ bench, page }) => {
    await bench.open();
    const markup = '<img src=x onerror=window.ran=1>';
    const events = [
      { t: 0, type: 'created', peer: 'a', iceServers: 0 },
      { t: 1, type: 'call', peer: 'a', id: 1, method: 'createDataChannel', argument: { label: markup }, step: 1 },
      { t: 2, type: 'exception', peer: 'a', id: 1, method: 'createDataChannel', name: markup, message: markup },
      { t: 3, type: 'call', peer: 'a', id: 2, method: 'createOffer', step: 2 },
      {
        t: 4,
        type: 'result',
        peer: 'a',
        id: 2,
        method: 'createOffer',
        description: { type: 'offer', sdp: `v=0\r\n${markup}` },
      },
      { t: 5, type: 'state', peer: 'a', attribute: 'signalingState', value: markup },
      { t: 6, type: 'channel', peer: 'a', label: markup, state: 'open' },
      { t: 7, type: 'data', peer: 'b', direction: 'received', label: markup, bytes: 3, text: markup },
    ];
    const trace = { format: 'trickle-trace', version: 1, browser: markup, count: events.length, events };
    await bench.paste(JSON.stringify(trace));
    await expect(bench.part('trace-said')).toContainText(markup);
    for (const tab of ['log', 'candidates', 'pairs', 'sdp']) await bench.tab(tab).click();
    await expect(bench.bench.locator('img')).toHaveCount(0);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  test('what is copied is what is pasted', async ({ bench, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await bench.open();
    for (let i = 0; i < 3; i += 1) await bench.step();
    const before = await bench.trace();
    await bench.tab('log').click();
    await bench.button('copy').click();
    await expect(bench.part('trace-said')).toContainText('Copied:');
    const copied = await bench.page.evaluate(() => navigator.clipboard.readText());
    await bench.button('start-over').click();
    await bench.button('paste').click();
    await bench.bench.locator('textarea').fill(copied);
    await bench.bench.locator('.paste [type=submit]').click();
    await expect(bench.part('liveness')).toHaveText('recorded run');
    expect((await bench.trace()).slice(0, before.length)).toEqual(before);
  });
});

test.describe('a run in a link', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'our own code does this, whatever the browser');

  /** Shares by the address bar, which is where the link goes when copying is not allowed. */
  async function share(bench: BenchPage): Promise<string> {
    await bench.page.evaluate(() => {
      Reflect.set(navigator.clipboard, 'writeText', () => Promise.reject(new DOMException('no', 'NotAllowedError')));
    });
    await bench.bench
      .locator('[data-do="copy-link"]')
      .evaluate((button) => button instanceof HTMLElement && button.click());
    await bench.page.waitForURL(/#run=/);
    return bench.page.url();
  }

  test('opens at the same moment, with the same pane, in another page', async ({ bench, context }) => {
    await bench.open();
    for (let i = 0; i < 7; i += 1) await bench.step();
    // what is shared is all that happened, so nothing may still be happening
    await expect(bench.state('b', 'iceGatheringState')).toHaveText('complete');
    await bench.button('back').click();
    await bench.tab('candidates').click();
    await expect(bench.part('ran-code')).toHaveText('const answer = await b.createAnswer()');
    const shown = await bench.part('sequence').innerHTML();
    const link = await share(bench);
    const other = new BenchPage(await context.newPage());
    await other.page.goto(link);
    await other.page.locator('negotiation-bench[data-ready]').waitFor();
    await expect(other.part('liveness')).toHaveText('recorded run');
    await expect(other.part('ran-code')).toHaveText('const answer = await b.createAnswer()');
    await expect(other.tab('candidates')).toHaveAttribute('aria-selected', 'true');
    await expect(other.part('trace-said')).toContainText('recorded in');
    expect(await rowsOf(other)).toEqual(rowsIn(shown));
  });

  test('that was cut off says so, and a live run is ready', async ({ bench }) => {
    await bench.open();
    await bench.step();
    const link = await share(bench);
    await bench.page.goto('about:blank');
    await bench.open(link.slice(0, -40));
    await expect(bench.part('trace-said')).toContainText(/cut off or altered|breaks off/);
    await bench.button('start-over').click();
    await bench.step();
    await expect(bench.state('a', 'signalingState')).toHaveText('stable');
  });

  test('of 1 MB of nonsense says so', async ({ bench }) => {
    await bench.open(`${lesson}#run=1.3.log.${'A'.repeat(1_000_000)}`);
    await expect(bench.part('trace-said')).toContainText('cut off or altered');
    await bench.step();
    await expect(bench.part('ran-code')).toHaveText("a.createDataChannel('chat')");
  });

  test('that would be too long is offered as a file', async ({ bench, page }) => {
    await bench.open();
    const events = Array.from({ length: 4_000 }, (_, n) => ({
      t: n,
      type: 'exception',
      peer: 'a',
      id: n,
      method: 'createOffer',
      name: `E${(n * 7919) % 4001}`,
      message: String(Math.sin(n)),
    }));
    await bench.paste(
      JSON.stringify({ format: 'trickle-trace', version: 1, browser: 'x', count: events.length, events }),
    );
    await bench.bench.locator('[data-do="copy-link"]').click();
    await expect(bench.part('trace-said')).toContainText('Save it as a file');
    const saved = page.waitForEvent('download');
    await bench.bench.locator('[data-do="save-file"]').click();
    await expect(bench.part('trace-said')).toContainText('Saved as trickle-trace.json');
    expect((await saved).suggestedFilename()).toBe('trickle-trace.json');
  });
});

/** The words of the rows that are drawn, before and after "now". */
const rowsIn = (html: string): string[] => [...html.matchAll(/<tspan>([^<]+)</g)].map(([, text]) => text ?? '');
const rowsOf = async (bench: BenchPage): Promise<string[]> => rowsIn(await bench.part('sequence').innerHTML());

test.describe('keys', () => {
  test('arrows, space, R, Home and End drive the panel that has the focus', async ({ bench, page }) => {
    await bench.open();
    await bench.bench.focus();
    await page.keyboard.press('ArrowRight');
    await expect(bench.part('count')).toHaveText('step 1, 9 so far');
    await page.keyboard.press('ArrowRight');
    await expect(bench.part('count')).toHaveText('step 2, 9 so far');
    await page.keyboard.press('ArrowLeft');
    await expect(bench.part('count')).toHaveText('step 1, 9 so far');
    await page.keyboard.press('Home');
    await expect(bench.part('count')).toHaveText('step 0, 9 so far');
    await page.keyboard.press('End');
    await expect(bench.part('count')).toHaveText('step 2, 9 so far');
    await page.keyboard.press('r');
    await expect(bench.part('ran')).toHaveText('Ready');
    await page.keyboard.press(' ');
    await expect(bench.button('play')).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press(' ');
    await expect(bench.button('play')).toHaveAttribute('aria-pressed', 'false');
  });

  test('without the focus the panel takes no key from the page', async ({ bench, page }) => {
    await bench.open();
    await page.locator('main a').first().focus();
    const before = (await bench.trace()).length;
    for (const key of ['ArrowRight', 'r', 'Home', 'End']) await page.keyboard.press(key);
    expect(await bench.trace()).toHaveLength(before);
  });

  test('keys in the box of a trace are text', async ({ bench, page }) => {
    await bench.open();
    await bench.step();
    await bench.tab('log').click();
    await bench.button('paste').click();
    await page.keyboard.type('r ');
    await expect(bench.bench.locator('textarea')).toHaveValue('r ');
    expect(await bench.steps()).toBe(1);
  });

  test('a step from the link that explains a line keeps the focus in the panel', async ({ bench, page }) => {
    await bench.open();
    for (let i = 0; i < 7; i += 1) await bench.step();
    const link = bench.part('meaning').locator('a');
    await link.focus();
    for (let step = 6; step >= 0; step -= 1) {
      await page.keyboard.press('ArrowLeft');
      await expect(bench.part('count')).toHaveText(new RegExp(`^step ${step}\\b`));
    }
    await expect(bench.part('meaning')).toBeHidden();
    await expect(bench.bench).toBeFocused();
  });

  test('Escape closes the menu of faults and goes back to its button', async ({ bench, page }) => {
    await bench.open();
    await bench.button('break').click();
    await bench.bench.locator('[data-fault="createAnswer-a"]').focus();
    await page.keyboard.press('Escape');
    await expect(bench.bench.locator('.faults')).toBeHidden();
    await expect(bench.button('break')).toBeFocused();
    await expect(bench.button('break')).toHaveAttribute('aria-expanded', 'false');
  });

  test('a whole negotiation runs by keyboard alone', async ({ bench, page }) => {
    await bench.open();
    await bench.bench.focus();
    for (let i = 0; i < 200 && (await bench.bench.getAttribute('data-script')) !== 'ended'; i += 1) {
      await page.keyboard.press('ArrowRight');
      await bench.bench.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
    }
    await expect(bench.state('a', 'connectionState')).toHaveText('connected');
  });
});

test.describe('readers', () => {
  test('in Korean every word of the panel is Korean', async ({ bench }) => {
    await bench.open('/ko/signaling/offer-answer/');
    await bench.step();
    await expect(bench.part('sentence')).toContainText('데이터 채널이 생겼습니다');
    await expect(bench.part('next')).toHaveText('다음 차례: A');
    await expect(bench.part('count')).toHaveText('1단계, 지금까지 모두 9단계');
  });

  test('in Korean an address that the browser keeps to itself is said so in Korean', async ({ bench }) => {
    await bench.open('/ko/signaling/offer-answer/');
    await bench.paste(hiding);
    await bench.tab('pairs').click();
    await expect(bench.part('pairs')).toContainText('(숨긴 주소)');
    await expect(bench.part('pairs')).not.toContainText('hidden');
  });

  test('on a phone nothing scrolls sideways and a finger finds its targets', async ({ bench, page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await bench.open();
    for (let i = 0; i < 6; i += 1) await bench.press();
    expect(await scrollsSideways(page)).toBe(false);
    for (const button of await bench.bench.locator('.bar button').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    const sizes = await bench
      .part('sequence')
      .locator('text')
      .evaluateAll((texts) => texts.map((text) => Number.parseFloat(getComputedStyle(text).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  });

  test('where motion is unwelcome nothing moves', async ({ bench, page, browserName }) => {
    test.skip(browserName === 'firefox', 'stock Firefox takes no preference of motion from a test');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await bench.open();
    for (let i = 0; i < 4; i += 1) await bench.step();
    const running = await bench.bench.evaluate(
      (element) =>
        element.getAnimations({ subtree: true }).filter((animation) => animation.playState === 'running').length,
    );
    expect(running).toBe(0);
  });

  test('a screen reader hears each step once, in a status', async ({ bench }) => {
    await bench.open();
    await bench.step();
    await expect(bench.part('sentence')).toHaveRole('status');
    await expect(bench.bench).toHaveAccessibleName('Live negotiation between two peer connections in this page');
  });

  test('without RTCPeerConnection the lesson reads, and a recorded run stands in the place', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
    await page.goto(lesson);
    await page.locator('negotiation-bench').scrollIntoViewIfNeeded();
    const still = page.locator('negotiation-bench .still');
    await expect(still).toBeVisible();
    await expect(still).toContainText('no RTCPeerConnection');
    await expect(still.locator('svg.rows')).toContainText('setLocalDescription(offer)');
    await expect(page.locator('negotiation-bench .instrument')).toBeHidden();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the lesson reads, and a recorded run stands in the place', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'stock Firefox runs scripts whatever a test asks');
    await page.goto(lesson);
    const still = page.locator('negotiation-bench .still');
    await expect(still).toBeVisible();
    await expect(still.locator('.transcript')).toContainText('calls a.setLocalDescription(offer)');
    await expect(page.locator('negotiation-bench .instrument')).toBeHidden();
  });
});

test.describe('leaving', () => {
  test('an instrument that is removed leaves no connection open and no track live', async ({ bench, page }) => {
    await page.addInitScript(() => {
      const made: RTCPeerConnection[] = [];
      const Native = RTCPeerConnection;
      Reflect.set(window, 'made', made);
      Reflect.set(
        window,
        'RTCPeerConnection',
        new Proxy(Native, {
          construct(target, [configuration]) {
            const connection = new target(configuration);
            made.push(connection);
            return connection;
          },
        }),
      );
    });
    await bench.open();
    await bench.bench.locator('input[value=both]').check({ force: true });
    for (let i = 0; i < 8; i += 1) await bench.press();
    const open = await page.evaluate(() => {
      const made: RTCPeerConnection[] = Reflect.get(window, 'made');
      const tracks = made.flatMap((connection) => connection.getSenders().map(({ track }) => track));
      document.querySelector('negotiation-bench')?.remove();
      return {
        made: made.length,
        open: made.filter(({ signalingState }) => signalingState !== 'closed').length,
        live: tracks.filter((track) => track?.readyState === 'live').length,
      };
    });
    expect(open.made).toBeGreaterThanOrEqual(4);
    expect(open).toMatchObject({ open: 0, live: 0 });
  });

  test('coming back to the page begins anew', async ({ bench, page }) => {
    await bench.open();
    for (let i = 0; i < 3; i += 1) await bench.step();
    await page.goto('/en/');
    await page.goBack();
    await bench.bench.scrollIntoViewIfNeeded();
    await page.locator('negotiation-bench[data-ready]').waitFor();
    await expect(bench.part('ran')).toHaveText('Ready');
    await bench.step();
    await expect(bench.part('ran-code')).toHaveText("a.createDataChannel('chat')");
  });
});
