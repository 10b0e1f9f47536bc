import { existsSync } from 'node:fs';

/** Where a browser of the machine may be, best first; `undefined` leaves it to Playwright's own download. */
function firstOf(paths: (string | undefined)[]): string | undefined {
  return paths.find((path) => path && existsSync(path));
}

/** Path of a Chromium or Chrome: `CHROMIUM`, then Debian's, then those of macOS. */
export const chromiumPath = firstOf([
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]);

/** Path of a stock Firefox: `FIREFOX`, then Debian's, then that of macOS. */
export const firefoxPath = firstOf([
  process.env['FIREFOX'],
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
]);

/** Chromium without a sandbox, GPU or calls home, and with made-up media. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** Firefox with made-up media, and connections over loopback. */
export const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};
