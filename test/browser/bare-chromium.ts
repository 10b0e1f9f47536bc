import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { WebSocket } from 'ws';
import { chromiumArguments, chromiumPath } from '../browsers.ts';

/** An answer of the browser, or something that it tells by itself (Chrome DevTools Protocol). */
interface Told {
  id?: number;
  method?: string;
  params?: { sessionId?: string; targetInfo?: { targetId: string; type: string; openerId?: string } };
  result?: Record<string, unknown>;
  error?: { message: string };
}

/**
 * Chromium as its users have it: Playwright makes every tab believe that it is seen, so whether a tab behind another one
 * works cannot be tried with it.
 */
export class BareChromium {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (told: Told) => void>();
  #count = 0;

  constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    [this.#process, this.#profile, this.#socket] = [process, profile, socket];
    socket.on('message', (data) => {
      const told: Told = JSON.parse(String(data));
      if (told.id !== undefined) this.#waiting.get(told.id)?.(told);
    });
  }

  static async start(): Promise<BareChromium> {
    const profile = await mkdtemp(join(tmpdir(), 'trickle-chromium-'));
    const args = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...chromiumArguments];
    const child = spawn(chromiumPath ?? chromium.executablePath(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    createInterface(child.stderr).on('line', (line) => {
      const url = /ws:\/\/\S+/.exec(line)?.[0];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error('Chromium ended before it could be driven')));
    const socket = new WebSocket(await promise);
    await once(socket, 'open');
    return new BareChromium(child, profile, socket);
  }

  /** Opens a tab in front of the others. */
  async open(url: string): Promise<BareTab> {
    const { targetId } = await this.send('Target.createTarget', { url });
    return this.#attach(String(targetId));
  }

  /** The tab that a page opened itself, once it has. */
  async openedBy(opener: BareTab): Promise<BareTab | undefined> {
    const { targetInfos } = await this.send('Target.getTargets');
    const infos: { targetId: string; openerId?: string }[] = Array.isArray(targetInfos) ? targetInfos : [];
    const opened = infos.find(({ openerId }) => openerId === opener.id);
    return opened && this.#attach(opened.targetId);
  }

  /** Gives a command; rejects with what the browser says against it. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    this.#count += 1;
    const { promise, resolve } = Promise.withResolvers<Told>();
    this.#waiting.set(this.#count, resolve);
    this.#socket.send(JSON.stringify({ id: this.#count, method, params, ...(sessionId && { sessionId }) }));
    const { result, error } = await promise;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  async end(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #attach(targetId: string): Promise<BareTab> {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return new BareTab(this, targetId, String(sessionId));
  }
}

/** One tab, which is hidden while another one is in front of it. */
export class BareTab {
  readonly id: string;
  readonly #browser: BareChromium;
  readonly #session: string;

  constructor(browser: BareChromium, id: string, session: string) {
    [this.#browser, this.id, this.#session] = [browser, id, session];
  }

  /** What a JavaScript expression is, or what its promise becomes; rejects when it throws. */
  async evaluate(expression: string): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.#browser.send('Runtime.evaluate', params, this.#session);
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined;
  }

  /** Comes to the front, and hides the one that was there. */
  async show(): Promise<void> {
    await this.#browser.send('Target.activateTarget', { targetId: this.id });
  }

  /** Freezes the tab, as a browser does to save power, or lets it go on (Page Lifecycle). */
  async setLifecycle(state: 'frozen' | 'active'): Promise<void> {
    await this.#browser.send('Page.setWebLifecycleState', { state }, this.#session);
  }
}
