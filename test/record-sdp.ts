/**
 * Records what Chromium and Firefox really offer and answer, into test/fixtures/sdp:
 * `node test/record-sdp.ts`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, firefox } from '@playwright/test';
import { chromiumArguments, chromiumPath, firefoxPath, firefoxPreferences } from './browsers.ts';

type Media = 'data' | 'media' | 'both';

/** Runs in the page: the offer before and after it is set, and the answer, of two connections. */
async function negotiate(media: Media): Promise<Record<string, string>> {
  const a = new RTCPeerConnection({ iceServers: [] });
  const b = new RTCPeerConnection({ iceServers: [] });
  const gathered = (connection: RTCPeerConnection) =>
    new Promise<void>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => candidate === null && resolve());
    });
  if (media !== 'media') a.createDataChannel('chat');
  if (media !== 'data') {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    const stream = canvas.captureStream(1);
    const tone = new AudioContext().createMediaStreamDestination();
    for (const track of [...tone.stream.getTracks(), ...stream.getTracks()]) a.addTrack(track, stream);
  }
  const offer = await a.createOffer();
  const done = gathered(a);
  await a.setLocalDescription(offer);
  await done;
  await b.setRemoteDescription(offer);
  const doneToo = gathered(b);
  await b.setLocalDescription();
  await doneToo;
  const sdp = { offer: offer.sdp ?? '', local: a.localDescription?.sdp ?? '', answer: b.localDescription?.sdp ?? '' };
  a.close();
  b.close();
  return sdp;
}

const browsers: Record<string, () => Promise<Browser>> = {
  chromium: () => chromium.launch({ args: chromiumArguments, ...(chromiumPath && { executablePath: chromiumPath }) }),
  firefox: () =>
    firefox.launch({
      firefoxUserPrefs: firefoxPreferences,
      ...(firefoxPath && { channel: 'moz-firefox', executablePath: firefoxPath }),
    }),
};

const folder = new URL('fixtures/sdp/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, launch] of Object.entries(browsers)) {
  const browser = await launch();
  const page = await browser.newPage();
  for (const media of ['data', 'media', 'both'] satisfies Media[]) {
    const recorded = await page.evaluate(negotiate, media);
    for (const [kind, sdp] of Object.entries(recorded))
      writeFileSync(new URL(`${name}-${media}-${kind}.sdp`, folder), sdp);
  }
  await browser.close();
}
