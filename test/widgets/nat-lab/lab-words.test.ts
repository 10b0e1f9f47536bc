import { describe, expect, it } from 'vitest';
import { citationHref } from '#domain/citation.ts';
import { natBehaviours } from '#domain/nat/behaviour.ts';
import { runNetwork } from '#domain/nat/run.ts';
import { fill } from '#i18n/fill.ts';
import { wordsOf } from '#i18n/words.ts';
import { candidateRows, checkLines, hopsOf, pairRows } from '#widgets/nat-lab/inspector.ts';
import type { Moment } from '#widgets/nat-lab/moment.ts';
import { networkPicture } from '#widgets/nat-lab/network-picture.ts';
import { relayTable } from '#widgets/nat-lab/relay-rows.ts';
import { tellingOf } from '#widgets/nat-lab/telling.ts';

const blocked = { ...natBehaviours[0], blocksUdp: true } as const;
const setups = [
  ...natBehaviours.flatMap((a) => natBehaviours.map((b) => ({ a, b, starts: 'a' }) as const)),
  ...natBehaviours.map((b) => ({ a: { ...b, ...blocked }, b, starts: 'b' }) as const),
  ...natBehaviours.map((b) => ({ a: { ...b, ...blocked }, b: { ...b, ...blocked }, starts: 'a' }) as const),
];

/** Every moment of every run. */
const moments: Moment[] = setups.flatMap((setup) => {
  const run = runNetwork(setup);
  return Array.from({ length: run.steps.length + 1 }, (_, at) => ({ run, at }));
});

describe.each(['en', 'ko'] as const)('in %s, at every moment of every run', (language) => {
  const { natLab: words } = wordsOf(language);

  it('each sentence has all that it names', () => {
    const gaps = moments.flatMap((moment) => {
      const { key, after, params } = tellingOf(moment);
      const told = words.events[key];
      const sentences = [told.title, told.fact, after ? words.events[after] : 'why' in told ? told.why : ''];
      const filled = sentences.map((sentence) => fill(sentence, { ...params, packet: 'packet' }));
      return filled.filter((sentence) => /\{\w+\}/.test(sentence));
    });
    expect([...new Set(gaps)]).toEqual([]);
  });

  it('the picture, the lists and the tables say nothing unfilled', () => {
    const all = moments.map((moment) => [
      networkPicture(moment, 'label', words),
      hopsOf(moment, words),
      checkLines(moment, words),
      candidateRows(moment, words),
      pairRows(moment, words),
      relayTable(moment, words),
    ]);
    expect(JSON.stringify(all)).not.toMatch(/\{(?!")\w+\}/);
  });
});

it('every source that a step names can be opened', () => {
  for (const moment of moments) for (const citation of tellingOf(moment).cite) citationHref(citation);
});

it('each row of candidates and of pairs is told from the others', () => {
  const { natLab: words } = wordsOf('en');
  for (const moment of moments) {
    for (const rows of [candidateRows(moment, words), pairRows(moment, words)]) {
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    }
  }
});
