import type { Locator, Page } from '@playwright/test';
import { gatheringOf } from '#domain/ice/gathering.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { LoneMachine } from '../nat/lone-machine.ts';
import { whyNoNamespaces } from '../nat/namespaces.ts';
import { expect, test } from './harness.ts';

const path = '/en/connectivity/candidates/';

async function open(page: Page, url = path): Promise<Locator> {
  await page.goto(url);
  const gathering = page.locator('candidate-gathering');
  await gathering.scrollIntoViewIfNeeded();
  await expect(gathering).toHaveAttribute('data-ready', '');
  return gathering;
}

const part = (gathering: Locator, name: string): Locator => gathering.locator(`[data-part="${name}"]`);
const lane = (gathering: Locator, type: string): Locator =>
  part(gathering, 'lanes')
    .locator('.lane')
    .filter({ has: gathering.page().locator('.type', { hasText: type }) });
const diagnosis = (gathering: Locator): Locator => part(gathering, 'diagnosis');
const traceOf = (gathering: Locator): Promise<TraceEvent[]> =>
  gathering.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);

/** Chooses, which gathers anew. */
async function choose(gathering: Locator, name: string, value: string): Promise<void> {
  await gathering.locator(`[data-choice="${name}"][value="${value}"] + span`).click();
}

/** Waits until gathering is complete and drawn. */
async function complete(gathering: Locator): Promise<void> {
  await expect(part(gathering, 'code')).toHaveText('icecandidate → null');
  await expect(gathering).not.toHaveAttribute('data-running');
}

test('gathers for real, with no server, with ours, and with relays alone', async ({ page, browserName }) => {
  const isChromium = browserName === 'chromium';
  const gathering = await open(page);
  await complete(gathering);
  // where this site has its servers, they are what it begins with
  await expect(gathering.locator('[data-choice="servers"][value="turn"]')).toBeChecked();
  await choose(gathering, 'servers', 'none');
  await complete(gathering);
  await expect(diagnosis(gathering)).toHaveAttribute('data-diagnosis', 'no-server');
  await expect(lane(gathering, 'host').locator('button').first()).toBeVisible();
  await expect(lane(gathering, 'srflx')).toContainText('No STUN server was asked.');
  await expect(lane(gathering, 'prflx')).toContainText('Reserved.');
  await expect(part(gathering, 'lanes').locator('.close')).toHaveText(/^complete [\d.]+ ms$/);
  const plain = await traceOf(gathering);
  expect(plain[0]).toEqual({ t: expect.any(Number), peer: 'a', type: 'created', iceServers: 0 });

  await test.step('the selected candidate is taken apart', async () => {
    await lane(gathering, 'host').locator('button').last().click();
    const found = gatheringOf(plain, 'a').candidates.at(-1);
    await expect(part(gathering, 'priority').locator('.bits i')).toHaveCount(32);
    await expect(part(gathering, 'priority').locator('.sum b')).toHaveText(
      new Intl.NumberFormat('en').format(found?.candidate.priority ?? 0),
    );
    await expect(part(gathering, 'line')).toContainText(`typ ${found?.candidate.type}`);
    await gathering.getByRole('tab', { name: 'getStats' }).click();
    await expect(part(gathering, 'stats').locator('tr').first()).toBeVisible();
  });

  await test.step('keys go back in time and to the end again', async () => {
    await gathering.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(part(gathering, 'liveness')).toHaveText('the past');
    await page.keyboard.press('Home');
    await expect(part(gathering, 'lanes').locator('button')).toHaveCount(0);
    await expect(part(gathering, 'lanes').locator('.close span')).toHaveCount(0);
    await page.keyboard.press('End');
    await expect(part(gathering, 'liveness')).toHaveText('live in this tab');
  });

  await test.step('STUN and TURN: what came, from where, and why something did not', async () => {
    await choose(gathering, 'servers', 'turn');
    await complete(gathering);
    await expect(lane(gathering, 'relay').locator('button')).toHaveCount(2);
    const events = await traceOf(gathering);
    const { urls, candidates } = gatheringOf(events, 'a');
    expect(urls.map((url) => url.replace(/1:\d+/, '1'))).toEqual([
      'stun:127.0.0.1',
      'turn:127.0.0.1?transport=udp',
      'turn:127.0.0.1?transport=tcp',
    ]);
    expect(JSON.stringify(events)).not.toContain('credential');
    const relays = candidates.filter(({ candidate }) => candidate.type === 'relay');
    if (isChromium) expect(relays.map(({ relayProtocol }) => relayProtocol).sort()).toEqual(['tcp', 'udp']);
    expect(events.filter(({ type }) => type === 'packet').length).toBeGreaterThanOrEqual(2);
    // the browsers of the tests show real addresses, and on one machine there is no NAT
    if (isChromium) {
      await expect(diagnosis(gathering)).toHaveAttribute('data-diagnosis', 'redundant');
      await expect(lane(gathering, 'srflx')).toContainText(/The answer of our server was [\d.]+:\d+/);
    }
  });

  await test.step('the policy relay announces relays alone', async () => {
    await choose(gathering, 'policy', 'relay');
    await complete(gathering);
    await expect(lane(gathering, 'relay').locator('button')).toHaveCount(2);
    await expect(part(gathering, 'lanes').locator('button')).toHaveCount(2);
    await expect(lane(gathering, 'host')).toContainText('relayed candidates alone');
    expect((await traceOf(gathering)).find(({ type }) => type === 'created')).toMatchObject({ policy: 'relay' });
    await choose(gathering, 'servers', 'stun');
    await complete(gathering);
    await expect(diagnosis(gathering)).toHaveAttribute('data-diagnosis', 'relay-without-turn');
  });

  await test.step('a STUN server that says nothing is named, from what it saw', async () => {
    await choose(gathering, 'policy', 'all');
    await choose(gathering, 'stun', 'never');
    await expect(diagnosis(gathering)).toHaveAttribute('data-diagnosis', 'unanswered');
    await expect(diagnosis(gathering)).toContainText(/received [3-9] requests/);
    await expect(part(gathering, 'sentence')).toContainText('A is still looking');
    await gathering.getByRole('button', { name: 'Start over' }).click();
    await expect(part(gathering, 'lanes').locator('button')).toHaveCount(0);
  });
});

