/** What a peer has received, in words and as a number that grows. */
import type { PeerSnapshot } from '#domain/trace-index.ts';
import { fill } from '#i18n/fill.ts';
import type { BenchWords } from './bench-words.ts';

/** Grows with every message and with every sample that shows new frames or sound. */
export const crossedTo = ({ messages, stats }: PeerSnapshot): number =>
  messages + (stats?.framesDecoded ?? 0) + (stats?.samplesReceived ?? 0);

/** `messages received: 3 · frames decoded: 45`, or that nothing flows. */
export function receivedText({ stats, messages }: PeerSnapshot, words: BenchWords): string {
  const parts = [
    messages > 0 ? fill(words.messages, { count: messages }) : '',
    stats?.framesDecoded ? fill(words.frames, { count: stats.framesDecoded }) : '',
    stats?.samplesReceived ? fill(words.samples, { count: stats.samplesReceived }) : '',
    roundTripText(stats?.roundTripTime, words),
  ].filter(Boolean);
  return parts.length === 0 ? words.flowNone : parts.join(' · ');
}

/** Browsers give whole ms: `round trip 2 ms`, and 0 for what took less than one. */
function roundTripText(ms: number | undefined, words: BenchWords): string {
  if (ms === undefined) return '';
  return ms < 1 ? words.roundTripShort : fill(words.roundTrip, { ms: ms.toFixed(0) });
}

/** What is on its way in a lane: the message last received, or the bytes that crossed. */
export function laneText({ lastMessage, stats }: PeerSnapshot, words: BenchWords): string {
  const bytes =
    stats && stats.bytesReceived >= 50 ? fill(words.bytes, { received: (stats.bytesReceived / 1000).toFixed(1) }) : '';
  const message = lastMessage ? fill(words.lastMessage, { text: lastMessage }) : '';
  return [message, bytes].filter(Boolean).join(' · ');
}
