import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { serverFlags } from '../../signaling/launch.mjs';
import { top } from '../server.ts';

/** The server of `npm start`, as a process of its own. */
export interface ServerProcess {
  port: number;
  /** What it has printed. */
  lines: string[];
  child: ChildProcess;
}

/** Starts the server at a free port, until the test is finished at the latest; throws when it ends before it has said where it is. */
export async function startProcess(args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const child = spawn(`${top}/node_modules/.bin/node`, [...serverFlags, 'signaling/main.ts', ...args], {
    cwd: top,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      const port = /http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
  }
  child.once('exit', () => reject(new Error(lines.join('\n'))));
  return { port: await promise, lines, child };
}

/** Ends the process by a signal, and gives its exit code and how many milliseconds that took. */
export async function endProcess(
  { child }: ServerProcess,
  signal: NodeJS.Signals,
): Promise<{ code: number; ms: number }> {
  const started = performance.now();
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return { code, ms: performance.now() - started };
}
