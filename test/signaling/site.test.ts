import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, serve } from '../../signaling/server.ts';
import { site } from '../../signaling/site.ts';

const page = '<!doctype html><title>Trickle</title>';
const files = {
  'outside.txt': 'secret',
  'dist/index.html': page,
  'dist/index.html.gz': gzipSync(page),
  'dist/404.html': 'not here',
  'dist/ko/404.html': '없음',
  'dist/en/sdp/index.html': page,
  'dist/_astro/bench.a1b2c3.js': 'export {};',
  'dist/.built-from': 'hash',
};

let folder: string;
let listening: Listening;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trickle-site-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  listening = await serve([site(join(folder, 'dist'))], { port: 0, everywhere: false });
});

afterAll(async () => {
  await listening.close();
  await rm(folder, { recursive: true });
});

/** Asks for a path exactly as it is written; `fetch` would tidy `..` away. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request({ port: listening.port, path, headers, method }, resolve).on('error', reject).end();
  const response = await promise;
  const { statusCode: status, headers: answered } = response;
  return { status, headers: answered, body: await text(response) };
}

describe('the site server', () => {
  test.each([
    ['/', 200, 'text/html; charset=utf-8', page],
    ['/?lang=ko', 200, 'text/html; charset=utf-8', page],
    ['/en/sdp/', 200, 'text/html; charset=utf-8', page],
    ['/_astro/bench.a1b2c3.js', 200, 'text/javascript; charset=utf-8', 'export {};'],
    ['/none', 404, 'text/html; charset=utf-8', 'not here'],
    ['/en/none/', 404, 'text/html; charset=utf-8', 'not here'],
    ['/ko/none/', 404, 'text/html; charset=utf-8', '없음'],
    ['/_astro/', 404, 'text/html; charset=utf-8', 'not here'],
    ['/.built-from', 404, 'text/html; charset=utf-8', 'not here'],
  ])('answers %s with %i', async (path, status, type, body) => {
    expect(await ask(path)).toMatchObject({ status, body, headers: { 'content-type': type } });
  });

  test.each([
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/en/..%2f..%2foutside.txt',
    '/%00',
    '/%',
    '//',
  ])('gives nothing of what lies outside for %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status === 200 ? body : '').not.toContain('secret');
    expect(body).not.toContain('secret');
  });

  test('sends a folder without its slash to the one with it, on this host', async () => {
    expect(await ask('/en/sdp')).toMatchObject({ status: 301, headers: { location: '/en/sdp/' } });
    expect(await ask('//en/sdp')).toMatchObject({ status: 301, headers: { location: '/en/sdp/' } });
  });

  test('compresses for who asks for it', async () => {
    const { headers } = await ask('/', { 'accept-encoding': 'gzip, br' });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test.each(['gzip', 'identity'])('a page that is not newer is 304, with %s', async (encoding) => {
    const { headers } = await ask('/', { 'accept-encoding': encoding });
    const again = await ask('/', { 'accept-encoding': encoding, 'if-none-match': `${headers.etag}` });
    expect(again).toMatchObject({ status: 304, body: '' });
    expect(again.headers.etag).toBe(headers.etag);
  });

  test('a file with a hash in its name never changes, a page is asked for again', async () => {
    expect((await ask('/_astro/bench.a1b2c3.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask('/')).headers['cache-control']).toBe('public, max-age=0');
  });

  test('HEAD gives the length and no body', async () => {
    const { headers, body } = await ask('/', {}, 'HEAD');
    expect({ length: headers['content-length'], body }).toEqual({ length: `${page.length}`, body: '' });
  });

  test('anything but GET and HEAD is 405', async () => {
    expect(await ask('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  test('a range is 206', async () => {
    expect(await ask('/', { range: 'bytes=0-8' })).toMatchObject({ status: 206, body: '<!doctype' });
  });
});
