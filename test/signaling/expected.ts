import { type Reason, refusals } from '../../signaling/refusals.ts';
import { peerUrl } from './raw-peer.ts';

/** What the table says of a reason; throws when there is none of this name. */
export function refusalOf(reason: string): { close: number; status: number; text: string } {
  if (!isReason(reason)) throw new Error(`${reason} is no reason`);
  return refusals[reason];
}

/** How a connection is closed for a reason: `4400 A message must be JSON.` */
export function closing(reason: string): string {
  const { close, text } = refusalOf(reason);
  return `${close} ${text}`;
}

/** The path and query by which somebody joins a room. */
export function peerPath(room: string, id: string): string {
  const { pathname, search } = new URL(peerUrl(0, room, id));
  return pathname + search;
}

function isReason(text: string): text is Reason {
  return text in refusals;
}