test('a pool is filled before it is asked for, and a run travels in a link', async ({ page, context, browserName }) => {
  test.skip(browserName === 'firefox', 'Firefox has no candidate pool');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const gathering = await open(page);
  await choose(gathering, 'servers', 'none');
  await choose(gathering, 'pool', '1');
  await complete(gathering);
  const { pool, candidates, completed } = gatheringOf(await traceOf(gathering), 'a');
  expect(pool).toBe(1);
  expect(completed).toBeLessThan(80);
  await expect(part(gathering, 'sentence')).toContainText('The pool had half a second');
  // Chromium computes the priority of a pooled candidate without its component
  await expect(part(gathering, 'priority').locator('.component .carry')).toContainText('carried to the left');
  await expect(part(gathering, 'priority').locator('.component .product')).toHaveText('256 − 0 = 256');
  await expect(part(gathering, 'lanes').locator('.lines .ahead')).toHaveCount(1);

  await gathering.getByRole('tab', { name: 'Events' }).click();
  await gathering.getByRole('button', { name: 'link' }).click();
  await expect(part(gathering, 'trace-said')).not.toBeEmpty();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto('about:blank');
  const shown = await open(page, link);
  await expect(part(shown, 'liveness')).toHaveText(/^recorded in Chromium/);
  await expect(part(shown, 'lanes').locator('button')).toHaveCount(candidates.length);
});

test('where the site has no server a recorded run stands in, and says what to start', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'what stands in is the same in both');
  // what any static host answers
  await page.route('**/relay.json', (route) => route.fulfill({ path: 'public/relay.json' }));
  const gathering = await open(page);
  await complete(gathering);
  await choose(gathering, 'servers', 'turn');
  await expect(part(gathering, 'told')).toContainText('npm start');
  await expect(part(gathering, 'liveness')).toHaveText('recorded in Chromium 156');
  await expect(lane(gathering, 'relay').locator('button')).toHaveCount(2);
  await choose(gathering, 'servers', 'none');
  await complete(gathering);
  await expect(part(gathering, 'told')).toBeHidden();
  await expect(part(gathering, 'liveness')).toHaveText('live in this tab');
});

test('a machine with loopback alone, and one whose UDP is blocked, are named for what they are', async ({
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'the networks are the same');
  const why = whyNoNamespaces();
  test.skip(why !== undefined, `no network of our own here: ${why}`);
  const machine = new LoneMachine();
  try {
    const origin = await machine.serve();
    const browser = await machine.browser();
    const gathering = await open(await browser.newPage(), `${origin}${path}`);
    await choose(gathering, 'servers', 'none');
    await expect(diagnosis(gathering)).toHaveAttribute('data-diagnosis', 'only-loopback');
    await expect(part(gathering, 'lanes').locator('button')).toHaveCount(0);

    // gathering has not ended: it goes on when there is an interface
    machine.addInterface();
    await complete(gathering);
    await expect(diagnosis(gathering)).toHaveAttribute('data-diagnosis', 'no-server');
    await expect(lane(gathering, 'host').locator('button').first()).toContainText('192.168.3.30');

    machine.blockUdp();
    await choose(gathering, 'servers', 'turn');
    await expect(diagnosis(gathering)).toHaveAttribute('data-diagnosis', 'udp-blocked');
    await expect(diagnosis(gathering)).toContainText('UDP is blocked: 127.0.0.1:');
    await expect(lane(gathering, 'relay').locator('button')).toHaveText(/udp via tcp/);
    await browser.close();
  } finally {
    await machine.end();
  }
});
