import { beforeEach, describe, expect, test } from 'vitest';
import { estimateOffset } from '#domain/clock-offset.ts';
import { mergeHalves } from '#domain/halves.ts';
import type { Letter } from '#domain/letter.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { markup } from '../traces.ts';
import {
  candidate,
  textsOf,
  VirtualCarrier,
  VirtualDataChannel,
  VirtualPage,
  VirtualTime,
} from './session/virtual-room.ts';

let time: VirtualTime;
let carrier: VirtualCarrier;
beforeEach(() => {
  time = new VirtualTime();
  carrier = new VirtualCarrier(time);
});

const page = (name: string, by = carrier) => new VirtualPage(time, by.open, name);
const kinds = (events: readonly TraceEvent[], type: TraceEvent['type']) =>
  events.filter((event) => event.type === type);
const lettersOf = (by: VirtualCarrier) => by.written as readonly Letter[];

/** Two pages that have met; B came 30 ms later. */
async function met(): Promise<[VirtualPage, VirtualPage]> {
  const a = page('a1');
  await time.pass(30);
  const b = page('b1');
  await time.pass(20);
  return [a, b];
}

describe('two pages of a room', () => {
  test('say hello, and know each other', async () => {
    const [a, b] = await met();
    expect([a.session.other, b.session.other]).toEqual(['b1', 'a1']);
    expect([a.told, b.told]).toEqual([
      ['open', 'other b1'],
      ['open', 'other a1'],
    ]);
  });

  test('record their hellos, the first of which nobody heard', async () => {
    const [a, b] = await met();
    const of = ({ trace }: VirtualPage) =>
      trace.flatMap((event) =>
        'message' in event && typeof event.message === 'number' ? [`${event.type} ${event.message}`] : [],
      );
    expect(of(a)).toEqual(['sent 1', 'received 2', 'sent 3']);
    expect(of(b)).toEqual(['sent 2', 'received 3']);
  });

  test('what arrived is recorded with what it was, which the other may never tell', async () => {
    const [a, b] = await met();
    a.session.send(candidate('1'));
    a.session.send({ kind: 'description', description: { type: 'offer', sdp: '' } });
    a.session.send({ kind: 'end-of-candidates' });
    await time.pass(10);
    const of = b.trace.flatMap((event) => (event.type === 'received' ? [event.kind] : []));
    expect(of).toEqual(['hello', 'candidate', 'offer', 'end-of-candidates']);
  });

  test('a message leaves within the call that sends it', async () => {
    const [a] = await met();
    const before = carrier.written.length;
    a.session.send(candidate('now'));
    expect(carrier.written.length).toBe(before + 1);
    expect(lettersOf(carrier).at(-1)?.kind).toBe('parcel');
  });

  test('an answer carries the acknowledgement of what it answers', async () => {
    const [a, b] = await met();
    b.onMessage = () => b.session.send(candidate('answer'));
    a.session.send(candidate('offer'));
    await time.pass(2.5);
    expect(a.session.waiting).toBe(0);
    expect(lettersOf(carrier).filter(({ kind }) => kind === 'acknowledgement')).toEqual([]);
  });

  test('what is sent before anybody is there waits for the first who comes', async () => {
    const a = page('a1');
    a.session.send(candidate('1'));
    await time.pass(60_000);
    a.session.send(candidate('2'));
    expect(a.told).toEqual(['open']);
    const b = page('b1');
    await time.pass(100);
    expect(textsOf(b.messages)).toEqual(['1', '2']);
    expect(a.session.waiting).toBe(0);
  });

  test('a page that says goodbye is gone, and no timer of it is left', async () => {
    const [a, b] = await met();
    b.leaving.abort();
    await time.pass(100);
    expect(a.told.slice(2)).toEqual(['other gone']);
    expect(b.told.slice(2)).toEqual(['closed']);
    a.leaving.abort();
    await time.pass(1);
    expect(time.pending).toBe(0);
  });

  test('a message heavier than a letter is refused where it is sent', async () => {
    const [a] = await met();
    expect(() => a.session.send(candidate('x'.repeat(65_536)))).toThrow(RangeError);
    expect(kinds(a.trace, 'sent')).toHaveLength(2);
  });

  test('markup arrives as text', async () => {
    const [a, b] = await met();
    a.session.send(candidate(markup));
    await time.pass(10);
    expect(textsOf(b.messages)).toEqual([markup]);
  });
});

