import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from './expected.ts';
import { hostileIds, hostileTexts, lookAlikeOrigins } from './hostile-inputs.ts';
import { ask, pollPath, post } from './raw-request.ts';
import { type Running, startSignaling } from './running-server.ts';

let server: Running;
beforeAll(async () => {
  server = await startSignaling();
});
afterAll(() => server.stop());

describe('a poll is refused for', () => {
  test.each(hostileTexts)('%s', async (_, text, reason) => {
    const answered = await post(server.port, pollPath('honest', 'fool'), text);
    const parsed = reason === 'not-json' && /^(null|1|"OFFER")$/.test(text) ? 'not-a-message' : reason;
    expect(answered.status).toBe(refusalOf(reason).status);
    expect(JSON.parse(answered.body)).toMatchObject({ reason: parsed });
  });

  test('invalid UTF-8', async () => {
    const answered = await post(server.port, pollPath('honest', 'fool'), Buffer.from([0x22, 0xc3, 0x28, 0x22]));
    expect(answered).toMatchObject({ status: 400, body: expect.stringContaining('not-utf8') });
  });

  test('a body that does not say how long it is, and is too long', async () => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const options = { method: 'POST', headers };
    const answered = await ask(server.port, pollPath('honest', 'fool'), options, 'x'.repeat(70_000));
    expect(answered.status).toBe(413);
  });

  test('a body that is not JSON by its type, as a form of another page would send', async () => {
    const answered = await post(server.port, pollPath('honest', 'fool'), '{}', { 'content-type': 'text/plain' });
    expect(answered.status).toBe(415);
  });

  test('a method that it does not have', async () => {
    expect((await ask(server.port, pollPath('honest', 'fool'), { method: 'PUT' })).status).toBe(405);
  });

  test.each(hostileIds)('the id %j', async (id) => {
    const answered = await ask(server.port, pollPath('honest', id, 0, 't'));
    expect(answered).toMatchObject({ status: 400, body: expect.stringContaining('hostile-id') });
  });

  test('a page of another server, by its origin or by what the browser says of it', async () => {
    for (const origin of lookAlikeOrigins(server.port).filter((text) => !/[^ -~]/.test(text))) {
      expect((await post(server.port, pollPath('honest', 'fool'), {}, { origin })).status).toBe(403);
    }
    for (const [site, status] of [
      ['cross-site', 403],
      ['same-site', 403],
      ['same-origin', 405],
    ] as const) {
      const headers = { 'sec-fetch-site': site };
      expect((await ask(server.port, pollPath('honest', 'fool'), { method: 'PUT', headers })).status).toBe(status);
    }
  });
});
