import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { top } from '../server.ts';
import { serverAddress, type TwoNetworks } from './namespaces.ts';

const secret = 'of this test';

/** Our own STUN and TURN server, between the two networks. */
export class RelayBetween {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  static async start(networks: TwoNetworks): Promise<RelayBetween> {
    const node = [`${top}node_modules/.bin/node`, 'media/main.ts', '--host'];
    const [command = '', ...args] = [...networks.inside('inet'), ...node];
    const env = { ...process.env, TURN_SECRET: secret, RELAY_PORT: '3478' };
    const child = spawn(command, args, { cwd: top, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('the relay ended before it listened');
      }),
    ]);
    return new RelayBetween(child);
  }

  /** It as a STUN server, and as a TURN server over UDP and TCP, for an hour from now. */
  iceServers(): RTCIceServer[] {
    const username = `${Math.floor(Date.now() / 1000) + 3600}:nat`;
    const credential = createHmac('sha1', secret).update(username).digest('base64');
    const urls = ['udp', 'tcp'].map((transport) => `turn:${serverAddress}?transport=${transport}`);
    return [{ urls: `stun:${serverAddress}` }, { urls, username, credential }];
  }

  async end(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    this.#process.disconnect();
    await ended;
  }
}
