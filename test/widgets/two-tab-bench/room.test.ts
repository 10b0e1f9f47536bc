import { describe, expect, test } from 'vitest';
import { isThisMachine, keepSeat, newRoom, ownSeat, readRoom, roomHash } from '#widgets/two-tab-bench/room.ts';

const storage = (): Pick<Storage, 'getItem' | 'setItem'> => {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
};

describe('a room', () => {
  test('has a name that can be read out, and is a new one each time', () => {
    expect(newRoom()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(newRoom()).not.toBe(newRoom());
  });

  test('is read back from the address that names it', () => {
    const place = { room: '7QX4-2MKD', by: 'polling' } as const;
    expect(readRoom(roomHash(place))).toEqual(place);
  });

  test.each([
    ['#room=7QX4-2MKD', { room: '7QX4-2MKD', by: 'broadcast-channel' }],
    ['#room=7qx4-2mkd', { room: '7QX4-2MKD', by: 'broadcast-channel' }],
    ['#room=AAAA', 'malformed'],
    ['#room=7QX4-2MK', 'malformed'],
    ['', undefined],
    ['#run=1.5.log.AAAA', undefined],
    ['#room=', 'malformed'],
    ['#room=a%2Fb', 'malformed'],
    ['#room=<img src=x>', 'malformed'],
    [`#room=${'A'.repeat(65)}`, 'malformed'],
    ['#room=7QX4-2MKD&by=pigeon', 'malformed'],
    ['#room=7QX4-2MKD&by=in-page', 'malformed'],
    ['#room=%', 'malformed'],
  ])('of the address %s is %o', (hash, expected) => {
    expect(readRoom(hash)).toEqual(expected);
  });

  test('is remembered with its seat by the tab that sat in it, and not for another room', () => {
    const tab = storage();
    expect(ownSeat('7QX4-2MKD', tab)).toBeUndefined();
    keepSeat({ room: '7QX4-2MKD', peer: 'b' }, tab);
    expect(ownSeat('7QX4-2MKD', tab)).toBe('b');
    expect(ownSeat('0000-0000', tab)).toBeUndefined();
  });

  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['192.168.1.20', false],
    ['localhost.example.org', false],
    ['trickle.example', false],
  ])('at %s is out of reach of a phone: %o', (hostname, expected) => {
    expect(isThisMachine(hostname)).toBe(expected);
  });
});
