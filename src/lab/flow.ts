/** What goes straight from peer to peer once they are connected: a message each second, and samples of what was sent and received. */
import type { PeerName } from '#domain/trace.ts';
import type { Loopback } from './loopback.ts';
import { sampleStats } from './stats-sampler.ts';
import type { TraceLog } from './trace-log.ts';

/** Milliseconds between two messages of a peer, and between two samples. */
const beat = 1000;

/** Sends a numbered message each second over a channel, from when it opens until `signal` aborts. */
export function sayEachSecond(channel: RTCDataChannel, peer: PeerName, signal: AbortSignal): void {
  let count = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const say = (): void => {
    if (channel.readyState !== 'open') return;
    count += 1;
    channel.send(`${peer.toUpperCase()} ${count}`);
  };
  const start = (): void => {
    if (timer !== undefined || signal.aborted) return;
    say();
    timer = setInterval(say, beat);
  };
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  channel.addEventListener('open', start, { signal });
  if (channel.readyState === 'open') start();
}

/** Samples both connections each second, and whenever ICE moves, once there is a pair to speak of. */
export function sampleWhileRunning(loopback: Loopback, log: TraceLog, signal: AbortSignal): void {
  for (const peer of ['a', 'b'] as const) sampleConnection(loopback.connection(peer), peer, log, signal);
}

/** Samples a connection each second, and whenever ICE moves, once there is a pair to speak of, until `signal` aborts. */
export function sampleConnection(
  connection: RTCPeerConnection,
  peer: PeerName,
  log: TraceLog,
  signal: AbortSignal,
): void {
  const sample = (): void => {
    if (connection.iceConnectionState === 'new' || connection.signalingState === 'closed') return;
    sampleStats(connection, peer, log, signal).catch((reason: unknown) => {
      // a connection that is closed meanwhile refuses getStats, and has nothing more to tell
      if (!(reason instanceof DOMException)) throw reason;
    });
  };
  const timer = setInterval(sample, beat);
  connection.addEventListener('iceconnectionstatechange', sample, { signal });
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
