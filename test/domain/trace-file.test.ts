import { describe, expect, test } from 'vitest';
import { type TraceEvent, traceVersion } from '#domain/trace.ts';
import { formatTrace, parseTrace } from '#domain/trace-file.ts';
import { randomTrace, recordedEvents, recordedText, seeds } from '../traces.ts';

const state: TraceEvent = { t: 1, peer: 'a', type: 'state', attribute: 'signalingState', value: 'stable' };
const file = (changes: object = {}) =>
  JSON.stringify({
    format: 'trickle-trace',
    version: traceVersion,
    browser: 'B 1',
    count: 1,
    events: [state],
    ...changes,
  });
const fileOf = (...events: unknown[]) => file({ events, count: events.length });

const fixtures = import.meta.glob<string>('../fixtures/traces/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('a trace that a browser recorded', () => {
  test.each(Object.entries(fixtures))('%s is read without a problem, and written again byte for byte', (_, text) => {
    const { browser, events, problem } = parseTrace(text);
    expect(problem).toBeUndefined();
    expect(formatTrace(browser, events)).toBe(text);
  });
});

describe('a trace that is written down', () => {
  test.each(seeds(40))('is read again as it was (seed %i)', (seed) => {
    const events = randomTrace(seed, 60, 'a "quoted"\r\n\\ line\u2028 한글 \ud800');
    expect(parseTrace(formatTrace('Firefox 153', events))).toEqual({ browser: 'Firefox 153', events });
  });

  test('is one event a line, after its head', () => {
    const lines = formatTrace('Firefox 153', [state, state]).split('\n');
    expect(lines.slice(1)).toEqual([`${JSON.stringify(state)},`, JSON.stringify(state), ']}', '']);
    expect(lines[0]).toContain('"count":2');
  });

  test('of nothing is whole, and says that nothing is in it', () => {
    expect(parseTrace(formatTrace('', []))).toEqual({ browser: '', events: [], problem: { key: 'no-events' } });
  });

  test('by the page that recorded the run of this site is read without a problem', () => {
    const { count, browser } = JSON.parse(recordedText);
    const reading = parseTrace(recordedText);
    expect([reading.problem, reading.events.length, reading.browser]).toEqual([undefined, count, browser]);
  });

  test('may have been laid out by another program', () => {
    const events = [...recordedEvents];
    const text = JSON.stringify(JSON.parse(recordedText), null, 2).replaceAll('\n', '\r\n');
    expect(parseTrace(` ${text}\r\n`).events).toEqual(events);
  });
});

describe('a message that was received', () => {
  const received = { t: 2, peer: 'b', type: 'received', message: 1 };

  test('may say what it was, and need not', () => {
    const events = [received, { ...received, kind: 'offer' }, { ...received, kind: 'end-of-candidates' }];
    expect(parseTrace(fileOf(...events)).events).toEqual(events);
  });

  test.each(['restart-offer', '', null, 4])('is nothing that there is not: %o', (kind) => {
    const { problem } = parseTrace(fileOf(received, { ...received, kind }));
    expect(problem).toEqual({ key: 'bad-event', event: 2, field: 'kind' });
  });
});

describe('a trace that was cut off', () => {
  const whole = `${formatTrace('Chromium 156', recordedEvents)}`;
  const bytes = new TextEncoder().encode(whole);
  const count = recordedEvents.length;
  const headEnd = whole.indexOf('\n');
  const lastByte = bytes.length - 1;

  test('at any byte is never taken for whole, and keeps every event that is there', () => {
    const lineEnds = [...whole.matchAll(/\},?\n/g)].map((match) => match.index + 1).slice(0, count);
    for (let end = 0; end < lastByte; end += 1) {
      const reading = parseTrace(new TextDecoder().decode(bytes.subarray(0, end)));
      const there = lineEnds.filter((at) => at <= end).length;
      if (end === 0) expect(reading.problem).toEqual({ key: 'empty' });
      else if (end < headEnd) expect(reading.problem, `cut at ${end}`).toEqual({ key: 'not-json' });
      else {
        expect(reading.problem, `cut at ${end}`).toEqual({ key: 'cut-off', found: there, expected: count });
        expect(reading.events.length).toBe(there);
      }
    }
  });

  test('before its last newline has lost nothing', () => {
    expect(parseTrace(whole.trimEnd())).toEqual(parseTrace(whole));
  });

  test('inside a character says so', () => {
    const text = formatTrace('B 1', randomTrace(1, 3, '한글'));
    const cut = new TextEncoder().encode(text).subarray(0, text.lastIndexOf('한글') + 4);
    expect(parseTrace(new TextDecoder().decode(cut)).problem?.key).toBe('cut-off');
  });

  test('with blank lines behind it keeps what is there', () => {
    const cut = `${whole.split('\n').slice(0, 11).join('\n')}\n{"t":99,\r\n\r\n\n\n`;
    expect(parseTrace(cut)).toMatchObject({ problem: { key: 'cut-off', found: 10, expected: count } });
  });

  test('in the middle, its end in place, says how many events are missing', () => {
    const lines = whole.split('\n');
    const reading = parseTrace([...lines.slice(0, 5), ...lines.slice(9)].join('\n'));
    expect(reading.problem).toEqual({ key: 'cut-off', found: count - 4, expected: count });
  });

  test('after an event that is wrong names the event, not the end', () => {
    const cut = formatTrace('B 1', [state, { ...state, t: 0 }, state]).slice(0, -10);
    expect(parseTrace(cut).problem).toEqual({ key: 'bad-event', event: 2, field: 't' });
  });
});

