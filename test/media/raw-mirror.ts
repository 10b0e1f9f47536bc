import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { type PageMessage, parseServerMessage, type ServerMessage } from '#domain/relay-wire.ts';
import { seededChance } from '../../media/chance.ts';
import { type ControlOptions, openControl } from '../../media/control.ts';
import { createRelay } from '../../media/relay/relay.ts';
import { type Credential, pageCredential, RawClient, secret } from './raw-client.ts';
import { udp } from './raw-transport.ts';

/** A relay with its control, until the test is finished; gives the port of the control. */
export async function startControl(options: Partial<ControlOptions> = {}): Promise<number> {
  const relay = createRelay({ secret });
  const { port } = await relay.listen({ port: 0 });
  const control = await openControl({
    relay,
    secret,
    ports: { port, tlsPort: null },
    addresses: ['127.0.0.1'],
    chance: seededChance(1),
    ...options,
  });
  onTestFinished(async () => {
    await control.close();
    await relay.close();
  });
  return control.port;
}

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

/** What a page does, without a page: it keeps what it is told until it is asked for. */
export class RawMirror {
  readonly socket: WebSocket;
  /** `4401 …`, once it is closed. */
  readonly closed: Promise<string>;
  /** All that it was told. */
  readonly told: ServerMessage[] = [];
  #news = Promise.withResolvers<void>();

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, options);
    const { promise, resolve } = Promise.withResolvers<string>();
    this.closed = promise;
    this.socket.on('error', () => undefined);
    this.socket.on('close', (code, reason) => resolve(`${code} ${reason}`));
    this.socket.on('message', (data) => {
      const message = parseServerMessage(String(data));
      if (!message) throw new Error(`${data} is nothing that the relay says`);
      this.told.push(message);
      this.#news.resolve();
      this.#news = Promise.withResolvers();
    });
    onTestFinished(() => this.socket.terminate());
  }

  say(message: PageMessage | object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The first message of a type that satisfies; waits for it. Throws where the socket is closed before. */
  async heard<Type extends ServerMessage['type']>(
    type: Type,
    satisfies: (message: Of<Type>) => boolean = () => true,
  ): Promise<Of<Type>> {
    for (;;) {
      const found = this.told.find(
        (message): message is Of<Type> => message.type === type && satisfies(message as Of<Type>),
      );
      if (found) return found;
      const ended = await Promise.race([this.#news.promise, this.closed]);
      if (ended) throw new Error(`the mirror was closed: ${ended}`);
    }
  }

  /** Resolves when the server has heard all that was said. */
  async settled(): Promise<void> {
    const sent = performance.now();
    this.say({ type: 'ping', sent });
    await this.heard('pong', (pong) => pong.sent === sent);
  }
}

/** A page that is here: its mirror, its port, and a client with its credential. */
export interface Page {
  mirror: RawMirror;
  port: number;
  credential: Credential;
  client: RawClient;
}

export const mirrorAt = (control: number): string => `ws://127.0.0.1:${control}/mirror`;

/** Opens a page by its credential. */
export async function openPage(control: number, name: string): Promise<Page> {
  const credential = pageCredential(name);
  const mirror = new RawMirror(mirrorAt(control));
  await once(mirror.socket, 'open');
  mirror.say({ type: 'open', username: credential.username, credential: credential.password });
  const { port } = await mirror.heard('opened');
  const client = new RawClient(await udp(port), credential);
  onTestFinished(() => client.close());
  return { mirror, port, credential, client };
}