describe('what happened at the other end', () => {
  test('is told in batches, after the message that caused it', async () => {
    const [a, b] = await met();
    for (let index = 0; index < 50; index += 1) a.session.send(candidate(`${index}`));
    await time.pass(1000);
    const parcels = lettersOf(carrier).flatMap((letter) =>
      letter.kind === 'parcel' && letter.from === 'a1' ? [letter.content.kind] : [],
    );
    expect(parcels.indexOf('heard')).toBeGreaterThan(parcels.lastIndexOf('message'));
    expect(b.heard).toEqual(a.trace.filter(({ type }) => type !== 'ping').slice(0, b.heard.length));
    expect(kinds(b.heard, 'sent')).toHaveLength(52);
  });

  test('waits while messages pass, and no longer than 300 ms', async () => {
    const [a, b] = await met();
    await time.pass(1000);
    a.log.append({ type: 'created', peer: 'a', iceServers: 0 });
    for (let passed = 0; passed < 290; passed += 10) {
      a.session.send(candidate(`${passed}`));
      await time.pass(10);
    }
    expect(kinds(b.heard, 'created')).toEqual([]);
    for (let passed = 0; passed < 50; passed += 10) {
      a.session.send(candidate(`${passed}`));
      await time.pass(10);
    }
    expect(kinds(b.heard, 'created')).toHaveLength(1);
  });

  test('comes in letters below 12 kB', async () => {
    const [a, b] = await met();
    for (let index = 0; index < 30; index += 1) {
      a.log.append({
        type: 'exception',
        peer: 'a',
        id: 1,
        method: 'close',
        name: '한글'.repeat(150),
        message: `${index}`,
      });
    }
    await time.pass(3000);
    expect(kinds(b.heard, 'exception')).toHaveLength(30);
    const heaviest = Math.max(...carrier.written.map((letter) => JSON.stringify(letter).length));
    expect(heaviest).toBeLessThan(12_000);
  });

  test('is told once: nobody tells what was heard', async () => {
    const [a, b] = await met();
    await time.pass(60_000);
    const before = carrier.written.length;
    await time.pass(60_000);
    const quiet = lettersOf(carrier).slice(before);
    expect(new Set(quiet.map(({ kind }) => kind))).toEqual(new Set(['ping', 'pong']));
    expect(quiet.length).toBeLessThan(60);
    expect(a.heard.every((event) => event.peer === 'b') && b.heard.every((event) => event.peer === 'a')).toBe(true);
  });

  test('an event that is heavier than a letter is not told, and holds nothing up', async () => {
    const [a, b] = await met();
    a.log.append({ type: 'exception', peer: 'a', id: 1, method: 'close', name: 'x'.repeat(70_000), message: '' });
    a.log.append({ type: 'exception', peer: 'a', id: 1, method: 'close', name: 'after', message: '' });
    await time.pass(1000);
    expect(kinds(b.heard, 'exception')).toMatchObject([{ name: 'after' }]);
  });

  test('with the offset that the pings give is one trace on both ends', async () => {
    const [a, b] = await met();
    a.session.send(candidate('1'));
    await time.pass(5000);
    const [offsetAtA, offsetAtB] = [a, b].map(({ trace }) =>
      estimateOffset(trace.filter((event) => event.type === 'ping')),
    );
    expect(offsetAtA?.offset).toBe(a.began - b.began);
    expect(offsetAtB?.offset).toBe(b.began - a.began);
    const story = (events: readonly TraceEvent[]) =>
      events.flatMap(({ heard: _, ...event }) => (event.type === 'ping' ? [] : [event]));
    expect(story(mergeHalves(a.trace, a.heard, 'a', offsetAtA?.offset ?? 0))).toEqual(
      story(mergeHalves(b.trace, b.heard, 'b', offsetAtB?.offset ?? 0)),
    );
  });

  test('the moment looked at is told, and of many in a row the last', async () => {
    const [a, b] = await met();
    for (let t = 0; t <= 100; t += 1) a.session.look(t);
    await time.pass(200);
    a.session.look(null);
    await time.pass(200);
    expect(b.told.slice(2)).toEqual(['look 0', 'look 100', 'look null']);
  });
});

