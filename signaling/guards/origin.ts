import type { IncomingHttpHeaders } from 'node:http';

/** Whose pages may talk to the server. */
export interface OriginPolicy {
  /** Exact origins: `https://course.example`; where there are none, the server's own address is the only one. */
  origins: readonly string[];
  /** Other machines reach this server, by whatever name they have for it. */
  everywhere: boolean;
}

/** Names of this machine; any other that resolves to it was made to by somebody else's DNS. */
const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/**
 * Whether the headers of a request tell of a page that another server sent. Origins are compared whole (RFC 6454 §5), never
 * parsed; a client that is no browser sends none, and could send any.
 */
export function isForeign(headers: IncomingHttpHeaders, policy: OriginPolicy): boolean {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  if (!policy.everywhere && policy.origins.length === 0 && !loopbackHost.test(host)) return true;
  if (origin !== undefined) return !(policy.origins.length > 0 ? policy.origins : [`http://${host}`]).includes(origin);
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
