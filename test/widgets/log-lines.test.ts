// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { en } from '#i18n/en.ts';
import { ko } from '#i18n/ko.ts';
import { renderTranscript } from '#views/transcript.ts';
import { logLine } from '#widgets/log-lines.ts';
import { markup, randomTrace, recordedEvents, seeds } from '../traces.ts';

const candidate = {
  candidate: 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: null,
};
const offer = { type: 'offer', sdp: 'v=0\r\n' } as const;
const at = { t: 23.94, peer: 'a' } as const;
const say = (event: TraceEvent) => logLine(event, 0, en.bench).text;

describe('a line of the transcript', () => {
  test.each<[TraceEvent, string]>([
    [{ ...at, type: 'created', iceServers: 0 }, 'a connection was made, with 0 ICE servers'],
    [{ ...at, type: 'call', id: 1, method: 'createOffer' }, 'calls a.createOffer()'],
    [
      { ...at, type: 'call', id: 1, method: 'setLocalDescription', argument: { description: offer } },
      'calls a.setLocalDescription(offer)',
    ],
    [
      { ...at, type: 'call', id: 1, method: 'addIceCandidate', argument: { candidate: null } },
      'calls a.addIceCandidate(null)',
    ],
    [{ ...at, type: 'result', id: 1, method: 'createOffer' }, 'createOffer succeeded'],
    [
      { ...at, type: 'exception', id: 1, method: 'createAnswer', name: 'InvalidStateError', message: 'No {label}.' },
      'createAnswer failed: InvalidStateError: No {label}.',
    ],
    [{ ...at, type: 'state', attribute: 'dtlsState', value: 'connected' }, 'dtlsState is now connected'],
    [{ ...at, type: 'candidate', candidate }, 'found candidate host udp 192.0.2.1:50000'],
    [{ ...at, type: 'candidate', candidate: null }, 'has found every candidate'],
    [{ ...at, type: 'candidate-error', url: 'x', errorCode: 701, errorText: 'late' }, 'ICE server x: error 701 late'],
    [
      { ...at, type: 'sent', message: 1, body: { kind: 'description', description: offer } },
      'sends offer through signaling',
    ],
    [
      { ...at, type: 'sent', message: 1, body: { kind: 'candidate', candidate } },
      'sends host udp 192.0.2.1:50000 through signaling',
    ],
    [
      { ...at, type: 'sent', message: 1, body: { kind: 'end-of-candidates' } },
      'sends end-of-candidates through signaling',
    ],
    [{ ...at, type: 'received', message: 4 }, 'receives message 4 from signaling'],
    [{ ...at, type: 'fired', event: 'negotiationneeded' }, 'event negotiationneeded'],
    [{ ...at, type: 'channel', label: 'chat', state: 'open' }, 'data channel chat is open'],
    [{ ...at, type: 'data', direction: 'sent', label: 'chat', bytes: 2, text: 'hi' }, 'sends 2 bytes on chat: hi'],
    [{ ...at, type: 'data', direction: 'received', label: 'chat', bytes: 9000 }, 'receives 9000 bytes on chat:'],
    [{ ...at, type: 'stats', bytesSent: 5, bytesReceived: 6, pairs: [] }, 'has sent 5 and received 6 bytes'],
  ])('%j', (event, text) => {
    expect(say(event)).toBe(text);
  });

  test('has its time in ms, to a tenth, and the name of its peer', () => {
    expect(logLine({ ...at, type: 'received', message: 1 }, 7, en.bench)).toMatchObject({
      index: 7,
      time: '23.9 ms',
      peer: 'a',
      name: 'A',
      bad: false,
    });
  });

  test('is bad when it is an exception', () => {
    expect(logLine({ ...at, type: 'exception', id: 1, method: 'close', name: '', message: '' }, 0, en.bench).bad).toBe(
      true,
    );
  });

  test.each([0, 1e308, -5, 0.05])('at %d ms has a time that can be read', (t) => {
    expect(logLine({ t, peer: 'b', type: 'received', message: 1 }, 0, en.bench).time).toMatch(
      /^-?\d+(\.\d|e\+\d+) ms$/,
    );
  });
});

describe.each([
  ['English', en.bench],
  ['Korean', ko.bench],
])('the transcript in %s', (_, words) => {
  test('of the recorded run leaves no place unfilled', () => {
    const lines = recordedEvents.map((event, i) => logLine(event, i, words).text);
    expect(lines.filter((line) => line === '' || /\{\w+\}|undefined|\[object/.test(line))).toEqual([]);
  });

  test.each(seeds(10))('of any trace leaves no place unfilled (seed %i)', (seed) => {
    const lines = randomTrace(seed, 200).map((event, i) => logLine(event, i, words).text);
    expect(lines.filter((line) => line === '' || /\{\w+\}|undefined|\[object/.test(line))).toEqual([]);
  });

  test('shows markup in a trace as text', () => {
    const list = document.createElement('ol');
    renderTranscript(
      list,
      randomTrace(5, 200, markup).map((event, i) => logLine(event, i, words)),
    );
    expect(list.querySelectorAll('img, script').length).toBe(0);
    expect(list.textContent).toContain(markup);
  });

  test('is no longer than a page can hold, however much an exception says', () => {
    const event: TraceEvent = {
      t: 0,
      peer: 'a',
      type: 'exception',
      id: 1,
      method: 'close',
      name: 'E',
      message: 'x'.repeat(2e6),
    };
    expect(logLine(event, 0, words).text).toHaveLength(1001);
  });
});
