import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { en } from '#i18n/en.ts';
import {
  aboutCandidate,
  lineFields,
  preferenceText,
  priorityPicture,
  scalePicture,
} from '#widgets/candidate-gathering/candidate-pictures.ts';
import { milliseconds, roundStep, shortPlace } from '#widgets/candidate-gathering/figures.ts';
import { happeningOf } from '#widgets/candidate-gathering/happening.ts';
import { lanesPicture } from '#widgets/candidate-gathering/lanes-picture.ts';
import { momentOf } from '#widgets/candidate-gathering/moment.ts';
import { recordedRun } from '#widgets/candidate-gathering/recorded.ts';
import { announcedRows, statsRows } from '#widgets/candidate-gathering/rows.ts';
import { Run } from '#widgets/candidate-gathering/run.ts';

const { problems, log, logEmpty, logMore, copied, copyFailed, unknownBrowser, share } = en.bench;
const { pasteShown } = en.gathering;
const words = {
  ...en.gathering,
  trace: { problems, log, logEmpty, logMore, copied, copyFailed, unknownBrowser, pasteShown },
  share,
};
const { events, browser, problem } = recordedRun;
const whole = momentOf(events, events.length);
const laneOf = (moment: typeof whole, type: string) =>
  lanesPicture(moment, words).lanes.find((lane) => lane.type === type);
const selectedBy = (type: string) => {
  const found = whole.gathering.candidates.find(({ candidate }) => candidate.type === type);
  if (!found) throw new Error(`no ${type} candidate was recorded`);
  return found;
};

describe('the recorded run', () => {
  test('is whole, and has a candidate of each type that is gathered', () => {
    expect([browser, problem]).toEqual(['Chromium 156', undefined]);
    const counts = lanesPicture(whole, words).lanes.map(({ type, cards }) => [type, cards.length]);
    expect(counts).toEqual([
      ['host', 2],
      ['srflx', 1],
      ['relay', 2],
      ['prflx', 0],
    ]);
  });

  test('is drawn on one axis at any moment, so that going back moves nothing', () => {
    const early = momentOf(events, (whole.gathering.candidates[0]?.index ?? 0) + 1);
    const shares = (moment: typeof whole) => laneOf(moment, 'host')?.cards.map(({ share }) => share);
    expect(shares(early)).toEqual(shares(whole)?.slice(0, 1));
    expect(lanesPicture(early, words).end).toBeUndefined();
    expect(lanesPicture(early, words).ticks).toEqual(lanesPicture(whole, words).ticks);
    expect(laneOf(early, 'relay')?.empty?.text).toBe(words.empty.notYet);
  });

  test('says last that nothing more will come', () => {
    expect(happeningOf(whole, words)).toMatchObject({ who: 'A heard', code: 'icecandidate → null', diagnosis: '' });
    expect(happeningOf(whole, words).sentence).toMatch(/^5 candidates in \d+ ms\. The last icecandidate/);
  });

  test('begins with what A does itself', () => {
    expect(happeningOf(momentOf(events, 1), words)).toMatchObject({ who: 'A did', sentence: words.nothingYet });
  });

  test('rests where a candidate comes, and finds its way from time to events and back', () => {
    const run = new Run(browser, false, events);
    expect(run.boundaries).toHaveLength(8);
    for (const { t, index } of whole.gathering.candidates) {
      expect(run.timeAt(index + 1)).toBeCloseTo(t, 6);
      expect(run.countAt(t)).toBe(index + 1);
    }
  });

  test('knows of candidates that getStats has and nobody was told of', () => {
    const { rows, kept } = statsRows(whole.samples ?? [], whole.gathering, words);
    expect(rows.filter(({ kind }) => kind === '')).toHaveLength(5);
    expect(rows.filter(({ kind }) => kind === 'kept').map(({ cells }) => cells[0])).toEqual(['host tcp', 'host tcp']);
    expect(kept).toBe(2);
  });

  test('has a row for each announced candidate', () => {
    const rows = announcedRows(whole.gathering, whole.selected, words);
    expect(rows.map(({ cells, kind }) => [cells[0], kind])).toEqual([
      ['host udp', ''],
      ['host udp', 'selected'],
      ['srflx udp', ''],
      ['relay udp', ''],
      ['relay udp via tcp', ''],
    ]);
  });
});

