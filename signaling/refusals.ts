/** How a refusal reaches who is refused: by a WebSocket close code, or by an HTTP status. */
interface Refusal {
  /** RFC 6455 §7.4.1 where it has one that fits; else 4000 and the HTTP status. */
  close: number;
  /** RFC 9110 §15 */
  status: number;
  /** One sentence for a reader, at most 123 bytes: what a close frame holds. */
  text: string;
}

/** Every reason for which the server refuses something. */
export const refusals = {
  'foreign-origin': { close: 4403, status: 403, text: 'This page is not from this server.' },
  'hostile-room': { close: 4400, status: 400, text: 'A room is 1 to 64 letters, digits, hyphens or underscores.' },
  'hostile-id': {
    close: 4400,
    status: 400,
    text: 'An id is letters and digits, with - or _ between them, at most 64.',
  },
  'hostile-token': { close: 4400, status: 400, text: 'A token is 1 to 64 letters, digits, hyphens or underscores.' },
  'wrong-key': { close: 4403, status: 403, text: 'The key must be peerjs.' },
  'id-taken': { close: 4409, status: 409, text: 'Somebody else has this id in this room.' },
  replaced: { close: 4410, status: 410, text: 'The same id and token came again by another connection.' },
  'too-large': { close: 1009, status: 413, text: 'A message is at most 64 KiB.' },
  'not-text': { close: 1003, status: 415, text: 'Messages are JSON.' },
  'not-utf8': { close: 1007, status: 400, text: 'A message must be UTF-8.' },
  'not-unicode': { close: 4400, status: 400, text: 'A message holds half of a surrogate pair.' },
  'not-json': { close: 4400, status: 400, text: 'A message must be JSON.' },
  'not-a-message': { close: 4400, status: 400, text: 'A message needs a known type and the id it is for.' },
  'hostile-name': { close: 4400, status: 400, text: 'A message names a property __proto__.' },
  'too-deep': { close: 4400, status: 400, text: 'A message nests too deep.' },
  'protocol-error': { close: 1002, status: 400, text: 'This is not the WebSocket protocol.' },
  'too-many-pieces': { close: 1008, status: 400, text: 'A message comes in too many pieces.' },
  flooding: { close: 4429, status: 429, text: 'Too many messages a second.' },
  'too-many-connections': { close: 4429, status: 429, text: 'Too many connections from one address.' },
  'slow-reader': { close: 1008, status: 429, text: 'Messages are not being read.' },
  'held-too-much': { close: 4429, status: 429, text: 'Too many messages wait for who is not there.' },
  'room-full': { close: 4429, status: 429, text: 'This room has no seat left.' },
  'wrong-sequence': { close: 4409, status: 409, text: 'The sequence number does not follow the last one.' },
  silent: { close: 4408, status: 408, text: 'Nothing was heard for a long time, not even a heartbeat.' },
  'unfinished-request': { close: 4408, status: 408, text: 'The request was not finished in time.' },
  'malformed-request': { close: 1002, status: 400, text: 'This is not an HTTP request.' },
  'unknown-path': { close: 4404, status: 404, text: 'There is no WebSocket here.' },
  'unknown-method': { close: 4405, status: 405, text: 'Polling is GET, POST and DELETE.' },
  'no-relay': { close: 4503, status: 503, text: 'The relay is not there.' },
  draining: { close: 1001, status: 503, text: 'The server is stopping.' },
} satisfies Record<string, Refusal>;

/** Names a refusal, in metrics, logs and answers. */
export type Reason = keyof typeof refusals;

/** Something was refused, for a reason of the table. */
export class Refused extends Error {
  override name = 'Refused';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(refusals[reason].text);
    this.reason = reason;
  }
}
