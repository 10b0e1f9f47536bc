/** Text on the data channel of a connection that is recorded: what is said here is `data` in the trace, and at the other end too. */

/** Longest text that is sent, in UTF-16 code units: the trace keeps no longer one. */
export const longestText = 200;

/** What became of a text: only `sent` has left; `closed`: the channel is not open, or not any more. */
export type Said = 'sent' | 'empty' | 'too-long' | 'closed';

/** Sends a text over a channel, or says why not: `say(channel, ' ')` is `empty`. A lone surrogate goes as U+FFFD. Never throws. */
export function say(channel: RTCDataChannel | undefined, text: string): Said {
  if (text.trim() === '') return 'empty';
  if (text.length > longestText) return 'too-long';
  if (channel?.readyState !== 'open') return 'closed';
  try {
    channel.send(text.toWellFormed());
    return 'sent';
  } catch (reason) {
    // the state may be older than the channel (webrtc-pc, RTCDataChannel send)
    if (reason instanceof DOMException) return 'closed';
    throw reason;
  }
}
