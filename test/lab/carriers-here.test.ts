import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { carriersOf } from '#lab/carriers-here.ts';
import { type Handler, type Listening, serve } from '../../signaling/server.ts';
import { site } from '../../signaling/site.ts';
import { top } from '../server.ts';
import { startSignaling } from '../signaling/running-server.ts';

const hosts: Listening[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

async function hostOf(handler: Handler): Promise<string> {
  const host = await serve([handler], { port: 0, everywhere: false });
  hosts.push(host);
  return `http://localhost:${host.port}`;
}

const answering = (body: string, status = 200): Promise<string> =>
  hostOf((_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
    return true;
  });

const { signal } = new AbortController();

describe('a host is asked which carriers it has', () => {
  test('our server has both', async () => {
    const server = await startSignaling();
    expect(await carriersOf(`http://localhost:${server.port}/en/`, signal)).toEqual(['peerserver', 'polling']);
    await server.stop();
  });

  test('a static host has the file of the site, which says none', async () => {
    expect(await carriersOf(await hostOf(site(join(top, 'public'))), signal)).toEqual([]);
  });

  test.each([
    ['{', 200],
    ['null', 200],
    ['[]', 200],
    ['{"carriers":null}', 200],
    ['{"carriers":{"0":"polling"}}', 200],
    ['{"carriers":["in-page","__proto__",1,null]}', 200],
    ['{"carriers":["polling"]}', 404],
    ['<!doctype html>', 200],
  ])('%s with status %i is none', async (body, status) => {
    expect(await carriersOf(await answering(body, status), signal)).toEqual([]);
  });

  test('a carrier is known among others that are not', async () => {
    expect(await carriersOf(await answering('{"carriers":["pigeon","polling"]}'), signal)).toEqual(['polling']);
  });

  test('where nothing listens, and after the signal, there is no answer', async () => {
    const address = await answering('{"carriers":["polling"]}');
    expect(await carriersOf(address, AbortSignal.abort())).toBeUndefined();
    await hosts.pop()?.close();
    expect(await carriersOf(address, signal)).toBeUndefined();
  });
});
