import { createHmac, randomUUID } from 'node:crypto';

/** A username and what proves that the site handed it out. */
export interface TurnCredential {
  username: string;
  credential: string;
}

/**
 * A username that nobody else has, until `expires`, in seconds since 1970: `1763721600:5f0c1187-…`, and base64(HMAC-SHA1(secret,
 * username)), which coturn's `use-auth-secret` and our relay check without asking us.
 */
export function turnCredential(secret: string, expires: number): TurnCredential {
  const username = `${expires}:${randomUUID()}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
