import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { serverFlags } from '../../signaling/launch.mjs';
import { top } from '../server.ts';

/** Our server over the built site, which a test kills, and starts again at the same port. */
export class MortalServer {
  #child: ChildProcess | undefined;
  #port = 0;

  /** `http://localhost:40123` */
  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  /** Starts it, the first time at a port that is free; throws when that is no longer so. */
  async start(): Promise<void> {
    const child = spawn(`${top}/node_modules/.bin/node`, [...serverFlags, 'signaling/main.ts'], {
      cwd: top,
      env: { ...process.env, PORT: String(this.#port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    createInterface(child.stdout).on('line', (line) => {
      const port = /http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', () => reject(new Error('the server ended before it listened')));
    const port = await promise;
    if (this.#port !== 0 && port !== this.#port) throw new Error(`port ${this.#port} is somebody else's now`);
    this.#port = port;
  }

  /** Ends it at once, without a word to anybody. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
