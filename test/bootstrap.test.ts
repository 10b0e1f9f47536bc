import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSite, top } from './server.ts';

let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'trickle-clone-'));
  for (const name of ['signaling', 'package.json', 'package-lock.json', '.npmrc']) {
    await cp(join(top, name), join(clone, name), { recursive: true });
  }
});

afterEach(() => rm(clone, { recursive: true }));

/** Runs the bootstrap in the fresh clone with these variables in place of ours, and gives what it said. */
async function bootstrap(command: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, ['signaling/bootstrap.mjs', command], {
    cwd: clone,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, errors, code };
}

describe('npm start in a fresh clone', () => {
  test('says where npm comes from when it is missing', async () => {
    const { errors, code } = await bootstrap('start', { PATH: '' });
    expect(errors).toBe('npm is missing. It comes with Node: https://nodejs.org/\n');
    expect(code).toBe(1);
  });

  test('says that it needs the internet once when there is neither network nor cache', async () => {
    const { out, errors, code } = await bootstrap('start', {
      PATH: `${process.env['PATH']}`,
      npm_config_cache: join(clone, 'cache'),
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
    });
    expect(out).toContain('Installing what package-lock.json names.');
    expect(errors).toContain('Connect this machine to the internet once');
    expect(code).toBe(1);
  });
});

describe('npm start that runs', () => {
  test('ends cleanly when it is told to', async () => {
    const server = await startSite();
    await fetch(server.origin);
    expect(await server.stop()).toBe(0);
  });
});
