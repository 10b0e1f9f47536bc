/** Nonces that the server need not remember: each says itself when and for whom it was made (RFC 8489 §9.2). */
import { hash, timingSafeEqual } from 'node:crypto';

/** Bytes of the time, and of what proves it; written in base64 they are twelve characters, which a short request pays for. */
const timeBytes = 4;
const proofBytes = 5;

/** Makes and checks nonces. */
export interface Nonces {
  /** `client` is what the nonce is bound to: an address and port. */
  make(client: string, now: number): string;
  isFresh(nonce: string, client: string, now: number): boolean;
}

/**
 * Nonces that only who has the key of 32 bytes can make, good for so many milliseconds. Most of the hash is cut off, so that nobody
 * can extend it.
 */
export function nonces(key: Uint8Array, lifetimeMs: number): Nonces {
  const proofOf = (time: Buffer, client: string) =>
    hash('sha256', Buffer.concat([key, time, Buffer.from(client)]), 'buffer').subarray(0, proofBytes);
  return {
    make(client, now) {
      const time = Buffer.alloc(timeBytes);
      time.writeUInt32BE(Math.floor(now / 1_000));
      return Buffer.concat([time, proofOf(time, client)]).toString('base64');
    },
    isFresh(nonce, client, now) {
      const bytes = Buffer.from(nonce, 'base64');
      if (nonce.length !== 12 || bytes.length !== timeBytes + proofBytes) return false;
      const age = now - bytes.readUInt32BE(0) * 1_000;
      if (age < -1_000 || age > lifetimeMs) return false;
      return timingSafeEqual(proofOf(bytes.subarray(0, timeBytes), client), bytes.subarray(timeBytes));
    },
  };
}
