import { existsSync } from 'node:fs';
import { startSite, top } from '../server.ts';

/** Serves the built site for all browser tests; the workers read its address from `TRICKLE_ORIGIN`. */
export default async function globalSetup(): Promise<() => Promise<unknown>> {
  if (!existsSync(`${top}/dist/index.html`)) throw new Error('there is no dist/ to test: run npm run build first');
  const server = await startSite();
  process.env['TRICKLE_ORIGIN'] = server.origin;
  return server.stop;
}
