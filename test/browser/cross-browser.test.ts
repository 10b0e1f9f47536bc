import { type Browser, chromium, firefox } from '@playwright/test';
import { chromiumArguments, chromiumPath, firefoxPath, firefoxPreferences } from '../browsers.ts';
import { expect, test } from './harness.ts';
import { TwoTabPage } from './two-tab-page.ts';

const launch = {
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
  test(`${offers} offers, ${answers} answers: they see each other and talk`, async ({ watch, baseURL }) => {
    const browsers: Browser[] = [];
    const open = async (name: keyof typeof launch, path?: string): Promise<TwoTabPage> => {
      const browser = await launch[name]();
      browsers.push(browser);
      const context = await browser.newContext({ ...(baseURL && { baseURL }), viewport: { width: 1280, height: 800 } });
      watch(context);
      return new TwoTabPage(await context.newPage()).open(path);
    };
    try {
      const a = await open(offers);
      await a.choose('peerserver');
      await a.button('copy-room').click();
      await expect(a.page).toHaveURL(/#room=.*&by=peerserver/);
      const b = await open(answers, a.page.url());
      await a.waitForReason(/^paired/);
      await a.run();
      await Promise.all([a.connected(), b.connected()]);
      await Promise.all([a.sees(), b.sees()]);
      await a.say(`${offers} says this`);
      await expect(b.said(`${offers} says this`)).toBeVisible();
      await b.say(`${answers} says that`);
      await expect(a.said(`${answers} says that`)).toBeVisible();
    } finally {
      await Promise.all(browsers.map((browser) => browser.close()));
    }
  });
}
