import { timingSafeEqual } from 'node:crypto';
import { credentials } from './relay/credentials.ts';

/** Whether the site handed this out to a page, and it has not expired: `1763721600:5f0c11`; `now` in ms since 1970. */
export function isGood(username: string, credential: string, secret: string, now: number): boolean {
  if (username.length > 128) return false;
  const { password, expiresAt = 0 } = credentials(secret)(username) ?? { password: '' };
  const [right, given] = [Buffer.from(password), Buffer.from(credential)];
  return expiresAt > now && given.length === right.length && timingSafeEqual(given, right);
}
