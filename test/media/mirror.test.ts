import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { addressText } from '#domain/stun/address.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { method } from '#domain/stun/message-type.ts';
import { unimpaired } from '#domain/unimpaired.ts';
import { mirrorLimits } from '../../media/mirror-limits.ts';
import { timeLimitedPassword } from '../../media/relay/credentials.ts';
import { addressIn, outcomeOf, pageCredential, secret, udpClient } from './raw-client.ts';
import { mirrorAt, openPage, RawMirror, startControl } from './raw-mirror.ts';
import { openPeer } from './running-relay.ts';

/** Opens a mirror, says this first, and gives how it is closed. */
async function closedAfter(control: number, first: object | string): Promise<string> {
  const mirror = new RawMirror(mirrorAt(control));
  await once(mirror.socket, 'open');
  mirror.socket.send(typeof first === 'string' ? first : JSON.stringify(first));
  return mirror.closed;
}

const opening = ({ username, password } = pageCredential()) => ({ type: 'open', username, credential: password });

describe('a page is told of its own packets', () => {
  test('the STUN it sent, whole, and the answer', async () => {
    const { mirror, port, client } = await openPage(await startControl(), 'one');
    const request = client.bare(method.binding);
    const answer = await client.ask(request);
    const here = `127.0.0.1:${port}`;
    const there = `127.0.0.1:${client.transport.port}`;
    const common = { leg: 'client', transport: 'udp' };
    expect(await mirror.heard('packet', ({ direction }) => direction === 'in')).toMatchObject({
      ...common,
      from: there,
      to: here,
      bytes: 20,
      hex: Buffer.from(request).toString('hex'),
    });
    expect(await mirror.heard('packet', ({ direction }) => direction === 'out')).toMatchObject({
      ...common,
      from: here,
      to: there,
      hex: Buffer.from(answer.bytes).toString('hex'),
    });
  });

  test('and nobody else is: another page hears of its own alone', async () => {
    const control = await startControl();
    const [one, other] = [await openPage(control, 'one'), await openPage(control, 'other')];
    await one.client.allocate();
    await one.client.permit('127.0.0.1');
    await one.mirror.heard('relay', ({ allocations }) => allocations.length === 1);
    await other.client.ask(other.client.bare(method.binding));
    await other.mirror.heard('packet', ({ direction }) => direction === 'out');
    await Promise.all([one.mirror.settled(), other.mirror.settled()]);
    const ports = ({ mirror }: typeof one) =>
      new Set(mirror.told.flatMap((each) => (each.type === 'packet' ? [each.from, each.to] : [])));
    const own = ({ client, port }: typeof one) => [`127.0.0.1:${client.transport.port}`, `127.0.0.1:${port}`];
    expect(ports(one)).toEqual(new Set(own(one)));
    expect(ports(other)).toEqual(new Set(own(other)));
    expect(other.mirror.told.filter(({ type }) => type === 'relay')).toEqual([]);
  });

  test("another page's credential is refused at its port, and its owner sees that", async () => {
    const control = await startControl();
    const [one, other] = [await openPage(control, 'one'), await openPage(control, 'other')];
    expect(outcomeOf(await one.client.allocate(undefined, other.credential))).toBe(401);
    await one.mirror.heard('packet', ({ hex }) => hex.includes(Buffer.from(other.credential.username).toString('hex')));
    await Promise.all([one.mirror.settled(), other.mirror.settled()]);
    expect(other.mirror.told.filter(({ type }) => type === 'packet')).toEqual([]);
  });

  test('what the relay holds for it: what was made at once, what was counted soon after', async () => {
    const { mirror, client } = await openPage(await startControl(), 'one');
    const peer = await openPeer();
    const relayed = addressText(addressIn(await client.allocate(), attributeType.xorRelayedAddress));
    await client.bind(0x4000, '127.0.0.1', peer.port);
    client.say('127.0.0.1', peer.port, 'hello');
    await peer.next();
    const { allocations } = await mirror.heard('relay', (state) => state.allocations[0]?.toPeer.packetsOut === 1);
    expect(allocations).toMatchObject([
      {
        relayed,
        client: `127.0.0.1:${client.transport.port}`,
        permissions: [{ address: '127.0.0.1' }],
        channels: [{ number: 0x4000, peer: `127.0.0.1:${peer.port}` }],
        toPeer: { packetsIn: 1, packetsOut: 1, bytesIn: 5, bytesOut: 5, dropped: 0, refused: 0 },
      },
    ]);
    await client.refresh(0);
    await mirror.heard('relay', (state) => state.allocations.length === 0);
  });

  test('the first dozens of a flood of data, and the count of all', async () => {
    const { mirror, client } = await openPage(await startControl(), 'one');
    const peer = await openPeer();
    await client.allocate();
    await client.bind(0x4000, '127.0.0.1', peer.port);
    for (let sent = 0; sent < 500; sent++) {
      client.transport.send(Buffer.from([0x40, 0, 0, 4, 0xff, 0xff, 0xff, 0xff]));
      await peer.next();
    }
    await mirror.heard('relay', (state) => state.allocations[0]?.toPeer.packetsOut === 500);
    const data = mirror.told.filter((each) => each.type === 'packet' && each.hex.endsWith('ffffffff'));
    expect(data.length).toBeGreaterThanOrEqual(mirrorLimits.dataBurst);
    expect(data.length).toBeLessThan(mirrorLimits.dataBurst + 50);
  });
});

