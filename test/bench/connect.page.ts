import type { TraceEvent } from '#domain/trace.ts';
import { recordConnection } from '#lab/recorder.ts';
import { createTraceLog } from '#lab/trace-log.ts';

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
    round.bare.push(await connect(() => {}));
    if (sample % 2 === 1) round.recorded.push(await connectRecorded());
  }
  return round;
}

async function connectRecorded(): Promise<number> {
  const trace: TraceEvent[] = [];
  const log = createTraceLog((event) => trace.push(event));
  const recording = new AbortController();
  const took = await connect((a, b) => {
    recordConnection(a, 'a', log, recording.signal);
    recordConnection(b, 'b', log, recording.signal);
  });
  recording.abort();
  if (!trace.some((event) => event.type === 'state' && event.value === 'connected'))
    throw new Error('nothing recorded');
  return took;
}

/** Makes a pair, lets `prepare` have it, and gives the ms from its making to an open data channel. */
async function connect(prepare: (a: RTCPeerConnection, b: RTCPeerConnection) => void): Promise<number> {
  const started = performance.now();
  const a = new RTCPeerConnection({ iceServers: [] });
  const b = new RTCPeerConnection({ iceServers: [] });
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