describe('a candidate', () => {
  test('with a name is told why it has one', () => {
    expect(aboutCandidate(selectedBy('host'), words).text).toEqual([words.about.mdns]);
  });

  test('from a server is told from which, and what its related address hides', () => {
    const { text } = aboutCandidate(selectedBy('srflx'), words);
    expect(text).toEqual([
      words.about.srflx,
      words.related.hidden,
      expect.stringContaining('Came from stun:127.0.0.1:'),
    ]);
  });

  test('is compared with the advice of the RFC, by how its relay is reached', () => {
    expect(preferenceText(selectedBy('srflx'), words)).toMatch(/^srflx 100 is what RFC 8445/);
    expect(preferenceText(selectedBy('relay'), words)).toMatch(
      /^relay 3 is this browser’s own choice for TURN over UDP/,
    );
  });

  test('is one point of the scale, and what nobody has is only advised', () => {
    const { points } = scalePicture(whole.gathering, selectedBy('srflx'), words);
    expect(points.map(({ name, preference, kind }) => `${name} ${preference} ${kind}`)).toEqual([
      'host 126 seen',
      'srflx 100 chosen',
      'relay 3 seen',
      'relay tcp 1 seen',
      'prflx 110 advised',
    ]);
  });

  test('has its line in fields that make the line again', () => {
    const { line } = selectedBy('relay');
    const fields = lineFields(line, words);
    expect(
      fields
        .map(({ text }) => text)
        .join(' ')
        .replace('candidate: ', 'candidate:'),
    ).toBe(`a=${line}`);
    expect(fields.filter(({ kind }) => kind === 'extension').map(({ text }) => text.split(' ')[0])).toEqual([
      'generation',
      'ufrag',
      'network-cost',
    ]);
  });

  test('has a priority that adds up', () => {
    const { parts, sum } = priorityPicture(selectedBy('host').candidate, whole.gathering, words);
    expect(parts.map(({ value }) => value)).toEqual(['126', '30', '255']);
    expect(sum).toMatchObject({ addends: '2,113,929,216 + 7,680 + 255', total: '2,113,937,151' });
    // the interface has no rank where a page may use only one; 30 is of the address family
    expect(parts[1]?.meaning).toBe('interface 0 × 256 + address 30 (IPv4)');
  });

  test('of a machine with several addresses is not measured by the advice for one', () => {
    const { candidate } = selectedBy('host');
    expect(priorityPicture(candidate, whole.gathering, words).sum.note).toBe(words.severalAddresses);
    const alone = { ...whole.gathering, candidates: [selectedBy('host')] };
    expect(priorityPicture(candidate, alone, words).sum.note).toMatch(/^With a single IP address .* 2,130,706,431$/);
  });

  test('that was pooled shows what was carried, and its parts still add up', () => {
    const { candidate } = selectedBy('host');
    const pooled = { ...candidate, priority: 126 * 2 ** 24 + 32287 * 2 ** 8 };
    const { parts, sum } = priorityPicture(pooled, whole.gathering, words);
    expect(parts.map(({ value }) => value)).toEqual(['126', '32286', '256']);
    expect(parts.map(({ meaning }) => meaning)).toEqual([
      'host',
      'interface 126 × 256 + address 30 (IPv4)',
      'component 0',
    ]);
    expect(parts[1]?.carry).toContain('32287 in the bits');
    expect(parts[2]?.product).toBe('256 − 0');
    expect(sum.addends).toBe('2,113,929,216 + 8,265,216 + 256');
  });
});

