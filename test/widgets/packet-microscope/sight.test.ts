import { describe, expect, it } from 'vitest';
import { bytes } from '#domain/stun/attribute.ts';
import { fromHex } from '#domain/stun/hex.ts';
import { encodeStun } from '#domain/stun/message.ts';
import { isCheck, transactionsOf } from '#domain/stun/transactions.ts';
import { en } from '#i18n/en.ts';
import { ko } from '#i18n/ko.ts';
import { bytesPicture, fieldRows } from '#widgets/packet-microscope/cells.ts';
import { Desk } from '#widgets/packet-microscope/desk.ts';
import { headOf, sizeOf, transactionName, transactionSays } from '#widgets/packet-microscope/heads.ts';
import { keyOfTransaction } from '#widgets/packet-microscope/keys.ts';
import { ownSays } from '#widgets/packet-microscope/own-says.ts';
import { recordedBinding, recordedRun } from '#widgets/packet-microscope/recorded.ts';
import { contentOf, vectorRun } from '#widgets/packet-microscope/runs.ts';
import { endsOf, ownSight, transactionSight } from '#widgets/packet-microscope/sight.ts';
import type { MicroscopeWords } from '#widgets/packet-microscope/words.ts';
import { workingOf } from '#widgets/packet-microscope/working-texts.ts';
import vectors from '../../fixtures/stun/rfc5769.json' with { type: 'json' };

const wordsOf = ({ microscope, bench }: typeof en): MicroscopeWords => ({
  ...microscope,
  trace: bench,
  share: bench.share,
});
const words = wordsOf(en);
const hexOf = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

const check = await recordedRun('peer');

