/** Asks whom the reader wants to ask, and gives what there is to see: of this browser, or what stands in for it, and why. */
import type { TraceEvent } from '#domain/trace.ts';
import { askBinding } from '#lab/binding-question.ts';
import { relayHere } from '#lab/relay-here.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { browserName } from '#widgets/trace-tools.ts';
import { filled, type Says } from './heads.ts';
import { recordedBinding, recordedRun } from './recorded.ts';
import { isTold, type MicroscopeRun, vectorRun } from './runs.ts';
import type { MicroscopeWords } from './words.ts';

export interface Wish {
  readonly whom: 'server' | 'peer';
  readonly family: 4 | 6;
}

export interface Outcome {
  readonly run: MicroscopeRun;
  /** Said instead of what the run's transaction came to. */
  readonly notice?: Says;
  readonly how: 'shown' | 'noServer' | 'otherServer' | 'failed';
}

/** Never rejects, except with the reason of `signal`. */
export async function ask(wish: Wish, words: MicroscopeWords, signal: AbortSignal): Promise<Outcome> {
  try {
    const here = await relayHere(signal);
    if (here.kind === 'ours') return await askOurs(wish, words, signal);
    return await standIn(here.kind === 'none' ? 'noServer' : 'otherServer', wish, words);
  } catch (reason) {
    signal.throwIfAborted();
    const message = reason instanceof Error ? reason.message : String(reason);
    return { run: recordedBinding, notice: filled(words.says.failed, { message }), how: 'failed' };
  }
}

async function askOurs({ whom, family }: Wish, words: MicroscopeWords, signal: AbortSignal): Promise<Outcome> {
  const events: TraceEvent[] = [];
  const { promise: told, resolve } = Promise.withResolvers<void>();
  const log = createTraceLog((event) => {
    events.push(event);
    if (event.type === 'packet' && isTold(events, whom, family)) resolve();
  });
  const { password } = await askBinding({ whom, family, log, told, signal });
  if (family === 6 && !isTold(events, whom, family)) {
    return { run: vectorRun(), notice: words.says.noIpv6, how: 'shown' };
  }
  const run = { kind: 'live', browser: browserName(navigator.userAgent), events, credential: password } as const;
  const isSilent = !events.some(({ type }) => type === 'packet');
  return { run, how: 'shown', ...(isSilent ? { notice: filled(words.says.silent, { family }) } : {}) };
}

/** What was recorded of the same question, or for IPv6 the standard's own answer. */
async function standIn(
  how: 'noServer' | 'otherServer',
  { whom, family }: Wish,
  words: MicroscopeWords,
): Promise<Outcome> {
  const run = family === 6 ? vectorRun() : await recordedRun(whom);
  return { run, notice: filled(words.says[how], { browser: run.browser || words.vector }), how };
}
