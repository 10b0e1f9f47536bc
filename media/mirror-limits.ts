/** Everything that the control of the relay bounds; bytes, milliseconds and counts. */
export interface MirrorLimits {
  pages: number;
  openMs: number;
  silentMs: number;
  sweepMs: number;
  messageBytes: number;
  messageBurst: number;
  messagesPerSecond: number;
  stunBurst: number;
  stunPerSecond: number;
  checkBurst: number;
  checksPerSecond: number;
  dataBurst: number;
  dataPerSecond: number;
  stunBytes: number;
  dataBytes: number;
  stateMs: number;
  countsMs: number;
  listed: number;
  unreadBytes: number;
}

/** The limits, each with its reason. */
export const mirrorLimits: Readonly<MirrorLimits> = {
  /** A page of a lesson has two links at most: a class of thirty, and as many again. Each has two to four sockets. */
  pages: 128,
  /** From the WebSocket to the credential; a page says it at once. */
  openMs: 5_000,
  /** A link asks for the time every five seconds; a browser wakes the timers of a hidden tab at least once a minute. */
  silentMs: 90_000,
  sweepMs: 1_000,
  /** The longest message of a page has some 200. */
  messageBytes: 2_048,
  /** A slider that is dragged says its wish sixty times a second. */
  messageBurst: 200,
  messagesPerSecond: 60,
  /** Gathering of a call with a dozen candidates, and what keeps its allocations. */
  stunBurst: 400,
  stunPerSecond: 40,
  /** STUN between the ends: checks of a dozen pairs, then some for consent (RFC 7675 §5.1); Chromium sends 20 a second where answers stay away. */
  checkBurst: 400,
  checksPerSecond: 60,
  /** The first dozens show what data looks like, then one now and then that it flows; counts tell of all. */
  dataBurst: 64,
  dataPerSecond: 2,
  /** A datagram of Ethernet; the rest of a longer one is cut off. */
  stunBytes: 1_500,
  dataBytes: 24,
  /** How often a page is told what is held for it: while that changes, and while no more than its counts do. */
  stateMs: 100,
  countsMs: 500,
  /** Permissions and channels of an allocation, of which so many are told. */
  listed: 32,
  /** What a page may leave unread. */
  unreadBytes: 1024 * 1024,
};
