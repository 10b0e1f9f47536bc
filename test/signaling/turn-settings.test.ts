import { describe, expect, test } from 'vitest';
import { turnSettings } from '../../signaling/turn-settings.ts';

describe('the servers that the site hands out', () => {
  test('are none where nothing is set', () => {
    expect(turnSettings({})).toEqual({ kind: 'none' });
    expect(turnSettings({ TURN_SECRET: 's' })).toEqual({ kind: 'none' });
  });

  test('are ours where it was started beside our relay', () => {
    expect(turnSettings({ TURN_SECRET: 's', RELAY_CONTROL: '40123' })).toEqual({
      kind: 'ours',
      secret: 's',
      control: 40123,
    });
  });

  test('are those that TURN_URLS names, with the secret they share with the site', () => {
    const secure = `turns:${'[::1]'}:5349?transport=tcp`;
    const TURN_URLS = `stun:127.0.0.1:3478, turn:127.0.0.1:3478?transport=udp,${secure}`;
    expect(turnSettings({ TURN_URLS, TURN_SECRET: 's', RELAY_CONTROL: '40123' })).toEqual({
      kind: 'other',
      secret: 's',
      urls: ['stun:127.0.0.1:3478', 'turn:127.0.0.1:3478?transport=udp', secure],
    });
  });

  test('are not TURN_URLS without TURN_SECRET', () => {
    expect(() => turnSettings({ TURN_URLS: 'turn:127.0.0.1' })).toThrow('TURN_SECRET');
  });

  test.each(['http://127.0.0.1', 'turn://127.0.0.1', 'turn:', 'stun:127.0.0.1?transport=udp', 'turn:127.0.0.1:x'])(
    'are not %s',
    (url) => {
      expect(() => turnSettings({ TURN_URLS: `turn:localhost,${url}`, TURN_SECRET: 's' })).toThrow(
        `TURN_URLS has ${url}`,
      );
    },
  );
});
