import type { CandidateInit } from './trace.ts';

/** What addIceCandidate looks up in a media description: `a=mid:0` and `a=ice-ufrag:EsAw`. */
export interface MediaIdentity {
  mid: string | undefined;
  usernameFragments: string[];
}

/** The media descriptions of an SDP by identity; a fragment above the first m= line counts for each (RFC 8839 §5.4). */
export function mediaIdentities(sdp: string): MediaIdentity[] {
  const [session = '', ...media] = sdp.split(/^(?=m=)/m);
  const fragments = (part: string) => [...part.matchAll(/^a=ice-ufrag:(\S+)/gm)].map((match) => match[1] ?? '');
  const shared = fragments(session);
  return media.map((part) => ({
    mid: /^a=mid:(\S+)/m.exec(part)?.[1],
    usernameFragments: [...shared, ...fragments(part)],
  }));
}

/**
 * The error with which addIceCandidate refuses a candidate that names no media description or ICE generation of the remote
 * descriptions (the pending one first), or undefined when it accepts it (webrtc-pc, addIceCandidate).
 */
export function candidateError(candidate: CandidateInit, remote: readonly string[]): 'OperationError' | undefined {
  const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  const named = remote.map((sdp) => {
    const media = mediaIdentities(sdp);
    if (sdpMid !== null) return media.filter((each) => each.mid === sdpMid);
    return sdpMLineIndex === null ? media : media.slice(sdpMLineIndex, sdpMLineIndex + 1);
  });
  const nowhere = (sdpMid !== null || sdpMLineIndex !== null) && named[0]?.length === 0;
  const known = named.flat().some((each) => each.usernameFragments.includes(usernameFragment ?? ''));
  return nowhere || (usernameFragment !== null && !known) ? 'OperationError' : undefined;
}
