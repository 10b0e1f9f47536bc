import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { CarrierName, PeerName } from '#domain/trace.ts';
import { type Listening, serve } from '../../signaling/server.ts';
import { site } from '../../signaling/site.ts';
import { top } from '../server.ts';
import { expect, test } from './harness.ts';
import { openSourcePage } from './source-page.ts';

type Told = typeof import('./carriers.page.ts');

let pages = 0;
const room = () => `room-${crypto.randomUUID()}`;
const oneToFifty = Array.from({ length: 50 }, (_, index) => index + 1);

/** A tab of its own, which sits at one end of a carrier. */
class Tab {
  readonly page: Page;
  readonly name = `page-${++pages}`;

  constructor(page: Page) {
    this.page = page;
  }

  /** Calls a function in the tab. */
  async in<Name extends keyof Told>(
    name: Name,
    ...args: Parameters<Told[Name]>
  ): Promise<Awaited<ReturnType<Told[Name]>>> {
    const answer: unknown = await this.page.evaluate(
      async ([module, name, args]) => {
        const told: Record<string, (...args: unknown[]) => unknown> = await import(module);
        return told[name]?.(...args);
      },
      ['/test/browser/carriers.page.ts', name, args] as const,
    );
    return answer as Awaited<ReturnType<Told[Name]>>;
  }

  sit(carrier: CarrierName, room: string, peer: PeerName, page = this.name): Promise<string> {
    return this.in('sit', carrier, { room, peer, page });
  }
}

let open: () => Promise<Tab>;
test.beforeEach(({ context, baseURL }: { context: BrowserContext; baseURL?: string | undefined }) => {
  open = async () => new Tab(await openSourcePage(context, `${baseURL}`));
});

async function pair(carrier: CarrierName, at: string) {
  const [a, b] = [await open(), await open()];
  expect([await a.sit(carrier, at, 'a'), await b.sit(carrier, at, 'b')]).toEqual(['open', 'open']);
  return { a, b };
}

for (const carrier of ['broadcast-channel', 'peerserver', 'polling', 'copy-paste'] as const) {
  test(`two tabs pass fifty letters each way, in order, by ${carrier}`, async () => {
    const { a, b } = await pair(carrier, room());
    await Promise.all([a.in('say', a.name, b.name, 50), b.in('say', b.name, a.name, 50)]);
    if (carrier === 'copy-paste') {
      await b.in('paste', await a.in('take'));
      await a.in('paste', await b.in('take'));
    }
    expect([await b.in('hear', 50), await a.in('hear', 50)]).toEqual([oneToFifty, oneToFifty]);
  });
}

for (const carrier of ['broadcast-channel', 'peerserver', 'polling'] as const) {
  test(`a third tab is told that the seat is taken, until its owner is closed, by ${carrier}`, async ({ forgiven }) => {
    forgiven.allow(/status of 409/);
    const at = room();
    const { a, b } = await pair(carrier, at);
    const third = await open();
    expect(await third.sit(carrier, at, 'a')).toBe('taken');
    await a.page.close();
    expect(await third.sit(carrier, at, 'a')).toBe('open');
    await third.in('say', third.name, b.name, 3);
    expect(await b.in('hear', 3)).toEqual([1, 2, 3]);
  });

  test(`a tab that is reloaded has its seat again, by another name, by ${carrier}`, async ({ forgiven }) => {
    forgiven.allow(/status of 409/);
    const at = room();
    const { a, b } = await pair(carrier, at);
    await a.page.reload();
    expect(await a.sit(carrier, at, 'a', 'reloaded')).toBe('open');
    await b.in('say', b.name, 'reloaded', 3);
    expect(await a.in('hear', 3)).toEqual([1, 2, 3]);
  });

  test(`a seat that is left is free at once, by ${carrier}`, async ({ forgiven }) => {
    forgiven.allow(/status of 409/);
    const at = room();
    const { a } = await pair(carrier, at);
    await a.in('leave');
    expect(await (await open()).sit(carrier, at, 'a')).toBe('open');
  });
}

test('this server offers all carriers', async () => {
  const tab = await open();
  expect(await tab.in('here')).toEqual(['in-page', 'broadcast-channel', 'peerserver', 'polling', 'copy-paste']);
});

test.describe('a static host', () => {
  let host: Listening;
  let tab: Tab;
  test.beforeEach(async ({ context, forgiven }) => {
    host = await serve([site(join(top, 'dist'))], { port: 0, everywhere: false });
    forgiven.allow(
      /^foreign|WebSocket connection to|can.t establish a connection|status of 40[345]|ERR_FAILED|CORS|Cross-Origin/,
    );
    tab = new Tab(await openSourcePage(context, `http://localhost:${host.port}`));
  });
  test.afterEach(() => host.close());

  test('offers the carriers that need no server', async () => {
    expect(await tab.in('here')).toEqual(['in-page', 'broadcast-channel', 'copy-paste']);
  });

  for (const carrier of ['peerserver', 'polling'] as const) {
    test(`refuses ${carrier}, and so does a server elsewhere`, async ({ baseURL }) => {
      expect(await tab.sit(carrier, room(), 'a')).toBe('refused');
      expect(await tab.in('sit', carrier, { room: room(), peer: 'a', page: tab.name }, baseURL)).toBe('refused');
    });
  }
});