describe('what is no trace', () => {
  test.each([
    ['', { key: 'empty' }],
    [' \n\t', { key: 'empty' }],
    ['v=0\r\no=- 1 2 IN IP4 127.0.0.1', { key: 'not-json' }],
    ['{', { key: 'not-json' }],
    ['null', { key: 'not-a-trace' }],
    ['[]', { key: 'not-a-trace' }],
    ['"trickle-trace"', { key: 'not-a-trace' }],
    ['{}', { key: 'not-a-trace' }],
    [file({ format: 'har' }), { key: 'not-a-trace' }],
    [file({ events: { length: 1 } }), { key: 'not-a-trace' }],
    [file({ events: undefined }), { key: 'not-a-trace' }],
    [file({ count: undefined }), { key: 'not-a-trace' }],
    [file({ count: '1' }), { key: 'not-a-trace' }],
    [file({ count: -1 }), { key: 'not-a-trace' }],
    [file({ count: 1.5 }), { key: 'not-a-trace' }],
    [file({ version: 2 }), { key: 'other-version', found: 2, expected: traceVersion }],
    [file({ version: 0 }), { key: 'other-version', found: 0, expected: traceVersion }],
    [file({ version: '1' }), { key: 'other-version', found: 0, expected: traceVersion }],
    [file({ version: undefined }), { key: 'other-version', found: 0, expected: traceVersion }],
    ['{"__proto__":{"format":"trickle-trace","version":1,"count":0,"events":[]}}', { key: 'not-a-trace' }],
  ])('%j is refused whole', (text, problem) => {
    expect(parseTrace(text)).toMatchObject({ events: [], problem });
  });

  test('a trace of another version names the browser it came from', () => {
    expect(parseTrace(file({ version: 7 })).browser).toBe('B 1');
  });

  test('a browser that is no text is unnamed', () => {
    expect(parseTrace(file({ browser: { toString: 1 } }))).toEqual({ browser: '', events: [state] });
  });
});

