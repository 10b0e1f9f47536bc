import { type Browser, expect, test } from '@playwright/test';
import { type Differing, type Engine, knownQuirks, type QuirkKey, quirkOf } from '#domain/known-quirks.ts';
import { predictTrace } from '#machines/prediction.ts';
import { signalingStates } from '#machines/signaling.ts';
import { type CallName, type Outcome, runSequences } from './model-driver.ts';
import { deviationsOf, randomSequence, traceOf } from './model-sequences.ts';

const sequences = 520;
/** Chromium refuses new connections once some hundreds are not yet collected: each few dozen get a context of their own. */
const perContext = 65;
const firstSeed = Number(process.env['SEED'] ?? 9429);

async function run(browser: Browser, batch: CallName[][]): Promise<Outcome[][]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    return await page.evaluate(runSequences, batch);
  } finally {
    await context.close();
  }
}

const sentence = ({ state, call, predicted, observed }: Differing) =>
  `${state} -> ${call} -> ${predicted}, but this browser: ${observed}`;

test('the model predicts what this browser does, in random sequences of legal and illegal calls', async ({
  browser,
  browserName,
}) => {
  const news: string[] = [];
  const left = new Set<string>();
  for (let from = 0; from < sequences; from += perContext) {
    const batch = Array.from({ length: perContext }, (_, index) => randomSequence(firstSeed + from + index));
    const outcomes = await run(browser, batch);
    outcomes.forEach((sequence, index) => {
      for (const { state } of sequence) left.add(state);
      const found = [...deviationsOf(sequence), ...predictTrace(traceOf(sequence))];
      const unknown = found.filter((each) => !quirkOf(browserName as Engine, each));
      const calls = sequence.map(({ name, error, state }) => `${name}: ${error ?? state}`).join(', ');
      news.push(...unknown.map((each) => `seed ${firstSeed + from + index}: ${sentence(each)}\n  in ${calls}`));
    });
  }
  expect(news).toEqual([]);
  const pranswers = browserName === 'firefox' ? ['have-local-pranswer', 'have-remote-pranswer'] : [];
  expect([...left].sort()).toEqual(signalingStates.filter((state) => !pranswers.includes(state)).sort());
});

/** A sequence of calls in which each quirk shows. */
const shows: Record<QuirkKey, CallName[]> = {
  'local-text-may-change': ['createOffer', 'setLocal(offer, changed)'],
  'pranswer-without-text': ['setRemote(offer)', 'setLocal(pranswer)'],
  'candidates-end-early': ['addIceCandidate(end)'],
  'sctp-keeps-rolled-back-mid': ['createOffer', 'createOffer', 'setLocal()', 'setRemote(offer)', 'setLocal()'],
  'no-pranswer': ['setLocal()', 'setRemote(pranswer)'],
  'rollback-by-same-method': ['setLocal()', 'setRemote(rollback)', 'setRemote(offer)', 'setLocal(rollback)'],
};

test('each known quirk of this browser still occurs', async ({ browser, browserName }) => {
  const quirks = knownQuirks.filter(({ engine }) => engine === browserName);
  const outcomes = await run(
    browser,
    quirks.map(({ key }) => shows[key]),
  );
  const seen = outcomes.map((sequence, index) => {
    const found = deviationsOf(sequence).map((each) => quirkOf(browserName as Engine, each)?.key ?? sentence(each));
    return found.find((key) => key === quirks[index]?.key) ?? `none but: ${found.join(', ')}`;
  });
  expect(seen).toEqual(quirks.map(({ key }) => key));
});