describe('a carrier that is lost', () => {
  test('delivers what was sent meanwhile when it is back, once and in order', async () => {
    const [a, b] = await met();
    a.session.send(candidate('1'));
    await time.pass(10);
    carrier.fail();
    a.session.send(candidate('2'));
    b.session.send(candidate('3'));
    await time.pass(20_000);
    expect(b.messages).toHaveLength(1);
    carrier.recover();
    await time.pass(50);
    expect(textsOf(b.messages)).toEqual(['1', '2']);
    expect(textsOf(a.messages)).toEqual(['3']);
    expect(kinds(a.trace, 'carrier').map((event) => event.type === 'carrier' && event.state)).toEqual([
      'open',
      'lost',
      'open',
    ]);
    expect([...a.told, ...b.told]).not.toContain('silent');
  });
});

describe('a carrier that opens anew', () => {
  test('lets the page that is still there be heard again, at once', async () => {
    const [a, b] = await met();
    await time.pass(1000);
    a.session.cut();
    a.session.joinAgain();
    await time.pass(3);
    expect(a.told.slice(2)).toEqual(['closed', 'open', 'heard']);
    expect(b.told.slice(2)).toEqual([]);
  });

  test('also when the two talk over a data channel meanwhile', async () => {
    const [a, b] = await met();
    const direct = new VirtualDataChannel(time);
    a.session.attachDirect(direct.end('a'));
    b.session.attachDirect(direct.end('b'));
    direct.turn({ is: 'open' });
    await time.pass(60_000);
    carrier.fail();
    await time.pass(60_000);
    carrier.recover();
    await time.pass(5);
    expect(a.told.slice(2)).toEqual(['lost', 'open', 'heard']);
    expect(b.told.slice(2)).toEqual(['lost', 'open', 'heard']);
  });

  test('says nothing for a page that is not there any more', async () => {
    const [a, b1] = await met();
    a.session.cut();
    b1.leaving.abort();
    await time.pass(10);
    a.session.joinAgain();
    page('b2');
    await time.pass(10);
    expect(a.told.slice(2)).toEqual(['closed', 'open', 'other b2']);
  });
});

describe('a page that another replaces', () => {
  test('is forgotten with what waited for it, and its late letters with it', async () => {
    const [a, b1] = await met();
    a.session.send(candidate('to b1'));
    await time.pass(100);
    carrier.weather = { least: 300, most: 300, lost: 0, doubled: 0 };
    b1.session.send(candidate('late'));
    a.session.send(candidate('missed'));
    carrier.weather = { least: 1, most: 1, lost: 0, doubled: 0 };
    b1.leaving.abort();
    await time.pass(10);
    const b2 = page('b2');
    a.onOther = (name) => name === 'b2' && a.session.send(candidate('to b2'));
    await time.pass(5000);
    expect(textsOf(b2.messages)).toEqual(['to b2']);
    expect(a.messages).toEqual([]);
    expect(a.told.slice(2)).toEqual(['other gone', 'other b2']);
    b2.session.send(candidate('from b2'));
    await time.pass(10);
    expect(textsOf(a.messages)).toEqual(['from b2']);
  });

  test('without a goodbye is replaced all the same', async () => {
    const [a, b1] = await met();
    carrier.weather = { least: 1, most: 1, lost: 1, doubled: 0 };
    b1.leaving.abort();
    carrier.weather = { least: 1, most: 1, lost: 0, doubled: 0 };
    const b2 = page('b2');
    await time.pass(100);
    expect(a.told.slice(2)).toEqual(['other b2']);
    expect(b2.session.other).toBe('a1');
  });

  test('cannot come back by a letter that was delayed', async () => {
    const [a, b1] = await met();
    b1.leaving.abort();
    const b2 = page('b2');
    await time.pass(50);
    for (const letter of lettersOf(carrier).filter(({ from }) => from === 'b1')) carrier.put('a', letter);
    expect(a.session.other).toBe('b2');
    expect(b2.seat.page).toBe('b2');
  });
});

