import { firefox, type Page } from '@playwright/test';
import type { PacketEvent } from '#domain/path-events.ts';
import { addressText } from '#domain/stun/address.ts';
import { find, xorAddressOf } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { fromHex } from '#domain/stun/hex.ts';
import { parseStun, type StunMessage } from '#domain/stun/message.ts';
import { methodName } from '#domain/stun/message-type.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace, parseTrace } from '#domain/trace-file.ts';
import { firefoxPath, firefoxPreferences } from '../browsers.ts';
import { coturnPath, startCoturn } from '../coturn.ts';
import { startSite } from '../server.ts';
import { expect, test } from './harness.ts';
import { withSourcePage } from './source-page.ts';

const installedFirefox = firefoxPath ? { channel: 'moz-firefox', executablePath: firefoxPath } : {};

type Functions = typeof import('./relay.page.ts');

/** Calls a function of `relay.page.ts` in a page of ours. */
const call = <Name extends keyof Functions>(page: Page, name: Name, argument?: Parameters<Functions[Name]>[0]) =>
  page.evaluate(
    async ({ name, argument, module }) => {
      const chosen: (given: unknown) => unknown = Reflect.get(await import(module), name);
      return chosen(argument);
    },
    { name: String(name), argument, module: '/test/browser/relay.page.ts' },
  ) as Promise<Awaited<ReturnType<Functions[Name]>>>;

const packetsOf = (events: TraceEvent[]): PacketEvent[] => events.filter((event) => event.type === 'packet');

function stunOf({ hex }: PacketEvent): StunMessage {
  const read = parseStun(fromHex(hex) ?? new Uint8Array());
  if (!read.ok) throw new Error(`${hex} is no STUN message: ${read.problem.reason}`);
  return read.message;
}

/** `Allocate error`, in the order in which the server saw them, each kind once. */
function kindsOf(packets: PacketEvent[]): string[] {
  const stun = packets.filter(({ leg, hex }) => leg === 'client' && /^[0-3]/.test(hex)).map(stunOf);
  return [...new Set(stun.map((message) => `${methodName(message.method)} ${message.class}`))];
}

test('a page sees the Binding request that its browser sent, and the answer, by its own port', async ({
  browser,
  baseURL,
}) => {
  const seen = await withSourcePage(browser, `${baseURL}`, (page) => call(page, 'bindingSeen'));
  expect(seen.here).toBe('ours');
  const packets = packetsOf(seen.packets);
  const answer = packets.find(({ hex }) => hex.startsWith('0101'));
  const request = packets.find(({ hex, from }) => hex.startsWith('0001') && from === answer?.to);
  if (!request || !answer) throw new Error('there is no request with an answer');
  expect(request).toMatchObject({ peer: 'a', leg: 'client', direction: 'in', transport: 'udp', to: seen.at });
  expect(answer).toMatchObject({ direction: 'out', from: seen.at });
  expect(stunOf(answer).transactionId).toEqual(stunOf(request).transactionId);
  const mapped = find(stunOf(answer), attributeType.xorMappedAddress);
  const address = mapped && xorAddressOf(mapped, stunOf(answer));
  expect(address && addressText(address)).toBe(request.from);
  for (const { seenAt, t } of packets) {
    expect(seenAt).toBeGreaterThan(0);
    expect(seenAt).toBeLessThanOrEqual(t);
  }
});

test('a Firefox that passes servers of its own machine over is not led to believe that it has one', async ({
  browserName,
  baseURL,
}) => {
  test.skip(browserName !== 'firefox', 'Firefox alone passes them over');
  const { ['media.peerconnection.ice.loopback']: _, ...firefoxUserPrefs } = firefoxPreferences;
  const browser = await firefox.launch({ firefoxUserPrefs, ...installedFirefox });
  const { here } = await withSourcePage(browser, `${baseURL}`, (page) => call(page, 'whatIsHere'));
  expect(here).toEqual({ kind: 'none', skipped: true });
  const lesson = await browser.newPage();
  await lesson.goto(`${baseURL}/en/connectivity/turn/`);
  await lesson.locator('relay-note').scrollIntoViewIfNeeded();
  await expect(lesson.locator('relay-note')).toContainText('media.peerconnection.ice.loopback');
  await browser.close();
});

test('the STUN server answers late or never at the wish of its page', async ({ browser, baseURL }) => {
  const seen = await withSourcePage(browser, `${baseURL}`, (page) => call(page, 'slowStun', 300));
  expect(seen.answeredAfter).toBeGreaterThan(290);
  // what is still answered was asked before
  const asked = packetsOf(seen.silent).filter(({ direction }) => direction === 'in');
  expect(asked.map(({ fate }) => fate)).toEqual(asked.map(() => 'unanswered'));
});

for (const transport of ['udp', 'tcp'] as const) {
  test(`a call is relayed over ${transport}, and each end sees its own side of it alone`, async ({
    browser,
    baseURL,
  }) => {
    const outcome = await withSourcePage(browser, `${baseURL}`, (page) => call(page, 'relayedCall', transport));
    expect(outcome.selected).toBe(`relay ${transport}`);
    expect(outcome.heard).toEqual(['from a', 'from b', 'while cut']);
    expect([outcome.whileCut, outcome.afterwards], 'texts while cut, and by the end').toEqual([0, 1]);
    expect(parseTrace(formatTrace('a browser', outcome.events)).problem).toBeUndefined();
    const packets = packetsOf(outcome.events);
    for (const peer of ['a', 'b'] as const) {
      const own = packets.filter((packet) => packet.peer === peer);
      expect(kindsOf(own)).toEqual(
        expect.arrayContaining([
          'Allocate request',
          'Allocate error',
          'Allocate success',
          'CreatePermission request',
          'CreatePermission success',
        ]),
      );
      const ports = own
        .filter(({ leg }) => leg === 'client')
        .map(({ direction, from, to }) => (direction === 'in' ? to : from));
      expect(new Set(ports).size, 'ports of this page that its packets came to').toBe(1);
      expect(
        own.find(({ leg }) => leg === 'peer'),
        'a packet of the other side',
      ).toBeDefined();
      const held = outcome.events.findLast((event) => event.type === 'relay' && event.peer === peer);
      expect(held).toMatchObject({
        allocations: expect.arrayContaining([
          expect.objectContaining({ transport, permissions: expect.arrayContaining([expect.anything()]) }),
        ]),
      });
    }
  });
}

test('a call is relayed by coturn, set up as in deploy/, when the site is told to leave it to that', async ({
  browser,
  browserName,
}) => {
  test.skip(!coturnPath, 'coturn is not installed: apt-get install coturn');
  test.skip(browserName !== 'chromium', 'what coturn does is the same for every browser');
  const secret = 'a-secret-of-the-site-and-of-coturn';
  const coturn = await startCoturn(secret);
  const urls = ['udp', 'tcp'].map((transport) => `turn:127.0.0.1:${coturn.port}?transport=${transport}`);
  const site = await startSite('public', { TURN_URLS: urls.join(), TURN_SECRET: secret });
  try {
    for (const transport of ['udp', 'tcp'] as const) {
      const outcome = await withSourcePage(browser, site.origin, (page) => call(page, 'callBy', transport));
      expect(outcome).toEqual({ here: 'other', selected: `relay ${transport}`, heard: ['from a', 'from b'] });
    }
  } finally {
    await site.stop();
    await coturn.stop();
  }
});
