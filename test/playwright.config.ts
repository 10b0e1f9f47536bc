import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath, firefoxPath, firefoxPreferences } from './browsers.ts';

export default defineConfig({
  testDir: 'browser',
  outputDir: '../test-results/browser',
  globalSetup: './browser/global-setup.ts',
  workers: 3,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/playwright.json' }]],
  use: {
    baseURL: process.env['TRICKLE_ORIGIN'],
    viewport: { width: 1280, height: 800 },
    locale: 'en',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: { args: chromiumArguments, ...(chromiumPath && { executablePath: chromiumPath }) },
      },
    },
    {
      name: 'firefox',
      // What axe reads is the same in both, and so is what a server does that is killed, that PeerJS talks to, or that NATs let pass.
      testIgnore: ['axe', 'two-tab-faults', 'peerjs-client', 'linux-nat'].map((name) => `browser/${name}.test.ts`),
      use: {
        browserName: 'firefox',
        ...(firefoxPath && { channel: 'moz-firefox' }),
        launchOptions: {
          firefoxUserPrefs: firefoxPreferences,
          ...(firefoxPath && { executablePath: firefoxPath }),
        },
      },
    },
  ],
});
