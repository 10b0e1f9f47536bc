/** Sentences that name a signalingState, with the name set as the pills of the panel are. */
import type { PeerName } from '#domain/trace.ts';
import { toneOf } from './pictures.ts';

/** A stretch of a sentence; `state` when it is the name of an RTCSignalingState (webrtc-pc, RTCSignalingState enum). */
export interface Stretch {
  text: string;
  state: boolean;
}

const names = /(have-(?:local|remote)-(?:offer|pranswer)|stable)/;

/** `it is in stable again` is three stretches, the second of which is a state. */
export function stretchesOf(sentence: string): Stretch[] {
  const stretches = sentence.split(names).map((text, i) => ({ text, state: i % 2 === 1 }));
  return stretches.filter(({ text }) => text !== '');
}

/** Writes only what has changed, as `write` does. */
export function writeStates(element: HTMLElement, sentence: string, peer: PeerName): void {
  if (element.textContent === sentence) return;
  element.replaceChildren(
    ...stretchesOf(sentence).map(({ text, state }) => {
      if (!state) return text;
      const pill = document.createElement('span');
      pill.className = 'pill';
      pill.dataset.tone = toneOf(peer, 'signalingState', text);
      pill.textContent = text;
      return pill;
    }),
  );
}
