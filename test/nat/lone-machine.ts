import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../browsers.ts';
import { top } from '../server.ts';

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

/** One machine in a network namespace of its own: our server and a browser, and at first no interface but loopback. */
export class LoneMachine {
  readonly #name = `trickle-${process.pid}-lone`;
  readonly #folder: Promise<string>;
  #server: ReturnType<typeof spawn> | undefined;

  constructor() {
    ip('netns', 'add', this.#name);
    ip('-n', this.#name, 'link', 'set', 'lo', 'up');
    this.#folder = mkdtemp(join(tmpdir(), 'trickle-lone-'));
  }

  /** Serves the built site inside, and gives its origin. */
  async serve(): Promise<string> {
    const node = `${top}/node_modules/.bin/node`;
    const child = spawn('ip', ['netns', 'exec', this.#name, node, 'signaling/start.mjs', '--root', 'dist'], {
      cwd: top,
      env: { ...process.env, PORT: '0', RELAY_PORT: '0', RELAY_TLS_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#server = child;
    for await (const line of createInterface(child.stdout)) {
      const origin = /http:\/\/localhost:\d+/.exec(line)?.[0];
      if (origin) return origin;
    }
    throw new Error('the site server ended before it listened');
  }

  /** Starts a browser in there. */
  async browser(): Promise<Browser> {
    const executablePath = join(await this.#folder, 'chromium');
    const command = `ip netns exec ${this.#name} ${chromiumPath ?? chromium.executablePath()}`;
    await writeFile(executablePath, `#!/bin/sh\nexec ${command} "$@"\n`);
    await chmod(executablePath, 0o755);
    return chromium.launch({ executablePath, args: chromiumArguments });
  }

  /** One interface beside loopback, which leads nowhere. */
  addInterface(): void {
    ip('-n', this.#name, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'nowhere');
    ip('-n', this.#name, 'link', 'set', 'nowhere', 'up');
    ip('-n', this.#name, 'addr', 'add', '192.168.3.30/24', 'dev', 'eth0');
    ip('-n', this.#name, 'link', 'set', 'eth0', 'up');
    ip('-n', this.#name, 'route', 'add', 'default', 'dev', 'eth0');
  }

  /** No UDP packet arrives at any port of this machine any more. */
  blockUdp(): void {
    const rules =
      'table inet filter { chain in { type filter hook input priority filter; meta l4proto udp drop; }; }\n';
    execFileSync('ip', ['netns', 'exec', this.#name, 'nft', '-f', '-'], {
      input: rules,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  }

  async end(): Promise<void> {
    if (this.#server?.exitCode === null) {
      const ended = once(this.#server, 'exit');
      this.#server.kill('SIGINT');
      await ended;
    }
    ip('netns', 'del', this.#name);
    await rm(await this.#folder, { recursive: true, force: true });
  }
}
