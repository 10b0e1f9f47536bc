/** Follows the candidate pairs of a connection while they are checked, into the trace: each sample that says something new. */
import type { PeerName, StatsEvent } from '#domain/trace.ts';
import { reduceReport, reportsOf } from './stats-sampler.ts';
import type { TraceLog } from './trace-log.ts';

/**
 * Milliseconds between two samples. Chromium gives the same report for 50 ms unless ICE moved meanwhile; Firefox makes a new one each
 * time.
 */
const every = 25;

/** What is told of ICE in a sample, as text, so that two can be compared. */
const told = ({ role, pairs, candidates }: Omit<StatsEvent, 't'>): string => JSON.stringify([role, pairs, candidates]);

/** Samples a connection's pairs from now, and whenever ICE moves, until `signal` aborts. One sample is asked for at a time. */
export function samplePairs(connection: RTCPeerConnection, peer: PeerName, log: TraceLog, signal: AbortSignal): void {
  let last = '';
  let isAsking = false;
  const sample = async (): Promise<void> => {
    if (isAsking || connection.signalingState === 'closed') return;
    isAsking = true;
    try {
      const event = reduceReport(await reportsOf(connection), peer, 'whole');
      const text = told(event);
      if (!signal.aborted && text !== last) log.append(event);
      last = text;
    } catch (reason) {
      // a connection that is closed meanwhile refuses getStats, and has nothing more to tell
      if (!(reason instanceof DOMException)) throw reason;
    } finally {
      isAsking = false;
    }
  };
  const timer = setInterval(() => void sample(), every);
  connection.addEventListener('iceconnectionstatechange', () => void sample(), { signal });
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  void sample();
}
