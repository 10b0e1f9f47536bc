import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** The address that a request is counted under; behind a proxy the last one that the proxy has noted. */
export function addressOf(request: IncomingMessage, behindProxy: boolean): string {
  const noted = behindProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : undefined;
  return countedAs(noted || request.socket.remoteAddress || '');
}

/** One IPv6 customer has a whole /64, and is counted as one; `::ffff:192.0.2.1` is `192.0.2.1`. */
export function countedAs(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return isIPv6(address) ? `${firstHextets(address).join(':')}::/64` : address;
}

/** The first four of eight hextets, `::` written out: `2001:db8::1` is `2001`, `db8`, `0`, `0`. */
function firstHextets(address: string): string[] {
  const [before = '', after] = address.split('%', 1)[0]?.toLowerCase().split('::') ?? [];
  const left = before.split(':').filter(Boolean);
  const right = after?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4);
}

/** What each address has taken of something that is bounded: connections, or bytes. */
export class Shares {
  readonly #taken = new Map<string, number>();

  /** Takes so much; false, and nothing is taken, when that is more than `limit` in all. */
  take(address: string, limit: number, amount = 1): boolean {
    const taken = (this.#taken.get(address) ?? 0) + amount;
    if (taken > limit) return false;
    this.#taken.set(address, taken);
    return true;
  }

  giveBack(address: string, amount = 1): void {
    const left = (this.#taken.get(address) ?? 0) - amount;
    if (left > 0) this.#taken.set(address, left);
    else this.#taken.delete(address);
  }
}