describe('a run that takes long', () => {
  const long = (...last: TraceEvent[]): TraceEvent[] => [
    { t: 0, peer: 'a', type: 'created', iceServers: 1, urls: ['stun:127.0.0.1:3478'] },
    { t: 1, peer: 'a', type: 'call', id: 1, method: 'setLocalDescription' },
    ...events
      .flatMap((event) => (event.type === 'candidate' && event.candidate ? [{ ...event, t: 6 }] : []))
      .slice(0, 1),
    ...last,
    { t: 40_001, peer: 'a', type: 'candidate', candidate: null },
  ];
  const gaveUp: TraceEvent = {
    t: 39_900,
    peer: 'a',
    type: 'candidate-error',
    url: 'stun:127.0.0.1:3478',
    errorCode: 701,
    errorText: 'STUN binding request timed out.',
  };

  test('is drawn in seconds', () => {
    const { unit, ticks, end } = lanesPicture(momentOf(long(), 10), words);
    expect([unit, ticks[1]?.label, end?.label]).toEqual(['s', '10', 'complete 40.0 s']);
  });

  test('says whether the browser told of the server it gave up on', () => {
    const told = momentOf(long(gaveUp), 10);
    expect(told.diagnosis.kind).toBe('unreachable');
    const { sentence, diagnosis } = happeningOf(momentOf(long(), 10), words);
    expect(sentence).toContain('in 40.0 s');
    expect(diagnosis).toContain('no icecandidateerror was fired');
  });
});

describe('a pool', () => {
  const pooled: TraceEvent[] = [
    { t: 100, peer: 'a', type: 'created', iceServers: 0, pool: 1 },
    { t: 600, peer: 'a', type: 'call', id: 1, method: 'setLocalDescription' },
    { t: 602, peer: 'a', type: 'candidate', candidate: null },
  ];

  test('has its time left of the zero, and nothing comes before that', () => {
    const { ticks, ahead, end } = lanesPicture(momentOf(pooled, 3), words);
    expect(ticks.map(({ label }) => label)).toEqual(['−400', '−200', '0']);
    expect(ahead?.share).toBeCloseTo(500 / 607, 6);
    expect(end?.label).toBe('complete 2.0 ms');
    expect(new Run('', false, pooled).timeAt(1)).toBe(-500);
  });
});

describe('an empty lane says why', () => {
  const created = (urls: string[], policy: 'all' | 'relay' = 'all'): TraceEvent[] => [
    { t: 0, peer: 'a', type: 'created', iceServers: urls.length, urls, policy },
    { t: 1, peer: 'a', type: 'call', id: 1, method: 'setLocalDescription' },
    { t: 2000, peer: 'a', type: 'candidate', candidate: null },
  ];
  const emptyOf = (type: string, trace: TraceEvent[]) => laneOf(momentOf(trace, trace.length), type)?.empty?.text;

  test.each([
    ['srflx', created([]), words.empty.noStun],
    ['relay', created(['stun:127.0.0.1:3478']), words.empty.noTurn],
    ['host', created(['turn:127.0.0.1:3478'], 'relay'), words.empty.notAllowed],
    ['relay', created(['turn:127.0.0.1:3478']), words.empty.none],
    ['prflx', created([]), words.reserved],
  ])('%s', (type, trace, text) => {
    expect(emptyOf(type, trace)).toBe(text);
  });
});

describe('figures', () => {
  test.each([
    [0.42, '0.4'],
    [9.96, '10'],
    [131.4, '131'],
  ])('%d ms is %s', (ms, text) => {
    expect(milliseconds(ms)).toBe(text);
  });

  test.each([
    [107, 50],
    [240, 50],
    [42_800, 10_000],
  ])('an axis of %d ms has a mark every %d', (span, step) => {
    expect(roundStep(span)).toBe(step);
  });

  test('a long name is cut in its middle, an IPv6 address stands in brackets', () => {
    expect(shortPlace({ address: '4c1f8e02-7b5d-4e0a-9c33-51d0c6b7e9a2.local', port: 9 })).toBe('4c1f…a2.local:9');
    expect(shortPlace({ address: 'fd00::2', port: 9 })).toBe('[fd00::2]:9');
  });
});
