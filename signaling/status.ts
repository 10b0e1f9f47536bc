import type { Context } from './context.ts';
import type { Handler } from './server.ts';

/** Answers `/healthz`, for who decides whether to send somebody here, and `/metrics`, for Prometheus. */
export function status(context: Context): Handler {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    if (request.url === '/healthz') {
      const [code, text] = context.draining ? [503, 'stopping\n'] : [200, 'ok\n'];
      response.writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text);
      return true;
    }
    if (request.url !== '/metrics') return false;
    const type = 'text/plain; version=0.0.4; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(context.metrics.text());
    return true;
  };
}
