/** Everything that the server bounds, in one place; bytes and milliseconds. */
export interface Limits {
  frameBytes: number;
  payloadDepth: number;
  idCharacters: number;
  messagesPerSecond: number;
  messageBurst: number;
  perAddress: number;
  perRoom: number;
  socketsPerAddress: number;
  sockets: number;
  requestMs: number;
  silentMs: number;
  closeMs: number;
  unreadBytes: number;
  unreadMessages: number;
  heldMs: number;
  heldMessages: number;
  heldBytesPerAddress: number;
  heldBytes: number;
  pollMs: number;
  goneMs: number;
  sweepMs: number;
  drainMs: number;
  credentialSeconds: number;
  mirrorsPerAddress: number;
}

/** The limits, each with its reason. */
export const limits: Readonly<Limits> = {
  /** A description of a call with many tracks has 10 to 20 kB; this is three times as much. */
  frameBytes: 64 * 1024,
  /** A payload nests three or four levels; tens of thousands would overflow the stack of what writes it again. */
  payloadDepth: 16,
  /** A UUID has 36. */
  idCharacters: 64,
  /** Candidates of one mesh of eight come as a burst of some 200, and little follows them. */
  messagesPerSecond: 60,
  messageBurst: 400,
  /** A class of thirty behind one NAT, eight tabs each. */
  perAddress: 256,
  /** The same class in the room of those who name none; a lesson's own room has two. */
  perRoom: 256,
  /** Six HTTP connections of a browser beside each WebSocket of a class, and no more. */
  socketsPerAddress: 1024,
  /** Below what a process may commonly open, 20 thousand and more. */
  sockets: 16_000,
  /** From the first byte of a request to its last: slow phones need one or two seconds. */
  requestMs: 10_000,
  /** PeerServer's own `alive_timeout`; a browser wakes the timers of a hidden tab at least once a minute. */
  silentMs: 90_000,
  /** For the other side's half of a closing handshake. */
  closeMs: 2_000,
  /** Sixteen of the largest messages, beyond what the system itself keeps for a reader. */
  unreadBytes: 1024 * 1024,
  unreadMessages: 512,
  /** PeerServer's own `expire_timeout`. */
  heldMs: 5_000,
  /** An offer and its candidates. */
  heldMessages: 64,
  heldBytesPerAddress: 1024 * 1024,
  heldBytes: 32 * 1024 * 1024,
  /** Below the 30 seconds after which many proxies give a silent answer up. */
  pollMs: 25_000,
  /** A page that polls asks again at once; one that is reloaded, and has a new name, looks for its seat for a second. */
  goneMs: 700,
  /** How often what has expired is looked for. */
  sweepMs: 500,
  /** Supervisors commonly kill after ten seconds; open calls need none of this server. */
  drainMs: 2_500,
  /** A day of lessons; who has a credential may relay until it expires. */
  credentialSeconds: 12 * 60 * 60,
  /** A class of thirty behind one NAT, two ends on each page. */
  mirrorsPerAddress: 64,
};
