import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the project, with a slash at its end. */
export const top = fileURLToPath(new URL('..', import.meta.url));

/** What the server's Node is told: messages live for a moment, so collect them early rather than let the heap grow. */
export const serverFlags = ['--optimize-for-size'];

const handedOn = ['SIGINT', 'SIGTERM'];

/** Runs Node on `args` in the top folder, with `more` in its environment, hands on the signals that end it, and gives its exit code. */
export async function launch(node, args, more = {}) {
  const path = `${top}node_modules/.bin${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, ASTRO_TELEMETRY_DISABLED: '1', ...more };
  const child = spawn(node, args, { cwd: top, env, stdio: 'inherit' });
  const hand = (signal) => child.kill(signal);
  for (const signal of handedOn) process.on(signal, hand);
  try {
    return await exitOf(child);
  } finally {
    for (const signal of handedOn) process.off(signal, hand);
  }
}

/** The exit code of a child process; one ended by a signal has failed. Rejects when it cannot be started. */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
