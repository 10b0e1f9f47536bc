/** What this browser says when it is asked to negotiate: a real offer and answer of two connections in this page, then closed. */
import { recordConnection } from './recorder.ts';
import type { TraceLog } from './trace-log.ts';

/**
 * Makes an offer and an answer without media devices, from transceivers alone; `log` gets all that happens, the offer also
 * with the candidates that were gathered. Rejects with the browser's own DOMException when it refuses, and with an
 * AbortError when the signal aborts; nothing is left running either way.
 */
export async function makeSampleExchange(
  carries: 'data' | 'media' | 'both',
  log: TraceLog,
  signal: AbortSignal,
): Promise<void> {
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const a = new RTCPeerConnection({ iceServers: [] });
  const b = new RTCPeerConnection({ iceServers: [] });
  try {
    recordConnection(a, 'a', log, until);
    recordConnection(b, 'b', log, until);
    if (carries !== 'data') for (const kind of ['audio', 'video']) a.addTransceiver(kind);
    if (carries !== 'media') a.createDataChannel('chat');
    await a.setLocalDescription(await a.createOffer());
    await gatheringComplete(a, signal);
    signal.throwIfAborted();
    if (a.localDescription) await b.setRemoteDescription(a.localDescription);
    await b.createAnswer();
    signal.throwIfAborted();
  } finally {
    a.close();
    b.close();
    ending.abort();
  }
}

function gatheringComplete(connection: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (connection.iceGatheringState === 'complete' || signal.aborted) resolve();
    };
    connection.addEventListener('icegatheringstatechange', check, { signal });
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}
