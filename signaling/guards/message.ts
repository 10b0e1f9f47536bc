import { limits } from '../limits.ts';
import { type Reason, Refused } from '../refusals.ts';
import { isPeerId } from './seat.ts';

/** A message between two ids of a room, as PeerServer writes it; what the payload is, is theirs alone. */
export interface Message {
  type: string;
  src: string;
  dst: string;
  payload?: unknown;
}

const types: ReadonlySet<unknown> = new Set(['OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE']);

/** What a client sends so that the server knows that it is there: `{"type":"HEARTBEAT"}`. */
export function isHeartbeat(value: unknown): boolean {
  return isRecord(value) && value['type'] === 'HEARTBEAT';
}

/** Throws `Refused` unless `value`, as it came out of JSON, is a message that may be passed on: `{"type":"OFFER","dst":"b"}`. */
export function checkMessage(value: unknown): asserts value is Omit<Message, 'src'> & Partial<Pick<Message, 'src'>> {
  if (!isRecord(value) || Array.isArray(value)) throw new Refused('not-a-message');
  if (!types.has(value['type']) || !isPeerId(value['dst'])) throw new Refused('not-a-message');
  const fault = faultIn(value, limits.payloadDepth);
  if (fault) throw new Refused(fault);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What is wrong somewhere inside a value, down to `depth` levels. */
function faultIn(value: unknown, depth: number): Reason | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'not-unicode';
  if (!isRecord(value)) return undefined;
  if (depth === 0) return 'too-deep';
  for (const name in value) {
    if (name === '__proto__') return 'hostile-name';
    const fault = faultIn(name, 0) ?? faultIn(value[name], depth - 1);
    if (fault) return fault;
  }
  return undefined;
}
