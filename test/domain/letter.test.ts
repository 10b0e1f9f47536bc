import { describe, expect, test } from 'vitest';
import { heaviestLetter, type Letter, parseLetter } from '#domain/letter.ts';
import { markup, randomTrace, seeds } from '../traces.ts';
import { seeded } from './sdp/random-sdp.ts';

const description = { type: 'offer', sdp: 'v=0\r\n' } as const;
const candidate = { candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null };
const parcel = { kind: 'parcel', from: 'p1', to: 'p2', stream: 'signaling', number: 1 } as const;

/** One letter of each kind, and of each content. */
const letters: readonly Letter[] = [
  { kind: 'hello', from: 'p1', peer: 'a', message: 1 },
  { kind: 'hello', from: 'p1', peer: 'b', to: 'p2', message: 3 },
  { kind: 'bye', from: 'p1' },
  { ...parcel, content: { kind: 'message', message: 2, body: { kind: 'description', description } } },
  { ...parcel, content: { kind: 'message', message: 2, body: { kind: 'candidate', candidate } } },
  { ...parcel, to: '', content: { kind: 'message', message: 2, body: { kind: 'end-of-candidates' } } },
  { ...parcel, content: { kind: 'move', carrier: 'peerserver' }, acknowledges: { signaling: 0, report: 4 } },
  { ...parcel, stream: 'report', content: { kind: 'view', t: null } },
  { ...parcel, stream: 'report', content: { kind: 'view', t: 12.5 } },
  { ...parcel, stream: 'report', content: { kind: 'heard', events: randomTrace(1, 20, markup) } },
  { kind: 'acknowledgement', from: 'p1', to: 'p2', stream: 'report', number: 0 },
  { kind: 'ping', from: 'p1', to: 'p2', sent: 1.5 },
  { kind: 'pong', from: 'p1', to: 'p2', sent: 1.5, received: 2, answered: 2 },
  { kind: 'arrived', from: 'p1', to: 'p2', label: 'chat', text: '\ud800 <b>' },
];

const hello = letters[0];
const pick = <T>(random: () => number, items: readonly T[]): T | undefined =>
  items[Math.floor(random() * items.length)];

/** What should never be where something else is expected. */
const strange: readonly unknown[] = [
  null,
  undefined,
  '',
  '{',
  '__proto__',
  'constructor',
  'toString',
  '\ud800',
  'x'.repeat(65),
  0,
  -1,
  0.5,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  [],
  [[]],
  {},
  { kind: 'hello' },
  { length: 2 },
  JSON.parse('{"__proto__": {"kind": "hello"}}'),
  Object.create({ kind: 'bye', from: 'p1' }),
  new Map([['kind', 'hello']]),
  new Date(0),
  new Uint8Array(4),
  () => {},
  Symbol('kind'),
  1n,
];

/** The same value with one thing in it, anywhere, put out of order. */
function mutate(value: unknown, random: () => number): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.15) return pick(random, strange);
  if (Array.isArray(value)) {
    const at = Math.floor(random() * value.length);
    return value.map((item, index) => (index === at ? mutate(item, random) : item));
  }
  const name = pick(random, Object.keys(value)) ?? 'kind';
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  if (random() < 0.2) return rest;
  const changed = mutate(Reflect.get(value, name), random);
  return random() < 0.1
    ? { ...rest, [String(pick(random, strange.slice(2, 7)))]: changed }
    : { ...rest, [name]: changed };
}

describe('a letter', () => {
  test.each(letters.map((letter) => [letter.kind, letter] as const))(
    'of kind %s is read as it was written',
    (_, letter) => {
      expect(parseLetter(JSON.parse(JSON.stringify(letter)))).toEqual(letter);
      expect(parseLetter(structuredClone(letter))).toEqual(letter);
    },
  );
});

