import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { platform } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { method } from '#domain/stun/message-type.ts';
import { memoryOf, startMeasured } from '../bench/relay-load.ts';
import { outcomeOf, pageCredential, type RawClient, udpClient } from './raw-client.ts';
import { startRelay } from './running-relay.ts';
import { SimulatedClock } from './simulated-clock.ts';

/** Sockets of as many addresses as there are; where loopback has one alone, of as many ports. */
async function sources(count: number): Promise<Socket[]> {
  const addresses = Array.from({ length: count }, (_, n) => (platform() === 'linux' ? `127.1.${n}.1` : '127.0.0.1'));
  return Promise.all(
    addresses.map(async (address) => {
      const socket = createSocket('udp4').bind(0, address);
      await once(socket, 'listening');
      onTestFinished(() => void socket.close());
      return socket;
    }),
  );
}

/** Packets a second. */
const rate = 30_000;

/** Sends the packets from all sockets in turn, at that rate, until told to stop; `sent` counts. */
function flood(sockets: Socket[], packets: Uint8Array[], port: number) {
  const began = performance.now();
  const state = { sent: 0, stop: () => clearImmediate(next) };
  let next = setImmediate(send);
  function send() {
    const due = Math.min(((performance.now() - began) / 1_000) * rate - state.sent, 200);
    for (let n = 0; n < due; n++, state.sent++) {
      const packet = packets[Math.floor(state.sent / sockets.length) % packets.length];
      if (packet) sockets[state.sent % sockets.length]?.send(packet, port, '127.0.0.1');
    }
    next = setImmediate(send);
  }
  return state;
}

/** Has a client ask as one does that hears nothing: again after half a second (RFC 8489 §6.2.1). */
function patient(client: RawClient): RawClient {
  const ask = client.ask.bind(client);
  client.ask = (request) => {
    const again = setInterval(() => client.transport.send(request), 500);
    return ask(request).finally(() => clearInterval(again));
  };
  return client;
}

test('a flood of requests without a credential costs no memory, and an honest client is served within 2 s', async () => {
  const server = await startMeasured('trickle');
  onTestFinished(() => server.stop());
  const sockets = await sources(64);
  const forger = await udpClient(server.port, { username: pageCredential().username, password: 'guessed' });
  await forger.challenge();
  const transport = [attribute.requestedTransport(17)];
  const packets = [
    forger.bare(method.binding),
    forger.bare(method.allocate, () => transport),
    forger.signed(method.allocate, () => transport),
    forger.signed(method.allocate, () => [...transport, attribute.text(attributeType.software, 'x'.repeat(500))]),
    Buffer.alloc(1_200, 0x40),
  ];
  const spoofed = flood(sockets, packets, server.port);
  await expect.poll(() => spoofed.sent, { timeout: 20_000 }).toBeGreaterThan(20_000);
  const before = await memoryOf(server);
  const times: number[] = [];
  for (let n = 0; n < 5; n++) {
    const client = patient(await udpClient(server.port, pageCredential(`honest-${n}`)));
    for (const ask of [() => client.ask(client.bare(method.binding)), () => client.allocate()]) {
      const began = performance.now();
      expect(outcomeOf(await ask())).toBe('success');
      times.push(performance.now() - began);
    }
    client.close();
  }
  await expect.poll(() => spoofed.sent, { timeout: 20_000 }).toBeGreaterThan(60_000);
  spoofed.stop();
  const after = await memoryOf(server);
  forger.close();
  expect(Math.max(...times)).toBeLessThan(2_000);
  expect((after - before) / 1e6).toBeLessThan(16);
});

test('who asks too often without an allocation is not answered for the rest of the second, Binding and others are', async () => {
  const clock = new SimulatedClock();
  const { client: enter } = await startRelay({ clock, limits: { strangerRequestsPerSecond: 3 } });
  const [eager, other] = [await enter(pageCredential('a', clock.now())), await enter(pageCredential('b', clock.now()))];
  for (let n = 0; n < 3; n++) await eager.challenge();
  eager.transport.send(eager.bare(method.allocate));
  expect(outcomeOf(await eager.ask(eager.bare(method.binding)))).toBe('success');
  expect(outcomeOf(await other.allocate())).toBe('success');
  expect(eager.unread).toEqual([]);
  clock.pass(1_000);
  expect(outcomeOf(await eager.allocate())).toBe('success');
});
