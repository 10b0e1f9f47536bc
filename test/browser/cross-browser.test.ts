import { type Browser, chromium, firefox } from '@playwright/test';
import type { PeerName } from '#domain/trace.ts';
import { chromiumArguments, chromiumPath, firefoxPath, firefoxPreferences } from '../browsers.ts';
import { BenchTab, expectToTalk } from './bench-tab.ts';
import { expect, test } from './harness.ts';

const launch: Record<string, () => Promise<Browser>> = {
  Chromium: () => chromium.launch({ args: chromiumArguments, ...(chromiumPath && { executablePath: chromiumPath }) }),
  Firefox: () =>
    firefox.launch({
      firefoxUserPrefs: firefoxPreferences,
      ...(firefoxPath && { channel: 'moz-firefox', executablePath: firefoxPath }),
    }),
};

test.skip(({ browserName }) => browserName !== 'chromium', 'these launch both browsers themselves');

for (const [offers, answers] of [
  ['Chromium', 'Firefox'],
  ['Firefox', 'Chromium'],
] as const) {
  test(`${offers} and ${answers} meet at our server: ${offers} offers`, async ({ watch, baseURL }) => {
    const [first, second] = await Promise.all([launch[offers]?.(), launch[answers]?.()]);
    if (!first || !second) throw new Error('both browsers are needed');
    try {
      const options = { ...(baseURL && { baseURL }), viewport: { width: 1280, height: 800 } };
      const contexts = [await first.newContext(options), await second.newContext(options)] as const;
      for (const context of contexts) watch(context);
      const a = await BenchTab.open(await contexts[0].newPage());
      const b = await BenchTab.open(await contexts[1].newPage(), await a.invite('peerserver', 'both'));
      await a.press('run');
      await Promise.all([a.connected(), b.connected()]);
      await expectToTalk(a, b, 'the data channel');
      for (const [tab, self] of [
        [a, 'a'],
        [b, 'b'],
      ] as const) {
        await expect.poll(() => framesDecoded(tab, self)).toBeGreaterThan(5);
      }
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });
}

/** Frames of the other's picture that a tab has decoded. */
async function framesDecoded(tab: BenchTab, self: PeerName): Promise<number> {
  const samples = (await tab.trace()).filter((event) => event.type === 'stats' && event.peer === self);
  return Math.max(0, ...samples.map((event) => (event.type === 'stats' && event.framesDecoded) || 0));
}
