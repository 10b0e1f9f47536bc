/** What gathering shows of the network it took place in: which of the expected candidates are missing, and why. */
import type { PacketEvent } from '../path-events.ts';
import { addressText } from '../stun/address.ts';
import { find, xorAddressOf } from '../stun/attribute.ts';
import { attributeType } from '../stun/attribute-type.ts';
import { fromHex } from '../stun/hex.ts';
import { parseStun } from '../stun/message.ts';
import type { PeerName, TraceEvent } from '../trace.ts';
import { type Gathering, type GatheringError, gatheringOf, parseServerUrl, type ServerUrl } from './gathering.ts';

export type Diagnosis =
  /** Not begun, or too early to say. */
  | { kind: 'waiting' }
  /** Every kind that was asked for is there. */
  | { kind: 'as-asked' }
  /** No interface but loopback, or none that this browser may use: nothing at all was gathered. */
  | { kind: 'only-loopback' }
  /** No server was given, so only host candidates can come. */
  | { kind: 'no-server' }
  /** `relay` alone is allowed, and no TURN server was given: nothing can come. */
  | { kind: 'relay-without-turn' }
  /** UDP brings no answer while the same host answers by TCP. */
  | { kind: 'udp-blocked'; host: string; ms: number }
  /** The request arrived at our server, which was told to say nothing. */
  | { kind: 'unanswered'; host: string; requests: number; ms: number }
  /** Nothing answers there: no server, or a network that lets nothing through. */
  | { kind: 'silent'; host: string; ms: number }
  /** The server answered that it will not (RFC 8489 §14.8, RFC 8656 §19). */
  | { kind: 'refused'; url: string; code: number; text: string }
  /** The server's name has no address, or it did not answer in the end: 701 (webrtc-pc, RTCPeerConnectionIceErrorEvent). */
  | { kind: 'unreachable'; url: string; text: string }
  /** The server answered with what a host candidate has already (RFC 8445 §5.1.3): `address`, where our server told of it. */
  | { kind: 'redundant'; host: string; answers: number; address?: string };

/**
 * Milliseconds of silence that mean something: by then a Binding request has been sent three times, at 0, 500 and 1500 ms
 * (RFC 8489 §6.2.1).
 */
export const patience = 1500;

/** Names what stands in the way at the end of `peer`, `now` being ms since the trace began; reads events, decides nothing. */
export function diagnose(events: readonly TraceEvent[], peer: PeerName, now: number): Diagnosis {
  const gathering = gatheringOf(events, peer);
  const { began, completed, candidates, policy, urls } = gathering;
  if (began === undefined) return { kind: 'waiting' };
  const ms = completed ?? now - began;
  const servers = urls.map(parseServerUrl).filter((server) => server !== undefined);
  if (policy === 'relay' && !servers.some(({ scheme }) => scheme === 'turn')) return { kind: 'relay-without-turn' };
  const { url = '', code = 0, text = '' } = failureIn(gathering) ?? {};
  // codes of STUN end at 699; 701 is webrtc-pc's own
  if (code > 0 && code < 700) return { kind: 'refused', url, code, text };
  const settled = completed !== undefined || ms >= patience;
  if (!settled) return { kind: 'waiting' };
  // without an interface browsers do not end gathering, they go on hoping for one
  if (policy === 'all' && candidates.length === 0) return { kind: 'only-loopback' };
  if (servers.length === 0) return { kind: 'no-server' };
  const packets = events.filter((event) => event.type === 'packet').filter((event) => event.peer === peer);
  const found = missing(gathering, servers, packets, Math.round(ms));
  return found.kind === 'silent' && code >= 700 ? { kind: 'unreachable', url, text } : found;
}

/** An error of a server that gave nothing: on another interface it may have answered, and that will do. */
function failureIn({ errors, candidates }: Gathering): GatheringError | undefined {
  // where the browser does not say which server a candidate came from, any server may have given it
  const gave = (url: string): boolean =>
    candidates.some((found) => found.candidate.type !== 'host' && (found.url ?? url) === url);
  return errors.find(({ url }) => !gave(url));
}

function missing(
  { candidates, policy }: Gathering,
  servers: readonly ServerUrl[],
  packets: readonly PacketEvent[],
  ms: number,
): Diagnosis {
  const overUdp = servers.filter(({ transport }) => transport === 'udp');
  const [first] = overUdp;
  const reflexive = candidates.some(({ candidate }) => candidate.type === 'srflx');
  const relayed = candidates.filter(({ candidate }) => candidate.type === 'relay');
  const turnWanted = servers.some(({ scheme }) => scheme === 'turn');
  const relayedByUdp = relayed.some(({ relayProtocol }) => relayProtocol !== 'tcp' && relayProtocol !== 'tls');
  const stunWanted = policy === 'all' && overUdp.some(({ scheme }) => scheme === 'stun');
  if ((!stunWanted || reflexive) && (!turnWanted || relayed.length > 0)) return { kind: 'as-asked' };
  const host = first?.host ?? servers[0]?.host ?? '';
  if (stunWanted && !reflexive) {
    const unanswered = packets.filter(({ fate }) => fate === 'unanswered').length;
    if (unanswered > 0) return { kind: 'unanswered', host, requests: unanswered, ms };
    const answers = packets.map(mappedAddress).filter((address) => address !== undefined);
    const [address] = answers;
    if (address) return { kind: 'redundant', host, answers: answers.length, address };
  }
  if (first && relayed.length > 0 && !relayedByUdp) return { kind: 'udp-blocked', host, ms };
  // a TURN server that lends a port by UDP answers by UDP, so a srflx candidate that is missing was redundant
  if (relayedByUdp) return { kind: 'redundant', host, answers: 0 };
  return { kind: 'silent', host, ms };
}

/** 0x0101: a Binding success response (RFC 8489 §5, §18.2). */
const bindingSuccess = 0x0101;

/** What a Binding response told the client of itself, as `192.0.2.2:40103`; undefined of any other packet. */
function mappedAddress({ direction, leg, hex }: PacketEvent): string | undefined {
  const bytes = direction === 'out' && leg === 'client' ? fromHex(hex) : undefined;
  const parsed = bytes ? parseStun(bytes) : undefined;
  if (!parsed?.ok || parsed.message.type !== bindingSuccess) return undefined;
  const attribute = find(parsed.message, attributeType.xorMappedAddress);
  const address = attribute && xorAddressOf(attribute, parsed.message);
  return address && addressText(address);
}
