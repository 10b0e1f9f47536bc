import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { relayOffer } from '#lab/relay-here.ts';
import { type Handler, serve } from '../../signaling/server.ts';
import { site } from '../../signaling/site.ts';
import type { TurnSettings } from '../../signaling/turn-settings.ts';
import { top } from '../server.ts';
import { startSignaling } from '../signaling/running-server.ts';

const { signal } = new AbortController();

async function hostOf(handler: Handler): Promise<string> {
  const host = await serve([handler], { port: 0, everywhere: false });
  onTestFinished(() => host.close());
  return `http://localhost:${host.port}/en/`;
}

describe('a host is asked for its STUN and TURN servers', () => {
  test('our server hands out those that it was told of', async () => {
    const turn: TurnSettings = { kind: 'other', secret: 's', urls: ['turn:127.0.0.1:3478?transport=udp'] };
    const server = await startSignaling({ turn });
    const offer = await relayOffer(signal, `http://localhost:${server.port}/en/`);
    await server.stop();
    expect(offer).toMatchObject({ urls: turn.urls, host: null, mirror: null });
  });

  test('a static host has the file of the site, which says none', async () => {
    expect(await relayOffer(signal, await hostOf(site(join(top, 'public'))))).toBeUndefined();
  });

  test.each([
    ['{', 200],
    ['{"relay":{"username":"u"}}', 200],
    ['{"relay":{"username":"u","credential":"c","urls":"stun:127.0.0.1","host":null,"mirror":null,"expired":{}}}', 200],
    ['{"relay":null}', 404],
    ['<!doctype html>', 200],
  ])('%s with %i is none', async (body, status) => {
    const host = await hostOf((_, response) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
      return true;
    });
    expect(await relayOffer(signal, host)).toBeUndefined();
  });

  test('no answer is none', async () => {
    expect(await relayOffer(signal, 'http://localhost:9/')).toBeUndefined();
  });
});
