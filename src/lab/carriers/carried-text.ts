/** Letters as a text that a person carries: `trickle.1.1234.eJyr…`, the version, the number of characters that follow, and the letters. */
import type { PeerName } from '#domain/trace.ts';

const version = 1;
/** Most characters of a text, and most bytes that it may unfold to: a few bytes can be made to unfold to gigabytes. */
const longest = 262_144;
const mostBytes = 4_194_304;

/** What a text holds; the letters may be anything, as the text may be anybody's. */
export interface Carried {
  room: string;
  from: PeerName;
  letters: readonly unknown[];
}

/** Why a text cannot be taken; each names a sentence. */
export type TextProblemKey =
  | 'not-ours'
  | 'other-version'
  | 'cut-off'
  | 'altered'
  | 'too-long'
  | 'own-text'
  | 'other-room';

export class TextProblem extends Error {
  override name = 'TextProblem';
  readonly key: TextProblemKey;

  constructor(key: TextProblemKey) {
    super(`This text cannot be taken: ${key}.`);
    this.key = key;
  }
}

/** Writes the text: JSON, compressed (RFC 1950), in base64url (RFC 4648 §5). */
export async function carriedText(carried: Carried): Promise<string> {
  const packed = new Blob([JSON.stringify(carried)]).stream().pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const data = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `trickle.${version}.${data.length}.${data}`;
}

/** Reads a text, whatever stands around it and however it was broken into lines. Rejects with `TextProblem`. */
export async function readCarriedText(text: string): Promise<Carried> {
  if (text.length > longest) throw new TextProblem('too-long');
  const data = dataIn(text.replace(/\s+/g, ''));
  try {
    const value: unknown = JSON.parse(await unfolded(data));
    if (isCarried(value)) return value;
  } catch (reason) {
    if (reason instanceof TextProblem) throw reason;
  }
  throw new TextProblem('altered');
}

function dataIn(text: string): string {
  const start = /trickle\.(\d+)\.(.*)$/.exec(text);
  if (!start) throw new TextProblem('not-ours');
  const [, found, rest = ''] = start;
  if (Number(found) !== version) throw new TextProblem('other-version');
  const [whole = '', length = '0', data = ''] = /^(\d+)\.([\w-]*)/.exec(rest) ?? [];
  if (whole === '') throw new TextProblem(/^\d*$/.test(rest) ? 'cut-off' : 'altered');
  if (data.length < Number(length)) throw new TextProblem(whole === rest ? 'cut-off' : 'altered');
  return data.slice(0, Number(length));
}

/** Rejects where the checksum is not that of the text. */
async function unfolded(data: string): Promise<string> {
  const bytes = Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.byteLength;
    if (length > mostBytes) throw new TextProblem('too-long');
    parts.push(read.value);
  }
  return new Blob(parts).text();
}

function isCarried(value: unknown): value is Carried {
  if (typeof value !== 'object' || value === null) return false;
  const has = 'room' in value && 'from' in value && 'letters' in value;
  return (
    has && typeof value.room === 'string' && (value.from === 'a' || value.from === 'b') && Array.isArray(value.letters)
  );
}
