/**
 * The candidate line of RFC 8839 §5.1:
 * `candidate:1 1 udp 2122260223 192.0.2.1 51620 typ srflx raddr 10.0.0.2 rport 5000 generation 0`
 */

/** How an address was learned (RFC 8445 §5.1.1, §7.3.1.3). */
export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

/** The role of a TCP candidate (RFC 6544 §4.5). */
export type TcpType = 'active' | 'passive' | 'so';

export interface Candidate {
  foundation: string;
  /** 1 for RTP, or for everything when RTCP is multiplexed; 2 for RTCP alone. */
  component: number;
  /** In lower case, as `udp`. */
  transport: string;
  /** 1 to 2^31 - 1. */
  priority: number;
  /** IPv4, IPv6 or a name. */
  address: string;
  port: number;
  type: CandidateType;
  relatedAddress?: string;
  relatedPort?: number;
  tcpType?: TcpType;
  ufrag?: string;
  generation?: number;
  networkId?: number;
  networkCost?: number;
  /** Every extension in its order, known or not. */
  extensions: readonly (readonly [name: string, value: string])[];
  /** The address is a name that hides a local one (draft-ietf-mmusic-mdns-ice-candidates). */
  isMdns: boolean;
}

/** The field that does not follow the grammar. */
export type CandidateField =
  | 'prefix'
  | 'foundation'
  | 'component'
  | 'transport'
  | 'priority'
  | 'address'
  | 'port'
  | 'type'
  | 'relatedAddress'
  | 'relatedPort'
  | 'tcpType'
  | 'extension';

export type CandidateResult = { ok: true; candidate: Candidate } | { ok: false; field: CandidateField; value: string };

const types: ReadonlySet<string> = new Set<CandidateType>(['host', 'srflx', 'prflx', 'relay']);
const tcpTypes: ReadonlySet<string> = new Set<TcpType>(['active', 'passive', 'so']);

const isCandidateType = (value: string): value is CandidateType => types.has(value);
const isTcpType = (value: string): value is TcpType => tcpTypes.has(value);

/** The digits of `value` as a number within the bounds, else undefined. */
function integer(value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined || value.length === 0 || value.length > 10) return undefined;
  let number = 0;
  for (let i = 0; i < value.length; i++) {
    const digit = value.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number >= least && number <= most ? number : undefined;
}

/** ALPHA / DIGIT / "+" / "/" (RFC 8839 §5.1, ice-char). */
function isIceChars(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    const letter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!letter && !(code >= 47 && code <= 57) && code !== 43) return false;
  }
  return true;
}

const wrong = (field: CandidateField, value: string | undefined): CandidateResult => ({
  ok: false,
  field,
  value: value ?? '',
});

/**
 * Parses a candidate as `icecandidate` gives it (`candidate:…`) or as it stands in a description (`a=candidate:…`).
 * Never throws: a bad line names its first bad field (RFC 8839 §5.1).
 */
export function parseCandidate(line: string): CandidateResult {
  const text = line.startsWith('a=') ? line.slice(2) : line;
  if (!text.startsWith('candidate:')) return wrong('prefix', text.slice(0, 10));
  return parseCandidateValue(text.slice(10));
}

/** Takes the words of a line one after the other. */
interface Words {
  readonly text: string;
  at: number;
}

function nextWord(words: Words): string | undefined {
  if (words.at > words.text.length) return undefined;
  const space = words.text.indexOf(' ', words.at);
  const end = space === -1 ? words.text.length : space;
  const word = words.text.slice(words.at, end);
  words.at = end + 1;
  return word;
}

/** Parses what follows `candidate:`; `keepExtensions` false leaves the list of extensions empty. */
export function parseCandidateValue(value: string, keepExtensions = true): CandidateResult {
  const words: Words = { text: value, at: 0 };
  const foundation = nextWord(words) ?? '';
  if (foundation === '' || foundation.length > 32 || !isIceChars(foundation)) return wrong('foundation', foundation);
  const id = nextWord(words);
  const component = integer(id, 1, 256);
  if (component === undefined) return wrong('component', id);
  const transport = (nextWord(words) ?? '').toLowerCase();
  if (transport === '') return wrong('transport', transport);
  const rank = nextWord(words);
  const priority = integer(rank, 1, 2 ** 31 - 1);
  if (priority === undefined) return wrong('priority', rank);
  return readAddress(words, { foundation, component, transport, priority }, keepExtensions);
}

type Front = Pick<Candidate, 'foundation' | 'component' | 'transport' | 'priority'>;

function readAddress(words: Words, front: Front, keepExtensions: boolean): CandidateResult {
  const address = nextWord(words) ?? '';
  if (address === '') return wrong('address', address);
  const rawPort = nextWord(words);
  const port = integer(rawPort, 0, 65535);
  if (port === undefined) return wrong('port', rawPort);
  const typ = nextWord(words);
  if (typ !== 'typ') return wrong('type', typ);
  const type = nextWord(words) ?? '';
  if (!isCandidateType(type)) return wrong('type', type);
  const extensions: [string, string][] = [];
  const candidate = { ...front, address, port, type, extensions, isMdns: address.endsWith('.local') };
  return readExtensions(words, candidate, keepExtensions ? extensions : undefined);
}

function readExtensions(words: Words, candidate: Candidate, extensions?: [string, string][]): CandidateResult {
  for (let name = nextWord(words); name !== undefined; name = nextWord(words)) {
    const value = nextWord(words);
    if (name === '' && value === undefined) break;
    if (name === '' || value === undefined) return wrong('extension', name);
    extensions?.push([name, value]);
    const bad = keepExtension(candidate, name, value);
    if (bad) return wrong(bad, value);
  }
  return { ok: true, candidate };
}

/** Stores an extension that has a typed field; gives back the field when its value is wrong. */
function keepExtension(candidate: Candidate, name: string, value: string): CandidateField | undefined {
  if (name === 'raddr') {
    candidate.relatedAddress = value;
  } else if (name === 'rport') {
    const port = integer(value, 0, 65535);
    if (port === undefined) return 'relatedPort';
    candidate.relatedPort = port;
  } else if (name === 'tcptype') {
    if (!isTcpType(value)) return 'tcpType';
    candidate.tcpType = value;
  } else if (name === 'ufrag') {
    candidate.ufrag = value;
  } else {
    keepNumber(candidate, name, value);
  }
  return undefined;
}

/** The extensions that libwebrtc adds; a value that is no number stays an extension only. */
function keepNumber(candidate: Candidate, name: string, value: string): void {
  const number = integer(value, 0, 2 ** 32 - 1);
  if (number === undefined) return;
  if (name === 'generation') candidate.generation = number;
  else if (name === 'network-id') candidate.networkId = number;
  else if (name === 'network-cost') candidate.networkCost = number;
}
