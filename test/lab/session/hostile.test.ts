import { beforeEach, describe, expect, test } from 'vitest';
import type { Letter } from '#domain/letter.ts';
import { atOnce } from '#lab/session/parcels.ts';
import { seeded } from '../../domain/sdp/random-sdp.ts';
import { seeds } from '../../traces.ts';
import { candidate, textsOf, VirtualCarrier, VirtualPage, VirtualTime } from './virtual-room.ts';

let time: VirtualTime;
let carrier: VirtualCarrier;
let a: VirtualPage;
let b: VirtualPage;
beforeEach(async () => {
  time = new VirtualTime();
  carrier = new VirtualCarrier(time);
  a = new VirtualPage(time, carrier.open, 'a1');
  b = new VirtualPage(time, carrier.open, 'b1');
  await time.pass(1000);
});

const parcel = (number: number, text: string, from = 'b1'): Letter => ({
  ...{ kind: 'parcel', from, to: 'a1', stream: 'signaling', number },
  content: { kind: 'message', message: 2 * number, body: candidate(text) },
});

/** Whether the two still say to each other what they want to. */
async function stillTalk(): Promise<void> {
  a.session.send(candidate('from a'));
  b.session.send(candidate('from b'));
  await time.pass(5000);
  expect(textsOf(b.messages)).toContain('from a');
  expect(textsOf(a.messages)).toContain('from b');
}

describe('somebody who writes into the room', () => {
  test('anything but letters is passed over', async () => {
    const strange = [
      null,
      undefined,
      '{',
      [],
      {},
      7,
      { kind: 'hello' },
      JSON.parse('{"__proto__":{"kind":"bye"}}'),
      [],
    ];
    for (const letter of strange) carrier.put('a', letter);
    expect(a.told).toEqual(['open', 'other b1']);
    await stillTalk();
  });

  test('from this very seat, or to a page that was here before, is passed over', async () => {
    carrier.put('a', { kind: 'hello', from: 'a2', peer: 'a', message: 9 });
    carrier.put('a', { kind: 'bye', from: 'a1' });
    carrier.put('a', { kind: 'bye', from: 'stranger' });
    carrier.put('a', { ...parcel(1, 'old'), to: 'a0' });
    expect(a.told).toEqual(['open', 'other b1']);
    expect(a.messages).toEqual([]);
    await stillTalk();
  });

  test('acknowledging what was never sent changes nothing', async () => {
    for (const number of [0, 1, 5, 2 ** 40]) {
      carrier.put('a', { kind: 'acknowledgement', from: 'b1', to: 'a1', stream: 'signaling', number });
    }
    await stillTalk();
    expect(a.session.waiting).toBe(0);
  });

  test('pongs that nobody asked for are recorded nowhere', async () => {
    const before = a.trace.filter(({ type }) => type === 'ping').length;
    for (let sent = 0; sent < 100; sent += 1) {
      carrier.put('a', { kind: 'pong', from: 'b1', to: 'a1', sent, received: 0, answered: 0 });
    }
    expect(a.trace.filter(({ type }) => type === 'ping').length).toBe(before);
  });

  test('events of this end, or marked as heard, is not believed', () => {
    const event = { t: 1, type: 'created', iceServers: 0 } as const;
    const events = [
      { ...event, peer: 'a' },
      { ...event, peer: 'b', heard: true },
      { ...event, peer: 'b', t: 2 },
    ];
    const before = a.heard.length;
    const next = { kind: 'parcel', from: 'b1', to: 'a1', stream: 'report', content: { kind: 'heard', events } };
    for (let number = 1; number < 10; number += 1) carrier.put('a', { ...next, number });
    expect(a.heard.slice(before).every(({ peer, t, heard }) => peer === 'b' && t === 2 && !heard)).toBe(true);
  });

  test('parcels far ahead is kept no further than an honest page goes', () => {
    for (let number = 2; number < 5000; number += 1) carrier.put('a', parcel(number, `${number}`));
    expect(a.messages).toEqual([]);
    carrier.put('a', parcel(1, '1'));
    expect(a.messages).toHaveLength(atOnce);
  });

  test('without end is not listened to for ever, and no letter of its is kept', () => {
    const heavy = 'x'.repeat(60_000);
    for (let number = 1; number <= 3000; number += 1) carrier.put('a', parcel(number, heavy));
    expect(a.messages.length).toBeGreaterThan(1000);
    expect(a.messages.length * heavy.length).toBeLessThan(2 ** 26);
    const [told, recorded] = [a.told.length, a.trace.length];
    for (let number = 0; number < 1000; number += 1) {
      carrier.put('a', { kind: 'hello', from: `stranger${number}`, peer: 'b', message: 2 });
    }
    expect([a.told.length - told, a.trace.length - recorded].every((more) => more < 200)).toBe(true);
  });

  test('under ever new names is met no more than so often', () => {
    for (let number = 0; number < 2000; number += 1) {
      carrier.put('a', { kind: 'hello', from: `stranger${number}`, peer: 'b', message: 2 });
    }
    expect(a.told.length).toBeLessThan(600);
    expect(a.trace.length).toBeLessThan(1500);
  });

  test.each(seeds(50))('the letters of the two, in any order and altered, stops nothing (seed %i)', async (seed) => {
    const random = seeded(seed);
    a.session.send(candidate('first'));
    await time.pass(500);
    const letters = carrier.written.filter((letter) => JSON.stringify(letter).includes('"kind"'));
    for (let round = 0; round < 200; round += 1) {
      const letter = structuredClone(letters[Math.floor(random() * letters.length)]);
      if (typeof letter !== 'object' || letter === null) continue;
      const names = Object.keys(letter);
      const name = names[Math.floor(random() * names.length)] ?? 'kind';
      if (name !== 'from') Reflect.set(letter, name, [null, '', 'b1', -1, {}, [], 1e9, 'a1'][Math.floor(random() * 8)]);
      carrier.put(random() < 0.5 ? 'a' : 'b', letter);
    }
    await time.pass(500);
    expect([a.trace.length, b.trace.length].every((length) => length < 1000)).toBe(true);
    expect(time.pending).toBeLessThan(20);
  });
});
