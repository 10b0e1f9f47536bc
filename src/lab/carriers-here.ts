/** Which carriers of signaling can be had here: those that need no server always, those of a server where the host says it has one. */
import type { CarrierName } from '#domain/trace.ts';

/** Carriers that a host may offer. */
const served = ['peerserver', 'polling'] as const;
export type ServedCarrier = (typeof served)[number];

/** The carriers that this page can use, those first that ask least of the reader. */
export async function carriersHere(signal: AbortSignal): Promise<CarrierName[]> {
  const secure = navigator.locks !== undefined;
  const offered = (await carriersOf(location.href, signal)) ?? [];
  return ['in-page', ...(secure ? (['broadcast-channel'] as const) : []), ...offered, 'copy-paste'];
}

/**
 * Asks a host what it offers: `{"carriers":["peerserver","polling"]}` at `/carriers.json`. A static host has the file as it was built,
 * which says none; so says a server of a page that it turns away, and a host whose answer cannot be read. Undefined when no answer came.
 */
export async function carriersOf(host: string | URL, signal: AbortSignal): Promise<ServedCarrier[] | undefined> {
  try {
    const answer = await fetch(new URL('/carriers.json', host), { cache: 'no-store', signal });
    const text = await answer.text();
    return answer.ok ? offeredIn(text) : [];
  } catch {
    return undefined;
  }
}

function offeredIn(json: string): ServedCarrier[] {
  try {
    const value: unknown = JSON.parse(json);
    const listed = typeof value === 'object' && value !== null && 'carriers' in value ? value.carriers : undefined;
    return Array.isArray(listed) ? served.filter((name) => listed.includes(name)) : [];
  } catch {
    return [];
  }
}
