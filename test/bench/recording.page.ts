import type { TraceEvent } from '#domain/trace.ts';
import { samplePairs } from '#lab/pair-sampler.ts';
import { recordConnection } from '#lab/recorder.ts';
import { createTraceLog } from '#lab/trace-log.ts';

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
    round.bare.push(await connect(iceServers, () => {}));
    if (sample % 2 === 1) round.recorded.push(await connectRecorded(iceServers));
  }
  return round;
}

/** Everything is recorded, and the pairs are followed from the start, as while a check list is drawn. */
async function connectRecorded(iceServers: RTCIceServer[]): Promise<number> {
  const trace: TraceEvent[] = [];
  const log = createTraceLog((event) => trace.push(event));
  const recording = new AbortController();
  const took = await connect(iceServers, (a, b) => {
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

/** Makes a pair that may only be relayed, lets `prepare` have it, and gives the ms from its making to an open data channel. */
async function connect(
  iceServers: RTCIceServer[],
  prepare: (a: RTCPeerConnection, b: RTCPeerConnection) => void,
): Promise<number> {
  const started = performance.now();
  const a = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
  const b = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
  prepare(a, b);
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate ?? undefined));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate ?? undefined));
  const channel = a.createDataChannel('bench');
  const open = new Promise((resolve) => channel.addEventListener('open', resolve, { once: true }));
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription ?? { type: 'offer' });
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription ?? { type: 'answer' });
  await open;
  const took = performance.now() - started;
  a.close();
  b.close();
  return took;
}
