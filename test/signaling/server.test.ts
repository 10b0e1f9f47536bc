import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { type Handler, serve } from '../../signaling/server.ts';

const answer: Handler = (_, response) => {
  response.end('here');
  return true;
};

/** The status of an answer, or the code of the error: `200`, `ECONNREFUSED`. */
function reach(host: string, port: number): Promise<number | string | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | string | undefined>();
  request({ host, port }, (response) => resolve(response.resume().statusCode))
    .on('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    .end();
  return promise;
}

const outward = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describe('the server', () => {
  test('listens on loopback alone', async () => {
    const listening = await serve([answer], { port: 0, everywhere: false });
    expect(await reach('127.0.0.1', listening.port)).toBe(200);
    expect(await reach('localhost', listening.port)).toBe(200);
    if (outward) expect(await reach(outward, listening.port)).toBe('ECONNREFUSED');
    await listening.close();
  });

  test('listens everywhere when it is told to', async () => {
    const listening = await serve([answer], { port: 0, everywhere: true });
    expect(await reach(outward ?? '127.0.0.1', listening.port)).toBe(200);
    await listening.close();
  });

  test('takes the next port when one is taken', async () => {
    const first = await serve([answer], { port: 0, everywhere: false });
    const second = await serve([answer], { port: first.port, everywhere: false });
    expect(second.port).toBeGreaterThan(first.port);
    await Promise.all([first.close(), second.close()]);
  });

  test('asks the handlers in order until one answers', async () => {
    const pass: Handler = () => false;
    const listening = await serve([pass, answer, () => expect.fail('asked')], { port: 0, everywhere: false });
    expect(await reach('127.0.0.1', listening.port)).toBe(200);
    await listening.close();
  });

  test('a handler that throws is 500, and the server lives on', async () => {
    const broken: Handler = (message) => {
      if (message.url === '/') throw new Error('broken');
      return false;
    };
    const listening = await serve([broken], { port: 0, everywhere: false });
    expect(await reach('127.0.0.1', listening.port)).toBe(500);
    expect(await reach('127.0.0.1', listening.port)).toBe(500);
    await listening.close();
  });

  test('is gone once it is closed', async () => {
    const listening = await serve([answer], { port: 0, everywhere: false });
    await listening.close();
    expect(await reach('127.0.0.1', listening.port)).toBe('ECONNREFUSED');
  });
});
