/** What this browser says when it is asked to negotiate: real descriptions of two connections in this page, then closed. */
import { recordConnection } from './recorder.ts';
import type { TraceLog } from './trace-log.ts';

export interface SampleDescriptions {
  /** As createOffer gave it. */
  offer: string;
  /** The offer as localDescription holds it when all candidates are gathered. */
  gathered: string;
  /** As createAnswer of the other connection gave it. */
  answer: string;
}

/**
 * Makes an offer and an answer without media devices, from transceivers alone. Rejects with the browser's own DOMException
 * when it refuses, and with an AbortError when the signal aborts; nothing is left running either way.
 */
export async function sampleDescriptions(
  carries: 'data' | 'media' | 'both',
  log: TraceLog,
  signal: AbortSignal,
): Promise<SampleDescriptions> {
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const a = new RTCPeerConnection({ iceServers: [] });
  const b = new RTCPeerConnection({ iceServers: [] });
  try {
    recordConnection(a, 'a', log, until);
    recordConnection(b, 'b', log, until);
    if (carries !== 'data') for (const kind of ['audio', 'video']) a.addTransceiver(kind);
    if (carries !== 'media') a.createDataChannel('chat');
    const offer = await a.createOffer();
    await a.setLocalDescription(offer);
    await b.setRemoteDescription(offer);
    const answer = await b.createAnswer();
    await gatheringComplete(a, signal);
    signal.throwIfAborted();
    return { offer: offer.sdp ?? '', gathered: a.localDescription?.sdp ?? '', answer: answer.sdp ?? '' };
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
