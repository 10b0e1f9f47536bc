import type { BrowserContext, Page } from '@playwright/test';
import type { Peer, PeerOptions } from 'peerjs';
import { top } from '../server.ts';
import { expect, test } from './harness.ts';

/** What the script of PeerJS leaves in a page, and what these tests do. */
declare global {
  interface Window {
    peerjs: { Peer: typeof Peer };
    peer: Peer;
    heard: string[];
  }
}

/** Where one test meets: tests of both browsers run at once, on one server. */
const meetingPlace = () => `/r/${test.info().testId}/`;

// The page is plain text of the server, and has no icon.
test.beforeEach(({ forgiven }) => forgiven.allow(/favicon\.ico/));

/** A page of our server that has PeerJS 1.5.5 in it and no scripts of its own. */
async function pageWithPeerJs(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/healthz');
  await page.addScriptTag({ path: `${top}/node_modules/peerjs/dist/peerjs.min.js` });
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('video'), { autoplay: true })));
  return page;
}

/** Makes a Peer as PeerJS's manual says, at our server, and gives its id once the server has greeted it. */
function openPeer(page: Page, id?: string, path = meetingPlace()): Promise<string> {
  return page.evaluate(
    ([path, id]) => {
      const { hostname: host, port } = location;
      const options: PeerOptions = { host, port: Number(port), path, config: { iceServers: [] } };
      window.peer = id === undefined ? new window.peerjs.Peer(options) : new window.peerjs.Peer(id, options);
      window.heard = [];
      return new Promise<string>((resolve, reject) => {
        window.peer.on('open', resolve);
        window.peer.on('error', ({ type }) => reject(new Error(type)));
      });
    },
    [path, id] as const,
  );
}

test('two pages exchange data both ways', async ({ context }) => {
  const [a, b] = [await pageWithPeerJs(context), await pageWithPeerJs(context)];
  await openPeer(a, 'a');
  await openPeer(b, 'b');
  await b.evaluate(() => {
    window.peer.on('connection', (connection) => {
      connection.on('data', (data) => {
        window.heard.push(`${connection.peer}: ${data}`);
        connection.send('and this is B');
      });
    });
  });
  const answer = await a.evaluate(async () => {
    const connection = window.peer.connect('b', { reliable: true });
    await new Promise<void>((resolve) => connection.on('open', resolve));
    const answered = new Promise((resolve) => connection.on('data', resolve));
    connection.send('this is A');
    return answered;
  });
  expect(answer).toBe('and this is B');
  expect(await b.evaluate(() => window.heard)).toEqual(['a: this is A']);
});

test('two pages see and hear each other', async ({ context }) => {
  const [a, b] = [await pageWithPeerJs(context), await pageWithPeerJs(context)];
  await openPeer(a, 'a');
  await openPeer(b, 'b');
  await b.evaluate(async () => {
    const own = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    window.peer.on('call', (call) => {
      call.answer(own);
      call.on('stream', (stream) => Object.assign(document.querySelector('video') ?? {}, { srcObject: stream }));
    });
  });
  await a.evaluate(async () => {
    const call = window.peer.call('b', await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    call.on('stream', (stream) => Object.assign(document.querySelector('video') ?? {}, { srcObject: stream }));
  });
  for (const page of [a, b]) {
    await page.waitForFunction(() => {
      const video = document.querySelector('video');
      const tracks = video?.srcObject instanceof MediaStream ? video.srcObject.getTracks() : [];
      return video && video.currentTime > 0.2 && video.videoWidth > 0 && tracks.length === 2;
    });
  }
});

test('who has no id is given one that the other can be told', async ({ context }) => {
  const [a, b] = [await pageWithPeerJs(context), await pageWithPeerJs(context)];
  const id = await openPeer(a);
  await openPeer(b, 'b');
  const said = a.evaluate(
    () => new Promise((resolve) => window.peer.on('connection', (connection) => connection.on('data', resolve))),
  );
  await b.evaluate((id) => {
    const connection = window.peer.connect(id);
    connection.on('open', () => connection.send('found'));
  }, id);
  expect(await said).toBe('found');
});

test('an id is taken in its own room alone, and PeerJS is told so', async ({ context, forgiven }) => {
  forgiven.allow(/ERROR PeerJS/);
  const [a, b] = [await pageWithPeerJs(context), await pageWithPeerJs(context)];
  await openPeer(a, 'a');
  await expect(openPeer(b, 'a')).rejects.toThrow('unavailable-id');
  expect(await openPeer(b, 'a', meetingPlace().replace('/r/', '/r/another-'))).toBe('a');
});

test('a call to who is not there ends as peer-unavailable', async ({ context, forgiven }) => {
  forgiven.allow(/ERROR PeerJS/);
  const page = await pageWithPeerJs(context);
  await openPeer(page, 'a');
  const error = await page.evaluate(() => {
    window.peer.connect('nobody');
    return new Promise((resolve) => window.peer.on('error', ({ type }) => resolve(type)));
  });
  expect(error).toBe('peer-unavailable');
});
