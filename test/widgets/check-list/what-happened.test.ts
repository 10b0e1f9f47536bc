import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readChecks } from '#domain/ice/check-reading.ts';
import type { PeerName } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';
import { checks as words } from '#i18n/en/checks.ts';
import { ChecksRecord } from '#widgets/check-list/record.ts';
import { happenedAt } from '#widgets/check-list/what-happened.ts';

/** The line of code of each moment, with who it is told of: `Model: pair 1: Binding request at 0 ms`. */
function told(name: string, peer: PeerName, what: 'code' | 'text' = 'code'): string[] {
  const { browser, events } = parseTrace(readFileSync(`test/fixtures/traces/${name}.json`, 'utf8'));
  const { run, moments } = new ChecksRecord(browser, events).of(peer);
  return moments.map((moment, index) => {
    const earlier = moments.slice(0, index);
    const { who, [what]: line } = happenedAt(moment, readChecks(run, moment.t), earlier, run.start ?? 0, words);
    return `${who}: ${line}`;
  });
}

describe('what is told of a run recorded in Chromium', () => {
  it('begins with the pairs that are formed and the model’s first check', () => {
    expect(told('chromium-checks-relay', 'a').slice(0, 2)).toEqual([
      'Model: 4 × 4 candidates, 7 pairs',
      'Model: pair 1: Binding request at 0 ms',
    ]);
  });

  it('tells each nomination, and that the second comes after the first', () => {
    expect(told('chromium-checks-relay', 'a').filter((line) => line.includes('nominated'))).toEqual([
      'A reported: pair 3: nominated = true, state = "succeeded"',
      'A reported: pair 1: nominated = true, after pair 3',
    ]);
  });

  it('says that the standard would send no more, once a pair that works was nominated', () => {
    const lines = told('chromium-checks-relay', 'a');
    const nominated = lines.findIndex((line) => line.includes('nominated'));
    const { text, after } = words.said.sent;
    const sent = (part: readonly string[]) => new Set(part.filter((line) => [text, after].includes(line.slice(7))));
    const texts = told('chromium-checks-relay', 'a', 'text');
    expect(sent(texts.slice(0, nominated))).toEqual(new Set([`Model: ${text}`]));
    expect(sent(texts.slice(nominated))).toEqual(new Set([`Model: ${after}`]));
  });

  it('ends with the pair in use, and who chose it', () => {
    expect(told('chromium-checks-relay', 'a').at(-1)).toMatch(
      /^A reported: connected over pair 1, chosen by A at \d+ ms$/,
    );
    expect(told('firefox-checks-relay', 'b').at(-1)).toMatch(
      /^B reported: connected over pair 3, chosen by A at \d+ ms$/,
    );
  });

  it('numbers the pairs at B as at A, since both have one order', () => {
    expect(told('chromium-checks-relay', 'b').filter((line) => line.includes('nominated'))).toEqual([
      'B reported: pair 3: nominated = true, state = "succeeded"',
      'B reported: pair 1: nominated = true, after pair 3',
    ]);
  });
});

it('leaves no placeholder in any line, in either browser, at either end', () => {
  for (const browser of ['chromium', 'firefox']) {
    for (const servers of ['host', 'relay']) {
      for (const peer of ['a', 'b'] as const) {
        expect(told(`${browser}-checks-${servers}`, peer).filter((line) => /[{}?]|undefined/.test(line))).toEqual([]);
      }
    }
  }
});