describe('a silence', () => {
  test('begins 5 s after what was not acknowledged, and ends with an answer', async () => {
    const [a, b] = await met();
    await time.pass(3000);
    carrier.weather = { least: 1, most: 1, lost: 1, doubled: 0 };
    a.session.send(candidate('1'));
    await time.pass(4990);
    expect(a.told).not.toContain('silent');
    await time.pass(20);
    expect(a.told.at(-1)).toBe('silent');
    expect(a.session.isSilent).toBe(true);
    carrier.weather = { least: 1, most: 1, lost: 0, doubled: 0 };
    await time.pass(10_000);
    expect(a.told.at(-1)).toBe('heard');
    expect(textsOf(b.messages)).toEqual(['1']);
  });

  test('of a page that died without a word is noticed though nothing was sent', async () => {
    const [a] = await met();
    await time.pass(60_000);
    carrier.weather = { least: 1, most: 1, lost: 1, doubled: 0 };
    await time.pass(10_100);
    expect(a.told.at(-1)).toBe('silent');
  });

  test('is none while nobody is there', async () => {
    const a = page('a1');
    a.session.send(candidate('1'));
    await time.pass(60_000);
    expect(a.told).toEqual(['open']);
  });
});

describe('a session that is cut', () => {
  test('one that follows the other out records no cut of its own, and tells it', async () => {
    const [a, b] = await met();
    b.session.follow();
    await time.pass(200);
    expect(kinds(b.trace, 'carrier').at(-1)).toMatchObject({ state: 'closed' });
    expect(a.heard.at(-1)).toMatchObject({ type: 'carrier', state: 'closed' });
    b.session.joinAgain();
    await time.pass(200);
    expect(b.told.at(-1)).toBe('heard');
  });

  test('leaves its carrier, tells the other so, and keeps what waits until it joins again', async () => {
    const [a, b] = await met();
    await time.pass(1000);
    a.session.cut();
    a.session.send(candidate('1'));
    await time.pass(1000);
    expect(a.told.at(-1)).toBe('closed');
    expect(b.heard.at(-1)).toMatchObject({ type: 'carrier', state: 'cut' });
    expect(b.messages).toEqual([]);
    expect(a.session.waiting).toBe(1);
    a.session.joinAgain();
    await time.pass(100);
    expect(textsOf(b.messages)).toEqual(['1']);
    expect(a.session.waiting).toBe(0);
  });
});

describe('a seat that is taken', () => {
  test('is told, and can be tried again', async () => {
    await met();
    const twin = page('b2');
    await time.pass(10);
    expect(twin.told).toEqual(['taken']);
    twin.session.joinAgain();
    await time.pass(10);
    expect(twin.told).toEqual(['taken', 'taken']);
  });
});

describe('a move to another carrier', () => {
  test('is followed by the other, loses nothing, and leaves the first carrier', async () => {
    const [a, b] = await met();
    const server = new VirtualCarrier(time, 2, 'peerserver');
    server.weather = { least: 20, most: 40, lost: 0, doubled: 0 };
    b.onMove = () => b.session.move(server.open);
    a.session.send(candidate('1'));
    a.session.move(server.open);
    a.session.send(candidate('2'));
    await time.pass(2000);
    const before = carrier.written.length;
    b.session.send(candidate('3'));
    a.session.send(candidate('4'));
    await time.pass(2000);
    expect(textsOf(b.messages)).toEqual(['1', '2', '4']);
    expect(textsOf(a.messages)).toEqual(['3']);
    expect(carrier.written.length).toBe(before);
    expect(b.told.filter((told) => told.startsWith('move'))).toEqual(['move peerserver']);
    expect(a.told.filter((told) => told.startsWith('move'))).toEqual([]);
    const states = a.trace.flatMap((event) => (event.type === 'carrier' ? [`${event.carrier} ${event.state}`] : []));
    expect(states).toEqual(['broadcast-channel open', 'peerserver open', 'broadcast-channel closed']);
  });
});