describe('what is no letter', () => {
  test.each(strange.map((value) => [value]))('as %o is refused', (value) => {
    expect(parseLetter(value)).toBeUndefined();
  });

  test.each([
    ['a name with markup in it', { ...hello, from: '<b>' }],
    ['a name of 65 characters', { ...hello, from: 'p'.repeat(65) }],
    ['a peer besides a and b', { ...hello, peer: 'c' }],
    ['a kind that every object has', { kind: 'toString', from: 'p1' }],
    ['a content that every object has', { ...parcel, content: { kind: 'constructor' } }],
    ['a parcel numbered 0', { ...parcel, number: 0, content: { kind: 'view', t: null } }],
    ['a parcel numbered between two', { ...parcel, number: 1.5, content: { kind: 'view', t: null } }],
    ['a hello in a parcel', { ...parcel, content: { kind: 'message', message: 1, body: { kind: 'hello' } } }],
    ['a moment that is no number', { ...parcel, content: { kind: 'view', t: Number.NaN } }],
    ['an unknown carrier', { ...parcel, content: { kind: 'move', carrier: 'pigeon' } }],
    ['an event of no type', { ...parcel, content: { kind: 'heard', events: [{ t: 1, peer: 'a', type: 'valueOf' }] } }],
    ['fields that are inherited', Object.create({ ...hello })],
  ])('as %s is refused', (_, value) => {
    expect(parseLetter(value)).toBeUndefined();
  });
});

describe('a letter that is too heavy', () => {
  const heard = (junk: unknown) => ({ ...parcel, content: { kind: 'heard', events: [] }, junk });
  const cycle: unknown[] = [];
  cycle.push(cycle, cycle);
  const laughs = Array.from({ length: 15 }).reduce<unknown>((inner) => Array.from({ length: 100 }, () => inner), 'ha');
  const deep = Array.from({ length: 5000 }).reduce<unknown>((inner) => [inner], 'deep');

  test.each([
    ['a text of a million characters', 'x'.repeat(1e6)],
    ['an array of a million numbers', Array.from({ length: 1e6 }, () => 0)],
    ['an array of a million holes', new Array(1e6)],
    ['a hundred thousand names', Object.fromEntries(Array.from({ length: 1e5 }, (_, index) => [`name${index}`, 0]))],
    ['a cycle', cycle],
    ['the same hundred things, fifteen times over', laughs],
    ['arrays 5,000 deep', deep],
    ['bytes', new Uint8Array(1e6)],
  ])('for %s in a field that nobody asked for is refused', (_, junk) => {
    expect(parseLetter(heard(junk))).toBeUndefined();
    expect(parseLetter(heard(1))).toBeDefined();
  });

  test('is one of 64 KiB', () => {
    const body = (sdp: string) => ({
      ...parcel,
      content: { kind: 'message', message: 1, body: { kind: 'description', description: { type: 'offer', sdp } } },
    });
    expect(parseLetter(body('x'.repeat(heaviestLetter - 1000)))).toBeDefined();
    expect(parseLetter(body('x'.repeat(heaviestLetter)))).toBeUndefined();
  });
});

describe('a letter that was altered', () => {
  test.each(seeds(100))('is refused, or is a whole letter all the same (seed %i)', (seed) => {
    const random = seeded(seed);
    for (let round = 0; round < 100; round += 1) {
      const letter = pick(random, letters);
      let altered: unknown = letter;
      for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) altered = mutate(altered, random);
      const read = parseLetter(altered);
      if (read === undefined) continue;
      const again: unknown = JSON.parse(JSON.stringify(read));
      expect(letters.map(({ kind }) => kind)).toContain(read.kind);
      expect(read.from).toMatch(/^[\w-]{1,64}$/);
      expect(parseLetter(again)).toEqual(again);
    }
  });

  test.each(seeds(20))('as text is refused, or was one before (seed %i)', (seed) => {
    const random = seeded(seed);
    const text = JSON.stringify(pick(random, letters));
    for (let round = 0; round < 100; round += 1) {
      const at = Math.floor(random() * text.length);
      const altered = text.slice(0, at) + pick(random, ['', '{', '"', ',', '\ud800', '0', ']']) + text.slice(at + 1);
      let value: unknown;
      try {
        value = JSON.parse(altered);
      } catch {
        continue;
      }
      expect(() => parseLetter(value)).not.toThrow();
    }
  });

  test('never changes what objects inherit', () => {
    const hostile = JSON.parse('{"kind":"hello","from":"p1","peer":"a","message":1,"__proto__":{"polluted":1}}');
    parseLetter(hostile);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
