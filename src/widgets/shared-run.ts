/** A run in a link: the trace, compressed, after the `#`, which a browser never sends to a server (RFC 3986 §3.5). */
import { redactAddresses } from '#domain/redaction.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace, parseTrace, type TraceReading } from '#domain/trace-file.ts';

/** Longest link in characters: chat and mail programs break longer ones, browsers take more. */
export const longestLink = 32_000;
/** Most that a link may unfold to, in bytes: a few bytes can be made to unfold to gigabytes. */
const mostBytes = 16_000_000;

const prefix = '#run=1.';

/** What is looked at: so many events of the run, and which pane. */
export interface View {
  cursor: number;
  tab: string;
}

/** A run as it is shared, and the view of it. */
export interface SharedRun extends View {
  browser: string;
  events: readonly TraceEvent[];
}

/** A run that came in a link. `broken`: it was cut off, altered, or made by another version; the reading has what could be read. */
export type OpenedRun = { broken: true; otherVersion?: true } | ({ broken: false; reading: TraceReading } & View);

/** The text of a trace as it leaves this page: public addresses are replaced unless the reader keeps them. */
export function sharedText(browser: string, events: readonly TraceEvent[], keepAddresses: boolean): string {
  const text = formatTrace(browser, events);
  return keepAddresses ? text : redactAddresses(text);
}

/** The part of a link from its `#` on. */
export async function runToHash({ browser, events, cursor, tab }: SharedRun, keepAddresses: boolean): Promise<string> {
  const text = sharedText(browser, events, keepAddresses);
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return `${prefix}${cursor}.${tab}.${toBase64Url(bytes)}`;
}

/** Reads a link's `#…`; undefined when there is no run in it. Never throws. */
export async function hashToRun(hash: string): Promise<OpenedRun | undefined> {
  if (!hash.startsWith('#run=')) return undefined;
  const [, cursor = '', tab = '', payload = ''] = /^#run=1\.(\d{1,9})\.([a-z]+)\.([\w-]+)$/.exec(hash) ?? [];
  if (payload === '') return /^#run=(?!1\.)\d+\./.test(hash) ? { broken: true, otherVersion: true } : { broken: true };
  try {
    const reading = parseTrace(await unpack(fromBase64Url(payload)));
    return { broken: false, reading, cursor: Number(cursor), tab };
  } catch {
    return { broken: true };
  }
}

async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (!value) break;
    length += value.byteLength;
    if (length > mostBytes) throw new Error(`The run in this link is larger than ${mostBytes} bytes.`);
    parts.push(value);
  }
  return new Blob(parts).text();
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
