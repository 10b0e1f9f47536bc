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
import { codeOf, sentenceOf } from '#widgets/relayed-call/rows.ts';
import { Run } from '#widgets/relayed-call/run.ts';
import type { RelayWords } from '#widgets/relayed-call/words.ts';
import { relayedCall } from '../../domain/turn-trace.ts';

const languages: readonly Language[] = ['en', 'ko'];
const wordsIn = (language: Language): RelayWords => {
  const { relay, bench } = wordsOf(language);
  return { ...relay, trace: bench };
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

  it('is told which row was clicked', () => {
    const stage = document.createElement('div');
    const chosen: number[] = [];
    renderRelayTimeline(stage, relayPicture(end(run), true, 708, english), (key) => chosen.push(key));
    stage.querySelector('.rows .row')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(chosen).toEqual([run.rows(run.length)[0]?.key]);
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
      ['Data: SRTP, encrypted between A and B', '', '108'],
    ]);
    expect(hexLines(first.hex).split('\n')[0]).toBe('00 03 00 08 21 12 a4 42');
  });
});
