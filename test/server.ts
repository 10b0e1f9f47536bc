import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The top folder of the project. */
export const top = fileURLToPath(new URL('..', import.meta.url));

/** Our own server over a built site, at a port that was free, as a process of its own. */
export interface SiteServer {
  /** `http://localhost:40123` */
  origin: string;
  /** Ends the process and gives its exit code; undefined when it had ended before. */
  stop(): Promise<number | undefined>;
}

/** Starts the server of `signaling/` over the folder `root`, and the relay beside it; throws when it ends before it has said where it is. */
export async function startSite(root = 'dist', env: NodeJS.ProcessEnv = {}): Promise<SiteServer> {
  const child = spawn(`${top}/node_modules/.bin/node`, ['signaling/start.mjs', '--root', root], {
    cwd: top,
    env: { ...process.env, PORT: '0', RELAY_PORT: '0', RELAY_TLS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const origin = /http:\/\/localhost:\d+/.exec(line)?.[0];
    if (origin) return { origin, stop: () => stop(child) };
  }
  throw new Error('the site server ended before it listened');
}

async function stop(child: ReturnType<typeof spawn>): Promise<number | undefined> {
  if (child.exitCode !== null) return undefined;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const [code] = await ended;
  return code;
}
