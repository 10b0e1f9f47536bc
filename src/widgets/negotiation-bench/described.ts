import type { Description, PeerName } from '#domain/trace.ts';
import type { PeerSnapshot, Snapshot } from '#domain/trace-index.ts';

/** A description that is on the table at a moment, and what to hold it against. */
export interface Described {
  peer: PeerName;
  description: Description;
  /** Only text so far: createOffer or createAnswer gave it, and nothing has applied it. */
  applied: boolean;
  /** The offer, for an answer; for an offer that was applied, the text it was made with. */
  against?: Description;
}

function ofPeer(
  peer: PeerName,
  { created, local, remote }: PeerSnapshot,
  type: 'offer' | 'answer',
): Described | undefined {
  const description = local?.type === type ? local : created?.type === type ? created : undefined;
  if (!description) return undefined;
  const against = type === 'answer' ? remote : created?.type === 'offer' ? created : undefined;
  const found = { peer, description, applied: description === local };
  return against && against !== description ? { ...found, against } : found;
}

/** The offer, or the answer, that either peer holds at a moment. */
export function describedAt(snapshot: Snapshot, type: 'offer' | 'answer'): Described | undefined {
  return ofPeer('a', snapshot.a, type) ?? ofPeer('b', snapshot.b, type);
}
