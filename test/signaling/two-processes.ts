import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { top } from '../server.ts';

/** The site and the relay, as `npm start` starts them once it has installed and built. */
export interface TwoProcesses {
  /** The port of the site. */
  port: number;
  /** What they have printed. */
  lines: string[];
  /** Resolves when a line matches. */
  printed(pattern: RegExp): Promise<void>;
  starter: ChildProcess;
}

/** Starts both at free ports unless `env` says otherwise, until the test is finished at the latest. */
export async function startBoth(args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<TwoProcesses> {
  const starter = spawn(`${top}/node_modules/.bin/node`, ['signaling/start.mjs', '--root', 'public', ...args], {
    cwd: top,
    env: { ...process.env, PORT: '0', RELAY_PORT: '0', RELAY_TLS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => starter.once('close', resolve));
  onTestFinished(async () => {
    starter.kill('SIGTERM');
    await ended;
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [starter.stdout, starter.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const printed = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (lines.some((line) => pattern.test(line))) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`${pattern} was never printed, but:\n${lines.join('\n')}`)));
    });
  await printed(/Trickle is at/);
  const port = Number(/localhost:(\d+)/.exec(lines.join('\n'))?.[1]);
  return { port, lines, printed, starter };
}

/** The number of a process that the starter has started, by the file it runs; undefined where there is none. Linux alone tells. */
export async function processOf({ starter }: TwoProcesses, file: string): Promise<number | undefined> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const number of numbers) {
    const [status, command] = await Promise.all(
      ['status', 'cmdline'].map((name) => readFile(`/proc/${number}/${name}`, 'utf8').catch(() => '')),
    );
    if (status?.includes(`PPid:\t${starter.pid}\n`) && command?.includes(file)) return Number(number);
  }
  return undefined;
}

/** Whether a process is still there. */
export function isThere(number: number): boolean {
  try {
    return process.kill(number, 0);
  } catch {
    return false;
  }
}
