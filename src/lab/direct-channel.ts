/** Letters between two pages over a data channel of the connection that they made: what needs no server any more goes this way. */
import type { OpenPath } from './session/ways.ts';

/** Below the 256 streams that Firefox asks for, and above those that channels announced in the connection take. */
const stream = 200;

/**
 * The data channel for it, `report`, which both ends make once they are connected. Neither announces it to the other (webrtc-pc,
 * RTCDataChannelInit `negotiated`), nothing is negotiated for it where another data channel has been, and it is not recorded: what
 * pages tell each other of a run is no part of the run.
 */
export function createReportChannel(connection: RTCPeerConnection): RTCDataChannel {
  return RTCPeerConnection.prototype.createDataChannel.call(connection, 'report', { negotiated: true, id: stream });
}

/** Bytes that may wait in the channel; what is more is lost, and written again by the session. */
const mostBuffered = 2 ** 20;

/** The way over a data channel: open while the channel is. */
export function directChannel(channel: RTCDataChannel): OpenPath {
  return ({ onLetter, onState }, signal) => {
    const onOpen = (): void => onState({ is: 'open' });
    channel.addEventListener('open', onOpen, { signal });
    channel.addEventListener('close', () => onState({ is: 'closed' }), { signal });
    channel.addEventListener('message', ({ data }) => onLetter(read(data)), { signal });
    signal.addEventListener('abort', () => channel.close(), { once: true });
    if (channel.readyState === 'open') queueMicrotask(onOpen);
    return {
      send: (letter) => {
        if (channel.readyState === 'open' && channel.bufferedAmount < mostBuffered)
          channel.send(JSON.stringify(letter));
      },
      close: () => channel.close(),
    };
  };
}

/** What a message holds; undefined where it is not JSON. */
function read(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
