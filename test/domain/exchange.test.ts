import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exchangeOf } from '#domain/exchange.ts';
import type { Description, PeerName, TraceEvent } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';
import { randomTrace, seeds } from '../traces.ts';

const recorded = (name: string) =>
  parseTrace(readFileSync(new URL(`../fixtures/traces/${name}.json`, import.meta.url), 'utf8')).events;

const text = (type: Description['type'], sdp: string): Description => ({ type, sdp });
const creates = (peer: PeerName, type: 'offer' | 'answer', sdp: string): TraceEvent => ({
  t: 0,
  peer,
  type: 'result',
  id: 1,
  method: type === 'offer' ? 'createOffer' : 'createAnswer',
  description: text(type, sdp),
});
const sets = (peer: PeerName, type: 'offer' | 'answer', sdp: string): TraceEvent => ({
  t: 0,
  peer,
  type: 'result',
  id: 2,
  method: 'setLocalDescription',
  applied: text(type, sdp),
});
const sends = (peer: PeerName, sdp: string): TraceEvent => ({
  t: 0,
  peer,
  type: 'sent',
  message: 3,
  body: { kind: 'description', description: text('offer', sdp) },
});
const isGiven = (peer: PeerName, sdp: string): TraceEvent => ({
  t: 0,
  peer,
  type: 'call',
  id: 4,
  method: 'setRemoteDescription',
  argument: { description: text('offer', sdp) },
});

describe.each(['chromium', 'firefox'])('the exchange that %s recorded', (browser) => {
  test.each(['data', 'media', 'both'])(
    'with trickle (%s) has an offer and an answer, and no gathered offer',
    (carries) => {
      const { offer, gathered, answer } = exchangeOf(recorded(`${browser}-${carries}`));
      expect(offer).toContain('a=setup:actpass');
      expect(answer).toContain('a=setup:active');
      expect(gathered).toBeUndefined();
    },
  );

  test('without trickle has the offer once more, with its candidates', () => {
    const { offer, gathered } = exchangeOf(recorded(`${browser}-data-whole`));
    expect(offer).not.toContain('a=candidate:');
    expect(gathered).toContain('a=candidate:');
  });
});

describe('the exchange of a trace', () => {
  test.each<[string, TraceEvent[], (string | undefined)[]]>([
    ['without events is empty', [], []],
    ['that was cut off before the answer has the offer alone', [creates('a', 'offer', 'o')], ['o']],
    ['without an offer has the answer alone', [creates('b', 'answer', 'n')], [undefined, undefined, 'n']],
    [
      'in which one peer negotiates twice is the first that was answered',
      [
        creates('a', 'offer', 'o'),
        creates('b', 'answer', 'n'),
        creates('a', 'offer', 'later'),
        creates('b', 'answer', 'later'),
      ],
      ['o', undefined, 'n'],
    ],
    [
      'in which both offer at once has the offer that the other answered',
      [creates('a', 'offer', 'o'), creates('b', 'offer', 'taken back'), creates('b', 'answer', 'n')],
      ['o', undefined, 'n'],
    ],
    [
      'in which an offer is made anew has the one that was answered',
      [creates('a', 'offer', 'o'), creates('a', 'offer', 'anew'), creates('b', 'answer', 'n')],
      ['anew', undefined, 'n'],
    ],
    [
      'whose descriptions the browser made in setLocalDescription() has them',
      [sets('a', 'offer', 'o'), sets('b', 'answer', 'n')],
      ['o', undefined, 'n'],
    ],
    [
      'keeps the text that createOffer gave, whatever localDescription holds',
      [creates('a', 'offer', 'o'), sets('a', 'offer', 'grown'), creates('b', 'answer', 'n')],
      ['o', undefined, 'n'],
    ],
    [
      'whose offer had grown when it was sent has both texts',
      [creates('a', 'offer', 'o'), sends('a', 'grown'), creates('b', 'answer', 'n')],
      ['o', 'grown', 'n'],
    ],
    [
      'whose offer had grown when the other was given it has both texts',
      [creates('a', 'offer', 'o'), isGiven('b', 'grown'), creates('b', 'answer', 'n')],
      ['o', 'grown', 'n'],
    ],
    [
      'whose offer was handed over as it was made has no other text of it',
      [creates('a', 'offer', 'o'), sends('a', 'o'), isGiven('b', 'o'), creates('b', 'answer', 'n')],
      ['o', undefined, 'n'],
    ],
  ])('%s', (_, events, [offer, gathered, answer]) => {
    expect(exchangeOf(events)).toEqual({ offer, gathered, answer });
  });

  test.each(seeds(20))('of any kind is read without complaint (seed %i)', (seed) => {
    expect(Object.keys(exchangeOf(randomTrace(seed, 300)))).toEqual(['offer', 'gathered', 'answer']);
  });
});
