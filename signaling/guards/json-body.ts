import type { IncomingMessage } from 'node:http';
import { limits } from '../limits.ts';
import { Refused } from '../refusals.ts';

/** Reads the body of a request as JSON, with its length in bytes; rejects with `Refused` when it is none or too large. */
export async function jsonBody(request: IncomingMessage): Promise<{ value: unknown; bytes: number }> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new Refused('not-text');
  const bytes = await wholeBody(request);
  return { value: parsed(decoded(bytes)), bytes: bytes.length };
}

async function wholeBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length']) > limits.frameBytes) throw new Refused('too-large');
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    length += piece.length;
    if (length > limits.frameBytes) throw new Refused('too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refused('not-utf8');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('not-json');
  }
}
