import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether a page was handed this by the site, whose secret is ours, and when it expires: `1763721600:5f0c11`, in ms since 1970. */
export function isGood(username: string, credential: string, secret: string, now: number): boolean {
  const expires = Number(/^(\d{1,12}):[\w-]{1,64}$/.exec(username)?.[1] ?? 0) * 1000;
  const right = createHmac('sha1', secret).update(username).digest();
  const given = Buffer.from(credential, 'base64');
  return expires > now && given.length === right.length && timingSafeEqual(given, right);
}