describe('a page says what becomes of its packets', () => {
  test('cut: nothing passes, and it is told so of each; healed: it passes again', async () => {
    const { mirror, client } = await openPage(await startControl(), 'one');
    const peer = await openPeer();
    await client.allocate();
    await client.permit('127.0.0.1');
    mirror.say({ type: 'impair', ...unimpaired, cut: true });
    expect(await mirror.heard('impairment')).toMatchObject({ cut: true });
    client.say('127.0.0.1', peer.port, 'lost');
    await mirror.heard('packet', ({ fate }) => fate === 'cut');
    mirror.say({ type: 'impair', ...unimpaired });
    await mirror.heard('impairment', ({ cut }) => !cut);
    client.say('127.0.0.1', peer.port, 'through');
    expect((await peer.next()).text).toBe('through');
  });

  test('its Binding requests are answered late, or never', async () => {
    const { mirror, client } = await openPage(await startControl(), 'one');
    mirror.say({ type: 'answer-stun', after: 80 });
    await mirror.settled();
    const asked = performance.now();
    await client.ask(client.bare(method.binding));
    expect(performance.now() - asked).toBeGreaterThan(75);
    mirror.say({ type: 'answer-stun', after: 'never' });
    await mirror.settled();
    client.transport.send(client.bare(method.binding));
    await mirror.heard('packet', ({ fate }) => fate === 'unanswered');
  });

  test('one allocation: the next is refused by 486', async () => {
    const control = await startControl();
    const { mirror, client, port, credential } = await openPage(control, 'one');
    mirror.say({ type: 'quota', allocations: 1 });
    await mirror.settled();
    expect(outcomeOf(await client.allocate())).toBe('success');
    const second = await udpClient(port, credential);
    expect(outcomeOf(await second.allocate())).toBe(486);
    second.close();
  });
});

describe('a page is not let in', () => {
  const { username, password } = pageCredential();
  const expired = `${Math.floor(Date.now() / 1000) - 60}:page`;
  test.each([
    ['with a wrong credential', { ...opening(), credential: `${password}?` }],
    ["with another page's", { type: 'open', username, credential: pageCredential('another').password }],
    ['with one that has expired', opening({ username: expired, password: timeLimitedPassword(secret, expired) })],
    ['with one of no time', opening({ username: 'admin', password: timeLimitedPassword(secret, 'admin') })],
    ['with an empty one', { type: 'open', username: '', credential: '' }],
  ])('%s', async (_, first) => {
    expect(await closedAfter(await startControl(), first)).toMatch(/^4401 /);
  });

  test('twice under one username', async () => {
    const control = await startControl();
    const { credential } = await openPage(control, 'one');
    expect(await closedAfter(control, opening(credential))).toMatch(/^4409 /);
  });

  test.each([
    ['before it has said who it is', { type: 'ping', sent: 1 }],
    ['with what nobody says', { type: 'shutdown' }],
    ['with what is no JSON', '{'],
    ['with half a wish', { type: 'impair', loss: 1 }],
  ])('%s', async (_, first) => {
    expect(await closedAfter(await startControl(), first)).toMatch(/^4400 /);
  });

  test('with a message beyond all measure', async () => {
    expect(
      await closedAfter(await startControl(), { type: 'open', username: 'x'.repeat(5_000), credential: '' }),
    ).toMatch(/^1009 /);
  });

  test('when as many are here as may be, and is when one has left', async () => {
    const control = await startControl({ limits: { pages: 1 } });
    const { mirror } = await openPage(control, 'one');
    expect(await new RawMirror(mirrorAt(control)).closed).toMatch(/^4429 /);
    mirror.socket.close();
    await mirror.closed;
    await openPage(control, 'two');
  });

  test('when it says nothing', async () => {
    const control = await startControl({ limits: { openMs: 40, sweepMs: 20 } });
    expect(await new RawMirror(mirrorAt(control)).closed).toMatch(/^4408 /);
  });

  test('from a page of its own browser, past the site', async () => {
    const mirror = new RawMirror(mirrorAt(await startControl()), { origin: 'http://localhost:4321' });
    expect(await mirror.closed).toMatch(/^1006 /);
  });
});

describe('a page that is here', () => {
  test('and says too much is closed', async () => {
    const { mirror } = await openPage(
      await startControl({ limits: { messageBurst: 20, messagesPerSecond: 1 } }),
      'one',
    );
    for (let said = 0; said < 40; said++) mirror.say({ type: 'ping', sent: said });
    expect(await mirror.closed).toMatch(/^4429 /);
  });

  test('and is silent for long is closed', async () => {
    const { mirror } = await openPage(await startControl({ limits: { silentMs: 60, sweepMs: 20 } }), 'one');
    expect(await mirror.closed).toMatch(/^4408 /);
  });

  test('takes its port with it when it leaves', async () => {
    const control = await startControl();
    const { mirror, port } = await openPage(control, 'one');
    mirror.socket.close();
    await mirror.closed;
    const reached = async () => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      const open = await promise;
      socket.destroy();
      return open;
    };
    while (await reached());
  });

  test('has clocks compared with it', async () => {
    const { mirror } = await openPage(await startControl(), 'one');
    mirror.say({ type: 'ping', sent: 12.5 });
    const { sent, received, answered } = await mirror.heard('pong');
    expect(sent).toBe(12.5);
    expect(answered).toBeGreaterThanOrEqual(received);
    expect(Math.abs(received - Date.now())).toBeLessThan(5_000);
  });
});
