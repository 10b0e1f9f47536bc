// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { type Language, wordsOf } from '#i18n/words.ts';
import { renderRelayBytes } from '#views/relay-bytes.ts';
import { renderHoldings } from '#views/relay-holdings.ts';
import { renderRelayTimeline } from '#views/relay-timeline.ts';
import { bytesBars, costRows, packetToLayOut } from '#widgets/relayed-call/bytes.ts';
import { hexLines, messageRows } from '#widgets/relayed-call/message.ts';
import { countsAt, flowAt, heldAt, holdingRows, type Moment, relayPicture } from '#widgets/relayed-call/pictures.ts';
import { recordedRun } from '#widgets/relayed-call/recorded.ts';
import { codeOf, refusalIn, refusalText, sentenceOf } from '#widgets/relayed-call/rows.ts';
import { Run } from '#widgets/relayed-call/run.ts';
import type { RelayWords } from '#widgets/relayed-call/words.ts';
import { allocate, refused, relayedCall, seen } from '../../domain/turn-trace.ts';

const languages: readonly Language[] = ['en', 'ko'];
const wordsIn = (language: Language): RelayWords => {
  const { relay, bench } = wordsOf(language);
  return { ...relay, trace: bench, share: bench.share };
};
const english = wordsIn('en');
const end = (run: Run): Moment => ({ run, cursor: run.length, time: run.timeAt(run.length) });

describe('the recorded call', () => {
  const run = recordedRun();

  it('goes from the first Allocate to media both ways, and the relay holds what it asked for', () => {
    const rows = run.rows(run.length);
    const methods = rows.flatMap(({ kind, turn }) => (turn && kind !== 'request' ? [turn.method] : []));
    expect(methods).toEqual(expect.arrayContaining(['Allocate', 'CreatePermission', 'ChannelBind']));
    const media = rows.filter(({ data }) => data?.inner === 'srtp' && data.wrapper === 'channel');
    expect(new Set(media.map(({ kind }) => kind))).toEqual(new Set(['to-peer', 'to-client']));
    expect(heldAt(end(run)).map(({ kind }) => kind)).toEqual(['allocation', 'permission', 'channel']);
  });

  it('was counted: what came in went out or was dropped, each way', () => {
    for (const { packetsIn, packetsOut, dropped } of Object.values(countsAt(end(run)))) {
      expect(packetsIn).toBeGreaterThan(50);
      expect(packetsIn).toBe(packetsOut + dropped);
    }
    expect(flowAt(end(run), 'toPeer')?.packets).toBeGreaterThan(20);
  });

  it.each(languages)('has whole sentences for every row in %s, seen from either side', (language) => {
    const words = wordsIn(language);
    for (const view of ['a', 'b'] as const) {
      run.view = view;
      const rows = run.rows(run.length);
      const texts = rows.flatMap((row) => [codeOf(row, words), sentenceOf(row, rows, words)]);
      texts.push(JSON.stringify(relayPicture(end(run), true, 708, words)));
      expect(texts.filter((text) => /\{[a-zA-Z]+\}|undefined|NaN/.test(text))).toEqual([]);
    }
    run.view = 'a';
  });

  it('is drawn the same at once and moved to from another moment', () => {
    const [fresh, moved] = [document.createElement('div'), document.createElement('div')];
    renderRelayTimeline(fresh, relayPicture(end(run), true, 600, english));
    for (const cursor of [0, 60, run.length]) {
      const moment = { run, cursor, time: run.timeAt(cursor) };
      renderRelayTimeline(moved, relayPicture(moment, cursor === run.length, 600, english));
    }
    const parts = (stage: Element): string[] =>
      [...stage.querySelectorAll('.relay-heads, .rows, .planned, .now, .bar, .number')].map((part) => part.outerHTML);
    expect(parts(moved).sort()).toEqual(parts(fresh).sort());
    expect(fresh.querySelectorAll('.rows .row')).toHaveLength(run.rows(run.length).length);
    expect(fresh.querySelectorAll('.planned .row')).toHaveLength(6);
  });

  it('ends: its line is no “now”, and the far lane is the address that the relay lent the other end', () => {
    const { heads, words } = relayPicture(end(run), true, 708, english, true);
    expect(words.now).toBe('end');
    expect(heads.peer.name).toBe('B’s relayed address');
    expect(run.isLent('b', heads.peer.at)).toBe(true);
  });

  it('tells a check from the answer to it', () => {
    const texts = relayPicture(end(run), true, 708, english).rows.map(({ right }) => right?.text);
    expect(texts).toEqual(expect.arrayContaining(['STUN check', 'answer to a check']));
  });

  it.each(languages)('fits a phone in %s: every line of words fits its lane', (language) => {
    const stage = document.createElement('div');
    renderRelayTimeline(stage, relayPicture(end(run), true, 350, wordsIn(language)));
    const pictures = [...stage.querySelectorAll('svg')];
    expect(pictures.map((picture) => picture.getAttribute('width'))).toEqual(['350', '350']);
    const [, rows] = pictures;
    const texts = [...(rows?.querySelectorAll('.what, .detail') ?? [])];
    const lane = (text: Element): number => (Number(text.getAttribute('x')) < 205 ? 188 : 100);
    // a letter of 12 px takes 6 px and more
    expect(
      texts.filter((text) => (text.textContent ?? '').length * 6 > lane(text)).map((each) => each.textContent),
    ).toEqual([]);
  });

  it('is told which row was clicked', () => {
    const stage = document.createElement('div');
    const chosen: number[] = [];
    renderRelayTimeline(stage, relayPicture(end(run), true, 708, english), (key) => chosen.push(key));
    stage.querySelector('.rows .row')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(chosen).toEqual([run.rows(run.length)[0]?.key]);
  });
});

