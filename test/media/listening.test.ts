import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { method } from '#domain/stun/message-type.ts';
import { createRelay } from '../../media/relay/relay.ts';
import { outcomeOf, RawClient, secret } from './raw-client.ts';
import { tcp, udp } from './raw-transport.ts';
import { startRelay } from './running-relay.ts';

const ask = (client: RawClient) => client.ask(client.bare(method.binding)).then(outcomeOf);

describe('a port', () => {
  test('is one for UDP and TCP, on IPv4 and IPv6', async () => {
    const { port } = await startRelay();
    for (const address of ['127.0.0.1', '::1']) {
      for (const open of [udp, tcp]) {
        const client = new RawClient(await open(port, address));
        onTestFinished(() => client.close());
        expect(await ask(client)).toBe('success');
      }
    }
  });

  test('that is taken, for UDP or for TCP, makes way for the next', async () => {
    const blocking = createSocket('udp4');
    blocking.bind(0, '127.0.0.1');
    await once(blocking, 'listening');
    onTestFinished(() => void blocking.close());
    const { port: taken } = blocking.address();
    const one = await startRelay({}, { port: taken });
    expect(one.port).toBeGreaterThan(taken);
    const server = createServer().listen(one.port + 1, '::1');
    await Promise.race([once(server, 'listening'), once(server, 'error')]);
    onTestFinished(() => void server.close());
    const other = await startRelay({}, { port: taken });
    expect(other.port).toBeGreaterThan(one.port + 1);
  });

  test('that is closed serves nobody, ends its allocations, and is free again', async () => {
    const relay = createRelay({ secret });
    onTestFinished(() => relay.close());
    const listener = await relay.listen({ port: 0 });
    const client = new RawClient(await tcp(listener.port));
    await client.allocate();
    await listener.close();
    await client.transport.closed;
    expect(relay.allocationsOf(client.credential.username)).toEqual([]);
    expect((await relay.listen({ port: listener.port })).port).toBe(listener.port);
  });

  test('of an address that this machine has not is an error', async () => {
    const relay = createRelay({ secret });
    onTestFinished(() => relay.close());
    await expect(relay.listen({ port: 0, addresses: ['203.0.113.5'] })).rejects.toThrow('none of 203.0.113.5');
  });
});

test('a relay opens ports for pages, and closes them one by one', async () => {
  const { relay } = await startRelay();
  const listeners = await Promise.all(['a', 'b', 'c'].map((owner) => relay.listen({ port: 0, owner })));
  expect(new Set(listeners.map(({ port }) => port)).size).toBe(3);
  await listeners[1]?.close();
  await listeners[1]?.close();
  const client = new RawClient(await udp(listeners[2]?.port ?? 0));
  onTestFinished(() => client.close());
  expect(await ask(client)).toBe('success');
});
