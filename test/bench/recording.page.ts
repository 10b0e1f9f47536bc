import type { TraceEvent } from '#domain/trace.ts';
import { samplePairs } from '#lab/pair-sampler.ts';
import { recordConnection } from '#lab/recorder.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { timedConnect } from './timed-connect.ts';

/** Milliseconds that each relayed connect of a round took. */
export interface Round {
  recorded: number[];
  bare: number[];
}

/** Connects so many relayed pairs of each kind in turn; each pair is closed before the next one is made. */
export async function relayInTurn(iceServers: RTCIceServer[], samples: number): Promise<Round> {
  const round: Round = { recorded: [], bare: [] };
  for (let sample = 0; sample < samples; sample++) {
    if (sample % 2 === 0) round.recorded.push(await connectRecorded(iceServers));
    round.bare.push(await timedConnect(relayed(iceServers)));
    if (sample % 2 === 1) round.recorded.push(await connectRecorded(iceServers));
  }
  return round;
}

/** What may only be relayed. */
const relayed = (iceServers: RTCIceServer[]): RTCConfiguration => ({ iceServers, iceTransportPolicy: 'relay' });

/** Everything is recorded, and the pairs are followed from the start, as while a check list is drawn. */
async function connectRecorded(iceServers: RTCIceServer[]): Promise<number> {
  const trace: TraceEvent[] = [];
  const log = createTraceLog((event) => trace.push(event));
  const recording = new AbortController();
  const took = await timedConnect(relayed(iceServers), (a, b) => {
    for (const [connection, peer] of [
      [a, 'a'],
      [b, 'b'],
    ] as const) {
      recordConnection(connection, peer, log, recording.signal);
      samplePairs(connection, peer, log, recording.signal);
    }
  });
  recording.abort();
  if (!trace.some((event) => event.type === 'stats' && event.pairs.length > 0)) throw new Error('no pair was recorded');
  return took;
}