describe('a data channel between the pages', () => {
  async function joined(): Promise<[VirtualPage, VirtualPage, VirtualDataChannel]> {
    const [a, b] = await met();
    const direct = new VirtualDataChannel(time);
    a.session.attachDirect(direct.end('a'));
    b.session.attachDirect(direct.end('b'));
    direct.turn({ is: 'open' });
    await time.pass(500);
    return [a, b, direct];
  }

  test('takes the reports and the pings, and never a message of the negotiation', async () => {
    const [a, b] = await joined();
    const before = carrier.written.length;
    a.log.append({ type: 'created', peer: 'a', iceServers: 0 });
    a.session.send(candidate('1'));
    await time.pass(1000);
    const written = lettersOf(carrier).slice(before);
    expect(written.map((letter) => letter.kind === 'parcel' && letter.content.kind)).toEqual(['message']);
    expect(kinds(b.heard, 'created')).toHaveLength(1);
    expect(kinds(a.trace, 'ping').at(-1)).toMatchObject({ over: 'data' });
    expect(a.session.waiting).toBe(0);
  });

  test('goes on telling when the signaling is cut', async () => {
    const [a, b] = await joined();
    a.session.cut();
    b.session.cut();
    a.session.send(candidate('1'));
    a.log.append({ type: 'created', peer: 'a', iceServers: 0 });
    await time.pass(20_000);
    expect(kinds(b.heard, 'created')).toHaveLength(1);
    expect(b.messages).toEqual([]);
    expect([...a.told, ...b.told]).not.toContain('silent');
  });

  test('that closes gives the reports back to the carrier', async () => {
    const [a, b, direct] = await joined();
    direct.turn({ is: 'lost', reason: 'closed' });
    a.log.append({ type: 'created', peer: 'a', iceServers: 0 });
    await time.pass(1000);
    expect(kinds(b.heard, 'created')).toHaveLength(1);
  });

  test('brings word of each text that arrived', async () => {
    const [a, b] = await joined();
    for (const text of ['hi', 'hi', markup]) {
      a.log.append({ type: 'data', peer: 'a', direction: 'sent', label: 'chat', bytes: text.length, text });
      time.after(2, () =>
        b.log.append({ type: 'data', peer: 'b', direction: 'received', label: 'chat', bytes: 2, text }),
      );
    }
    await time.pass(100);
    expect(kinds(a.trace, 'acknowledged')).toMatchObject(Array.from({ length: 3 }, () => ({ roundTrip: 2.5 })));
  });
});

describe('a carrier that is carried by hand', () => {
  test('has the offer in its first text, and asks for nothing that the negotiation does not need', async () => {
    const paper = new VirtualCarrier(time, 1, 'copy-paste');
    paper.weather = { least: 20_000, most: 20_000, lost: 0, doubled: 0 };
    const a = page('a1', paper);
    const b = page('b1', paper);
    b.onMessage = () => b.session.send(candidate('answer'));
    a.session.send(candidate('offer'));
    await time.pass(120_000);
    expect(textsOf(b.messages)).toEqual(['offer']);
    expect(textsOf(a.messages)).toEqual(['answer']);
    expect([...a.told, ...b.told]).not.toContain('silent');
    const written = lettersOf(paper).map((letter) => `${letter.from} ${letter.kind}`);
    expect(written.filter((line) => line.endsWith('parcel'))).toEqual(['a1 parcel', 'b1 parcel']);
    expect(new Set(lettersOf(paper).map(({ kind }) => kind))).toEqual(new Set(['hello', 'parcel']));
    expect(a.session.waiting).toBe(0);
  });
});
