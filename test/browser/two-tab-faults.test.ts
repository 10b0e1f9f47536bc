import type { CarrierName, TraceEvent } from '#domain/trace.ts';
import { test as base, expect } from './harness.ts';
import { MortalServer } from './mortal-server.ts';
import { TwoTabPage } from './two-tab-page.ts';

/** Each fault so many times: `FAULT_RUNS=20 npx playwright test --config test/playwright.config.ts two-tab-faults` after a build. */
const runs = Number(process.env['FAULT_RUNS'] ?? 1);

/** A test with a server of its own, which it may kill. */
const test = base.extend<{ server: MortalServer }>({
  server: async ({}, use) => {
    const server = new MortalServer();
    await server.start();
    await use(server);
    await server.kill();
  },
  baseURL: async ({ server }, use) => use(server.origin),
});

interface Tabs {
  a: TwoTabPage;
  b: TwoTabPage;
}

/** Waits until a tab's own trace has such an event. */
async function until(tab: TwoTabPage, has: (event: TraceEvent) => boolean): Promise<void> {
  await expect.poll(async () => (await tab.own()).some(has), { intervals: [10] }).toBe(true);
}

/** Runs up to a moment of the negotiation, and what is left to press after it. */
const moments: Record<string, (tabs: Tabs) => Promise<() => Promise<void>>> = {
  'before the offer':
    async ({ a }) =>
    () =>
      a.run(),
  'before the answer': async ({ a, b }) => {
    await b.button('play').click();
    await a.run();
    await until(b, ({ type }) => type === 'created');
    return () => b.run();
  },
  'between candidates': async ({ a }) => {
    await a.run();
    await until(a, (event) => event.type === 'sent' && event.body.kind === 'candidate');
    return async () => {};
  },
};

async function pairedTabs(a: TwoTabPage, carrier: CarrierName, carries: 'data' | 'both'): Promise<Tabs> {
  await a.open();
  await a.carries(carries);
  await a.choose(carrier);
  const b = await a.openOther();
  await Promise.all([a.waitForReason(/^paired/), b.waitForReason(/^paired/)]);
  return { a, b };
}

async function expectToTalk({ a, b }: Tabs, text: string): Promise<void> {
  await a.say(`${text}, says A`);
  await expect(b.said(`${text}, says A`)).toBeVisible();
  await b.say(`${text}, says B`);
  await expect(a.said(`${text}, says B`)).toBeVisible();
}

// What a browser notes of a server that is gone, and of one that is back and has forgotten who polled.
test.beforeEach(({ forgiven }) => {
  forgiven.allow(
    /WebSocket|ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE|409|can’t establish a connection|was interrupted while|NetworkError/,
  );
});

for (const carrier of ['peerserver', 'polling'] as const) {
  for (const [moment, upTo] of Object.entries(moments)) {
    for (let run = 1; run <= runs; run++) {
      test(`${carrier}: a server killed ${moment} is waited for, and they connect (${run})`, async ({
        page,
        server,
      }) => {
        const tabs = await pairedTabs(new TwoTabPage(page), carrier, 'data');
        const goOn = await upTo(tabs);
        await server.kill();
        await goOn();
        const { a, b } = tabs;
        await Promise.all([a.waitForReason(/^lost-carrier/), b.waitForReason(/^lost-carrier/)]);
        await expect(a.part('sentence')).not.toBeEmpty();
        await server.start();
        await Promise.all([a.connected(), b.connected()]);
        const together = /^(paired|resumed)-connected$/;
        await Promise.all([a.waitForReason(together), b.waitForReason(together)]);
        await expectToTalk(tabs, 'connected after all');
      });
    }
  }

  for (let run = 1; run <= runs; run++) {
    test(`${carrier}: a server killed after connecting is not needed any more (${run})`, async ({ page, server }) => {
      const tabs = await pairedTabs(new TwoTabPage(page), carrier, 'both');
      const { a, b } = tabs;
      await a.run();
      await Promise.all([a.connected(), b.connected()]);
      await server.kill();
      await Promise.all([a.waitForReason(/^lost-carrier-connected$/), b.waitForReason(/^lost-carrier-connected$/)]);
      await expectToTalk(tabs, 'without a server');
      await Promise.all([a.sees(), b.sees()]);
      await server.start();
      await Promise.all([a.waitForReason(/^resumed-connected$/), b.waitForReason(/^resumed-connected$/)]);
      await expectToTalk(tabs, 'with it again');
    });
  }
}
