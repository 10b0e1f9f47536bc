/** Who may use the relay, and with which password. */
import { createHmac } from 'node:crypto';

/** What a username stands for. */
export interface Credential {
  password: string;
  /** The site gave it to a page of this course. */
  pageIssued: boolean;
  /** Milliseconds since 1970; undefined where it does not expire. */
  expiresAt: number | undefined;
}

/**
 * The password of a time-limited username, as coturn's `use-auth-secret` and the site make it: base64(HMAC-SHA1(secret, username)),
 * `1893456000:page` being good until 2030.
 */
export function timeLimitedPassword(secret: string, username: string): string {
  return createHmac('sha1', secret).update(username).digest('base64');
}

/** Gives the credential of a username: one of `users`, or a time-limited one; undefined where it is neither. */
export function credentials(
  secret: string,
  users: Readonly<Record<string, string>> = {},
): (username: string) => Credential | undefined {
  const known = new Map(Object.entries(users));
  return (username) => {
    const own = known.get(username);
    if (own !== undefined) return { password: own, pageIssued: false, expiresAt: undefined };
    const seconds = /^(\d{1,12}):./.exec(username)?.[1];
    if (seconds === undefined) return undefined;
    const password = timeLimitedPassword(secret, username);
    return { password, pageIssued: true, expiresAt: Number(seconds) * 1_000 };
  };
}