describe('a round trip', () => {
  const stats = (t: number, responsesReceived: number, roundTripTime: number): TraceEvent => {
    const pair = { local: 'relay', remote: 'relay', state: 'succeeded', nominated: true, selected: true } as const;
    const pairs = [{ ...pair, requestsSent: 9, responsesReceived }];
    return { type: 'stats', peer: 'a', t, bytesSent: 0, bytesReceived: 0, roundTripTime, pairs };
  };

  it('is as old as the last answer to a check', () => {
    const run = new Run('', [stats(1000, 3, 11), stats(2000, 4, 11), stats(3000, 4, 11), stats(11_000, 4, 11)]);
    expect([0, 1, 2, 4].map((count) => run.measuredAt('a', count))).toEqual([undefined, 1000, 2000, 2000]);
    expect(run.measuredAt('b', 4)).toBeUndefined();
  });
});

describe('a call in which something was refused', () => {
  const of = (code: number) => [
    seen(0, 'client', 'in', allocate(1, false)),
    seen(1, 'client', 'out', refused(1, 401, '')),
    seen(2, 'client', 'in', allocate(2, true)),
    seen(3, 'client', 'out', refused(2, code, '')),
  ];

  it('points to it, but not to the first 401, nor to a nonce grown old', () => {
    const found = (code: number, count: number) => {
      const row = refusalIn(new Run('', of(code)).rows(count));
      return row && refusalText(row, english);
    };
    expect([found(486, 3), found(486, 4), found(401, 4), found(438, 4)]).toEqual([
      undefined,
      '486 Allocation Quota Reached, at 3 ms: show it',
      '401 Unauthenticated, at 3 ms: show it',
      undefined,
    ]);
  });
});

describe('a call at a moment', () => {
  const events: TraceEvent[] = relayedCall();
  const run = new Run('', events);

  it('lays its last packet of data out in both wrappers, the one that was seen drawn full', () => {
    const cursor = run.timeline.boundaries[11] ?? 0;
    const laidOut = packetToLayOut({ run, cursor, time: 0 });
    if (!laidOut) throw new Error('There is no packet to lay out.');
    const stage = document.createElement('div');
    renderRelayBytes(stage, bytesBars(laidOut, english));
    const bars = [...stage.querySelectorAll('.wrapped')];
    expect(bars.map((bar) => bar.className)).toEqual(['wrapped unseen', 'wrapped']);
    expect(bars.map((bar) => bar.querySelector('.head')?.textContent)).toEqual([
      'Send or Data indication144 bytes, reckoned',
      'ChannelData112 bytes',
    ]);
    const packets = bars.map((bar) => bar.querySelector('.packet rect')?.getAttribute('x'));
    expect(packets[0]).toBe(packets[1]);
    expect(costRows(laidOut, { run, cursor, time: 0 }, english)).toEqual([
      ['each packet', '36 bytes', '4 bytes'],
      ['of this packet alone', '+33%', '+4%'],
    ]);
  });

  it('has nothing to lay out, nothing held and nothing counted before anything has passed', () => {
    const moment = { run, cursor: 4, time: 0 };
    expect(packetToLayOut(moment)).toBeUndefined();
    const list = document.createElement('dl');
    renderHoldings(list, holdingRows(moment, english));
    expect(list.children).toHaveLength(0);
    expect(countsAt(moment).toPeer.packetsIn).toBe(0);
  });

  it('takes a message apart field by field, and says what of a packet it does not know', () => {
    const events = run.rows(run.length).map((row) => (row.client ?? row.peerSide)?.event);
    const [first] = events;
    const channel = events.find((event) => event?.hex.startsWith('4000'));
    if (!first || !channel) throw new Error('The call has no such packets.');
    expect(messageRows(first, english).map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['Type', 'Allocate request'],
      ['Transaction ID', '01'.repeat(12)],
      ['REQUESTED-TRANSPORT', 'UDP'],
    ]);
    expect(messageRows(channel, english).map(({ cells }) => cells)).toEqual([
      ['Channel number', '0x4000', '2'],
      ['Length', '108', '2'],
      ['Data', 'SRTP, encrypted between A and B', '108'],
    ]);
    expect(hexLines(first.hex).split('\n')[0]).toBe('00 03 00 08 21 12 a4 42');
  });
});
