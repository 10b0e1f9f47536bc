import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageFor } from '../../signaling/invitations.ts';
import { ask, refusalsOf } from './raw-request.ts';
import { type Running, startSignaling } from './running-server.ts';

let server: Running;
beforeAll(async () => {
  server = await startSignaling();
});
afterAll(() => server.stop());

describe('the short link to a room', () => {
  test.each([
    [undefined, '/en/signaling/two-tabs/#room=7QX4-2MKD&by=peerserver'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', '/ko/signaling/two-tabs/#room=7QX4-2MKD&by=peerserver'],
    ['en-GB,ko;q=0.5', '/en/signaling/two-tabs/#room=7QX4-2MKD&by=peerserver'],
  ])('leads a reader of %s to %s', async (language, location) => {
    const headers = language ? { 'accept-language': language } : {};
    expect(await ask(server.port, '/t/7QX4-2MKD', { headers })).toMatchObject({
      status: 302,
      body: '',
      headers: { location, vary: 'Accept-Language', 'cache-control': 'no-store' },
    });
  });

  test.each(['/t/', '/t/a.b', '/t/%2e%2e', '/t/a%0d%0aSet-Cookie:x', `/t/${'x'.repeat(65)}`, '/t/<script>'])(
    'to %s is refused',
    async (path) => {
      const before = await refusalsOf(server.port, 'hostile-room');
      expect(await ask(server.port, path)).toMatchObject({
        status: 400,
        body: expect.stringContaining('hostile-room'),
        headers: { 'content-type': 'application/json' },
      });
      expect(await refusalsOf(server.port, 'hostile-room')).toBe(before + 1);
    },
  );

  test.each(['/t', '/t/a/b', '//t/a', '/T/a'])('%s is no such link', async (path) => {
    expect((await ask(server.port, path)).status).toBe(404);
  });

  test('is for reading alone', async () => {
    expect((await ask(server.port, '/t/a', { method: 'POST' })).status).toBe(404);
    expect((await ask(server.port, '/t/a', { method: 'HEAD' })).status).toBe(302);
  });
});

describe('the language of a reader', () => {
  test.each([
    ['', 'en'],
    ['*', 'en'],
    ['fr', 'en'],
    ['fr,ko;q=0.1', 'ko'],
    ['KO-kr', 'ko'],
    ['kok', 'en'],
    ['en;q=0,ko;q=0.1', 'ko'],
    ['ko;q=0', 'en'],
    ['ko;q=x,en', 'en'],
    ['en;q=0.5, ko;q=0.5', 'en'],
    [';;,,q=1,', 'en'],
  ])('%j is %s', (accepted, language) => {
    expect(languageFor(accepted)).toBe(language);
  });
});

describe('/carriers.json', () => {
  test('says that this host has PeerServer and polling', async () => {
    expect(await ask(server.port, '/carriers.json')).toMatchObject({
      status: 200,
      body: '{"carriers":["peerserver","polling"]}',
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
  });

  test.each([{ host: 'course.example' }, { origin: 'https://course.example' }])(
    'says none to a page that would be turned away, as one of %j, which may read it',
    async (headers) => {
      expect(await ask(server.port, '/carriers.json', { headers })).toMatchObject({
        body: '{"carriers":[]}',
        headers: { 'access-control-allow-origin': '*' },
      });
    },
  );
});
