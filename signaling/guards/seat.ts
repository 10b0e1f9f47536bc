import { limits } from '../limits.ts';
import { Refused } from '../refusals.ts';

/** Who somebody says they are, and where: the token proves that they are the same as before. */
export interface Seat {
  room: string;
  id: string;
  token: string;
}

/** What a path asks for. */
export interface Target {
  service: 'peerjs' | 'peerjs/id' | 'poll';
  /** The room that stands in the path, as it stands there. */
  room: string | undefined;
  query: URLSearchParams;
}

const path = /^(?:\/r\/([^/]*))?\/(peerjs|peerjs\/id|poll)$/;

/** Where those meet who name no room, as PeerServer's clients do. */
const commonRoom = 'lobby';

const word = /^[A-Za-z0-9_-]+$/;

/** What PeerJS accepts as an id, without its spaces. */
const peerId = /^[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*$/;

/** Reads the path and query of a request: `/r/blue/peerjs?id=a&token=t`, `/poll?room=blue&id=a&token=t`. */
export function targetOf(url: string | undefined): Target | undefined {
  const [before = '', ...after] = (url ?? '').split('?');
  const match = path.exec(before);
  const service = match?.[2];
  if (service !== 'peerjs' && service !== 'peerjs/id' && service !== 'poll') return undefined;
  return { service, room: match?.[1], query: new URLSearchParams(after.join('?')) };
}

/** The seat that a target names; throws `Refused` when a part of it is missing, double or not made of what it may be. */
export function seatOf({ room: inPath, query }: Target): Seat {
  const rooms = [...(inPath === undefined ? [] : [inPath]), ...query.getAll('room')];
  const [room = commonRoom] = rooms;
  if (rooms.length > 1 || !isWord(room)) throw new Refused('hostile-room');
  const [id = '', ...otherIds] = query.getAll('id');
  if (otherIds.length > 0 || !isPeerId(id)) throw new Refused('hostile-id');
  const [token = '', ...otherTokens] = query.getAll('token');
  if (otherTokens.length > 0 || !isWord(token)) throw new Refused('hostile-token');
  return { room, id, token };
}

/** Whether an id may be given to somebody: `a`, `5f0c-11`; not `__proto__`, not `a/b`. */
export function isPeerId(text: unknown): text is string {
  return typeof text === 'string' && text.length <= limits.idCharacters && peerId.test(text);
}

/** Whether a room may have this name: `7QX4-2MKD`. */
export function isRoom(text: string): boolean {
  return isWord(text);
}

function isWord(text: string): boolean {
  return text.length <= limits.idCharacters && word.test(text);
}