describe('an event that is wrong', () => {
  const candidate = { candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null };
  const call = { t: 1, peer: 'a', type: 'call', id: 1, method: 'createOffer' };
  const pair = {
    local: '',
    remote: '',
    state: 'waiting',
    nominated: false,
    selected: false,
    requestsSent: 0,
    responsesReceived: 0,
  };
  const stats = { t: 1, peer: 'a', type: 'stats', bytesSent: 0, bytesReceived: 0, pairs: [pair] };
  const packet = {
    ...{ t: 1, peer: 'a', type: 'packet', seenAt: 0.5, leg: 'client', direction: 'in', transport: 'udp' },
    ...{ from: '127.0.0.1:50000', to: '127.0.0.1:3478', bytes: 20, hex: '' },
  };
  const wishes = { loss: 0.02, delay: 40, jitter: 10, rate: null, reorder: 0, duplicate: 0, cut: false };
  const impairment = { t: 1, peer: 'a', type: 'impairment', ...wishes };
  const sent = { t: 1, peer: 'a', type: 'sent', message: 1, body: { kind: 'end-of-candidates' } };

  test.each<[unknown, string]>([
    [null, 'type'],
    [[], 'type'],
    ['state', 'type'],
    [{ ...state, type: 'toString' }, 'type'],
    [{ ...state, type: '__proto__' }, 'type'],
    [{ ...state, type: ['state'] }, 'type'],
    [{ ...state, t: '1' }, 't'],
    [{ ...state, t: null }, 't'],
    [{ ...state, peer: 'pc' }, 'peer'],
    [{ ...state, peer: '__proto__' }, 'peer'],
    [{ ...state, peer: undefined }, 'peer'],
    [{ ...state, attribute: '__proto__' }, 'attribute'],
    [{ ...state, attribute: 'readyState' }, 'attribute'],
    [{ ...state, value: 1 }, 'value'],
    [{ ...call, id: '1' }, 'id'],
    [{ ...call, method: 'constructor' }, 'method'],
    [{ ...call, step: null }, 'step'],
    [{ ...call, argument: null }, 'argument'],
    [{ ...call, argument: { description: { type: 'offer' } } }, 'argument'],
    [{ ...call, argument: { description: { type: 'update', sdp: '' } } }, 'argument'],
    [{ ...call, argument: { candidate: 'candidate:1' } }, 'argument'],
    [{ ...call, argument: { candidate: { ...candidate, sdpMid: 0 } } }, 'argument'],
    [{ ...call, argument: { label: {} } }, 'argument'],
    [{ ...call, type: 'result', applied: { type: 'offer', sdp: null } }, 'applied'],
    [{ ...call, type: 'exception', name: 'Error' }, 'message'],
    [{ ...sent, body: { kind: 'media' } }, 'body'],
    [{ ...sent, body: { kind: 'description' } }, 'body'],
    [{ ...sent, body: { kind: 'candidate', candidate: null } }, 'body'],
    [{ ...stats, pairs: {} }, 'pairs'],
    [{ ...stats, pairs: [pair, { ...pair, selected: 1 }] }, 'pairs'],
    [{ ...stats, roundTripTime: null }, 'roundTripTime'],
    [{ ...stats, pairs: [{ ...pair, roundTripTime: '1' }] }, 'pairs'],
    [{ ...stats, role: 'polite' }, 'role'],
    [{ t: 1, peer: 'a', type: 'created', iceServers: 1, urls: [3478] }, 'urls'],
    [{ t: 1, peer: 'a', type: 'selected-pair', local: '' }, 'remote'],
    [{ ...packet, fate: 'eaten' }, 'fate'],
    [{ ...packet, hex: [0] }, 'hex'],
    [{ t: 1, peer: 'a', type: 'relay', seenAt: 1, allocations: [{ id: 1 }] }, 'allocations'],
    [{ ...impairment, rate: 'slow' }, 'rate'],
    [{ ...impairment, cut: 1 }, 'cut'],
    [{ t: 1, peer: 'a', type: 'data', direction: 'lost', label: '', bytes: 1 }, 'direction'],
    [{ t: 1, peer: 'a', type: 'fired', event: 'click' }, 'event'],
    [{ t: 1, peer: 'a', type: 'channel', label: '', state: 'ajar' }, 'state'],
  ])('%j is wrong in its %s, and the events before it are kept', (event, field) => {
    expect(parseTrace(fileOf(state, event, state))).toEqual({
      browser: 'B 1',
      events: [state],
      problem: { key: 'bad-event', event: 2, field },
    });
  });

  test('a number too large to be one is wrong', () => {
    const text = fileOf(state).replace('"t":1', '"t":1e999');
    expect(parseTrace(text).problem).toEqual({ key: 'bad-event', event: 1, field: 't' });
  });

  test('a number that is only large is not', () => {
    expect(parseTrace(fileOf({ ...state, t: 1e308 })).problem).toBeUndefined();
  });

  test('time that runs backwards is wrong', () => {
    const text = fileOf(state, { ...state, t: 0.5 });
    expect(parseTrace(text).problem).toEqual({ key: 'bad-event', event: 2, field: 't' });
  });

  test('a field of a later version is kept, and hurts nobody', () => {
    const text = fileOf(state).replace('"t":1', '"t":1,"__proto__":{"peer":"b"},"colour":"red"');
    const [event] = parseTrace(text).events;
    expect(event).toMatchObject({ peer: 'a', colour: 'red' });
    expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('peer');
  });
});

describe('a trace of great size', () => {
  test('nested a hundred thousand deep is read to its end', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(parseTrace(deep).problem?.key).toBe('not-a-trace');
    expect(parseTrace(fileOf(state).replace('"t":1', `"t":${deep}`)).problem?.field).toBe('t');
  });

  test('cut off after a hundred thousand events is read to its last line', () => {
    const events = Array.from({ length: 100_000 }, (_, t): TraceEvent => ({ ...state, t }));
    const reading = parseTrace(formatTrace('B 1', events).slice(0, -20));
    expect(reading.problem).toEqual({ key: 'cut-off', found: 99_999, expected: 100_000 });
  });
});

describe('whatever is read', () => {
  test.each(seeds(300))('never throws, and what is called whole is whole (seed %i)', (seed) => {
    const text = formatTrace('B 1', randomTrace(seed, 12, '<b>"{[,]}"'));
    const at = (seed * 7919) % text.length;
    const damaged = text.slice(0, at) + '{}[],":\n0e\\x'[seed % 12] + text.slice(at + (seed % 5));
    const { events, problem } = parseTrace(damaged);
    if (!problem) expect(events.length).toBe(12);
    if (problem?.key === 'cut-off') expect(problem.expected).not.toBe(undefined);
  });
});
