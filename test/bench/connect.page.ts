import type { TraceEvent } from '#domain/trace.ts';
import { recordConnection } from '#lab/recorder.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { timedConnect } from './timed-connect.ts';

/** Milliseconds that each connect of a round took. */
export interface Round {
  recorded: number[];
  bare: number[];
}

/** Connects so many pairs of each kind in turn; each pair is closed before the next one is made. */
export async function connectInTurn(samples: number): Promise<Round> {
  const round: Round = { recorded: [], bare: [] };
  for (let sample = 0; sample < samples; sample++) {
    if (sample % 2 === 0) round.recorded.push(await connectRecorded());
    round.bare.push(await timedConnect({ iceServers: [] }));
    if (sample % 2 === 1) round.recorded.push(await connectRecorded());
  }
  return round;
}

async function connectRecorded(): Promise<number> {
  const trace: TraceEvent[] = [];
  const log = createTraceLog((event) => trace.push(event));
  const recording = new AbortController();
  const took = await timedConnect({ iceServers: [] }, (a, b) => {
    recordConnection(a, 'a', log, recording.signal);
    recordConnection(b, 'b', log, recording.signal);
  });
  recording.abort();
  if (!trace.some((event) => event.type === 'state' && event.value === 'connected'))
    throw new Error('nothing recorded');
  return took;
}
