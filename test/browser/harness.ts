import { type BrowserContext, test as base, expect } from '@playwright/test';

export { expect };

/** What a test has forgiven: messages and addresses that it provokes on purpose. */
export interface Forgiven {
  /** Forgives console errors, page errors and foreign requests that match. */
  allow(pattern: RegExp): void;
}

interface Fixtures {
  forgiven: Forgiven;
  /** Watches one more context, for a test that opens its own. */
  watch: (context: BrowserContext) => void;
}

/** Playwright's `test`, which also fails on a console error, an uncaught error, or a request to another origin. */
export const test = base.extend<Fixtures & { faults: string[]; silence: undefined }>({
  faults: async ({}, use) => use([]),
  watch: async ({ baseURL, faults }, use) => use((context) => listen(context, `${baseURL}`, faults)),
  forgiven: async ({ faults }, use) => {
    const patterns: RegExp[] = [];
    await use({ allow: (pattern) => void patterns.push(pattern) });
    const left = faults.filter((fault) => !patterns.some((pattern) => pattern.test(fault)));
    expect(left, 'console errors, uncaught errors and foreign requests').toEqual([]);
  },
  silence: [
    async ({ context, watch, forgiven: _ }, use) => {
      watch(context);
      await use(undefined);
    },
    { auto: true },
  ],
});

function listen(context: BrowserContext, origin: string, faults: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) => faults.push(`uncaught: ${event.error().stack ?? event.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) faults.push(`foreign request: ${url.href}`);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      const url = new URL(socket.url());
      if (url.host !== new URL(origin).host) faults.push(`foreign socket: ${url.href}`);
    });
  });
}
