import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { exitOf, launch, serverFlags, top } from './launch.mjs';

/** Milliseconds that the relay has to end by itself. */
const patience = 3_000;

/**
 * Starts the site with its signaling, and the relay in a process of its own; they share a secret, with which the one signs
 * credentials and the other checks them. Where TURN_URLS names other servers, they do the relay's work. Gives the exit code.
 */
export async function start(node, rest) {
  const site = (env) => launch(node, [...serverFlags, 'signaling/main.ts', ...rest], env);
  if (process.env.TURN_URLS) {
    console.log(`Relaying is left to ${process.env.TURN_URLS}; our relay is not started.`);
    return site({});
  }
  const secret = process.env.TURN_SECRET || randomBytes(32).toString('base64url');
  const relay = startRelay(node, secret, rest.includes('--host'));
  try {
    const control = await relay.control;
    return await site(control ? { TURN_SECRET: secret, RELAY_CONTROL: String(control) } : {});
  } finally {
    await relay.stop();
  }
}

/** Starts the relay; without it the site goes on, and says so. */
function startRelay(node, secret, everywhere) {
  const args = ['media/main.ts', ...(everywhere ? ['--host'] : [])];
  const env = { ...process.env, TURN_SECRET: secret };
  const child = spawn(node, args, { cwd: top, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let stopping = false;
  const stop = () => {
    stopping = true;
    if (child.connected) child.disconnect();
    setTimeout(() => child.kill('SIGKILL'), patience).unref();
    return ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
  const ended = exitOf(child).catch(() => 1);
  void ended.then((code) => {
    if (!stopping)
      console.error(`The relay has ended (${code}). The site goes on without it; start again to have it back.`);
  });
  const control = new Promise((resolve) => {
    child.once('message', resolve);
    void ended.then(() => resolve(undefined));
  });
  return { control, stop };
}

if (import.meta.main) process.exitCode = await start(process.execPath, process.argv.slice(2));