describe('the recorded runs', () => {
  it('are a question to the server and a check of the other end, as Chromium made them', () => {
    for (const { browser } of [recordedBinding, check]) expect(browser).toMatch(/^Chromium \d+$/);
    const [binding, between] = [recordedBinding, check].map((run) => {
      const { transactions, first } = contentOf(run);
      return transactions[first];
    });
    expect(binding && transactionSays(binding, words, false).who).toBe('Server says');
    expect(between && endsOf(between)).toEqual({ asker: 'a', answerer: 'b' });
  });

  it('have the two addresses that are said beside them', () => {
    for (const { events } of [recordedBinding, check]) {
      const ends = events.flatMap((event) => (event.type === 'packet' ? [event.from, event.to] : []));
      const hosts = [...new Set(ends.map((end) => end.replace(/:\d+$/, '')))].sort();
      expect(hosts).toEqual(['127.0.0.1', '192.0.2.2']);
      for (const each of [words, wordsOf(ko)]) for (const host of hosts) expect(each.oneMachine).toContain(host);
    }
  });

  it('have every integrity of a check right under the password in the descriptions', () => {
    const checks = transactionsOf(check.events).filter(isCheck);
    expect(checks.length).toBeGreaterThan(0);
    for (const each of checks) {
      const key = keyOfTransaction(each, check.events, undefined);
      for (const { message, fields } of transactionSight(each).messages) {
        const verdicts = fields.map(({ attribute }) => workingOf(message, attribute, key, words).isRight);
        expect(verdicts.filter((verdict) => verdict !== undefined)).toEqual([true, true]);
      }
    }
  });

  it('name everything in both languages', () => {
    for (const each of [words, wordsOf(ko)]) {
      for (const [index, transaction] of transactionsOf(check.events).entries()) {
        const sight = transactionSight(transaction);
        const said = [
          transactionName(transaction, index, each),
          ...Object.values(transactionSays(transaction, each, true)),
          ...sight.messages.flatMap((seen) => [
            headOf(seen, endsOf(transaction), each),
            sizeOf(seen, each),
            ...fieldRows(seen, 0, each).flatMap(({ name, range, text }) => [name, range, text]),
          ]),
        ];
        expect(said.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
      }
    }
  });
});

describe('the desk', () => {
  it('counts stops through all transactions, and finds its way back', async () => {
    const desk = new Desk(words);
    desk.lay(await recordedRun('peer'));
    for (const [index, transaction] of desk.transactions.entries()) {
      const last = transactionSight(transaction).stops.length - 1;
      desk.choose(index);
      const cursor = desk.cursorOf(last);
      desk.choose(0);
      expect([desk.seek(cursor), desk.index]).toEqual([last, index]);
    }
  });

  it('begins with the address, and knows the password of the standard’s own answer', () => {
    const desk = new Desk(words);
    desk.lay(vectorRun());
    const { sight, key } = desk.picture(desk.start);
    const { message, field } = sight.stops[desk.start] ?? { message: -1, field: -1 };
    const seen = sight.messages[message];
    const address = seen && workingOf(seen.message, seen.fields[field]?.attribute, key, words);
    expect(address?.sums[1]?.groups).toHaveLength(4);
    const integrity = seen?.fields.find(({ attribute }) => attribute?.type === 0x0008)?.attribute;
    expect(seen && workingOf(seen.message, integrity, key, words).isRight).toBe(true);
  });

  it('lays the reader’s bytes over a run, and says where they are none', () => {
    const desk = new Desk(words);
    desk.layOwn({ bytes: hexOf(vectors.request.replace('80220010', '80220aaa')), password: '' });
    expect(desk.picture(desk.start).says).toMatchObject({ who: 'Byte 22' });
    expect(desk.sight.stops[desk.start]).toEqual({ message: 0, field: 4 });
    desk.choose(0);
    expect(desk.isOwn).toBe(false);
  });
});

describe('bytes of the reader’s', () => {
  it('cut off anywhere keep every byte and the names of what is before', () => {
    const whole = hexOf(vectors.request);
    for (let length = 1; length <= whole.length; length += 1) {
      const [seen] = ownSight(whole.subarray(0, length)).messages;
      if (!seen) throw new Error('there is nothing to see');
      const { cells, labels } = bytesPicture(seen, false, undefined, words, '', () => {});
      expect(cells).toHaveLength(length);
      expect(labels[0]?.name).toBe(length < 2 ? 'bytes left over' : 'type');
      expect(ownSays(seen, words).who).toBe(length === whole.length ? 'Your bytes' : `Byte ${length}`);
    }
  });

  it('that are something else are called so', () => {
    const [seen] = ownSight(hexOf('80600001')).messages;
    expect(seen && headOf(seen, { asker: 'a', answerer: 'b' }, words)).toBe('Your bytes: not STUN');
    expect(ownSays(seen, words).what).toContain('RTP or RTCP');
    expect(ownSays(undefined, words).who).toBe('Nothing yet');
  });

  it.each([
    ['00', 'Byte 1', 'Your bytes: too few to say'],
    ['16fefd0000000000000000002b0100001f0000', 'Not STUN', 'Your bytes: not STUN'],
    [vectors.request.replace('80290008', '7abc0008'), 'Byte 48', 'Your bytes: Binding request'],
    [vectors.request.replace('e57a3bcf', 'e57a3bce'), 'Byte 104', 'Your bytes: Binding request'],
  ])('%s: the first thing wrong is named and marked', (hex, who, head) => {
    for (const each of [words, wordsOf(ko)]) {
      const sight = ownSight(hexOf(hex));
      const [seen] = sight.messages;
      if (!seen) throw new Error('there is nothing to see');
      const says = ownSays(seen, each);
      expect(Object.values(says).filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
      expect(says.by).toBe('bad');
      if (each === words) expect([says.who, headOf(seen, { asker: 'a', answerer: 'b' }, each)]).toEqual([who, head]);
    }
  });

  it('of a captured frame are told where STUN would begin', () => {
    const [seen] = ownSight(
      hexOf('4500003000004000401100007f0000017f000001cafe0d96001c0000000100002112a442b7e7a701bc34d686fa87dfae'),
    ).messages;
    expect(ownSays(seen, words)).toMatchObject({ who: 'Not yet STUN', text: expect.stringContaining('byte 28') });
  });

  it('have one byte, not “1 bytes”', () => {
    const [seen] = ownSight(hexOf('00')).messages;
    expect(seen && sizeOf(seen, words)).toBe('1 byte.');
  });

  it('of more than a page can hold are drawn in part, and it is said', () => {
    const attributes = Array(5000).fill(bytes(0xffff));
    const [seen] = ownSight(
      encodeStun({ method: 1, class: 'request', transactionId: new Uint8Array(12), attributes }),
    ).messages;
    expect(seen?.fields.length).toBeLessThan(300);
    expect(seen && sizeOf(seen, words)).toMatch(/^20020 bytes, of which the first \d+ are drawn/);
  });
});
