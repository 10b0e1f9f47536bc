/** What was recorded of real runs, for where none can be made. */
import { parseTrace } from '#domain/trace-file.ts';
import binding from './recorded-binding.json?raw';
import type { MicroscopeRun } from './runs.ts';

function runOf(text: string): MicroscopeRun {
  const { browser, events } = parseTrace(text);
  return { kind: 'recorded', browser, events, isOneMachine: true };
}

/** A browser asked our STUN server. */
export const recordedBinding = runOf(binding);

/** The same question, asked of whom the reader asks. */
export async function recordedRun(whom: 'server' | 'peer'): Promise<MicroscopeRun> {
  if (whom === 'server') return recordedBinding;
  return runOf((await import('./recorded-check.json?raw')).default);
}
