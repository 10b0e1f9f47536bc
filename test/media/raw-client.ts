import { randomBytes } from 'node:crypto';
import { ipBytes, type TransportAddress } from '#domain/stun/address.ts';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { checkIntegrity, longTermKey, withIntegrity } from '#domain/stun/integrity.ts';
import { type AttributeInit, encodeStun, parseStun, type StunMessage } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import { timeLimitedPassword } from '../../media/relay/credentials.ts';
import { type RawTransport, udp } from './raw-transport.ts';

export const secret = 'a secret of these tests';

/** What stands in a request beside the credential. */
export type AttributesOf = (transactionId: Uint8Array) => AttributeInit[];

/** How a request is signed; by the client's own credential unless said otherwise. */
export interface Credential {
  username: string;
  password: string;
  realm?: string;
  nonce?: string;
  sign?: typeof withIntegrity;
}

/** A username that the site would hand out, good for an hour from `now`, and its password. */
export function pageCredential(page = 'a-page', now = Date.now()): Credential {
  const username = `${Math.floor(now / 1_000) + 3_600}:${page}`;
  return { username, password: timeLimitedPassword(secret, username) };
}

/** A client that does what it is told, right or wrong, and keeps what it is answered. */
export class RawClient {
  readonly transport: RawTransport;
  credential: Credential;
  #nonce = '';
  #realm = '';
  readonly #awaited = new Map<string, (message: StunMessage) => void>();
  readonly #unread: Uint8Array[] = [];
  #reader: ((bytes: Uint8Array) => void) | undefined;

  constructor(transport: RawTransport, credential = pageCredential()) {
    this.transport = transport;
    this.credential = credential;
    transport.received = (bytes) => this.#take(bytes);
  }

  /** A response goes to who asked, anything else to who reads. */
  #take(bytes: Uint8Array): void {
    const parsed = parseStun(bytes);
    const key = parsed.ok ? Buffer.from(parsed.message.transactionId).toString('hex') : '';
    const asked = this.#awaited.get(key);
    if (parsed.ok && asked) {
      this.#awaited.delete(key);
      asked(parsed.message);
    } else if (this.#reader) {
      this.#reader(bytes);
      this.#reader = undefined;
    } else this.#unread.push(bytes);
  }

  /** The next that comes and is no response. */
  next(): Promise<Uint8Array> {
    const bytes = this.#unread.shift();
    return bytes ? Promise.resolve(bytes) : new Promise((resolve) => (this.#reader = resolve));
  }

  /** What has come and was not read. */
  get unread(): readonly Uint8Array[] {
    return this.#unread;
  }

  /** Sends a request as it stands, and gives its response. */
  ask(request: Uint8Array): Promise<StunMessage> {
    const { promise, resolve } = Promise.withResolvers<StunMessage>();
    this.#awaited.set(Buffer.from(request.subarray(8, 20)).toString('hex'), resolve);
    this.transport.send(request);
    return promise;
  }

  /** A request without a credential. */
  bare(number: number, attributes: AttributesOf = () => [], transactionId: Uint8Array = randomBytes(12)): Uint8Array {
    return encodeStun({ method: number, class: 'request', transactionId, attributes: attributes(transactionId) });
  }

  /** A request with the credential, whole. */
  signed(number: number, attributes: AttributesOf = () => [], changes: Partial<Credential> = {}): Uint8Array {
    const {
      username,
      password,
      realm = this.#realm,
      nonce = this.#nonce,
      sign = withIntegrity,
    } = {
      ...this.credential,
      ...changes,
    };
    const request = this.bare(number, (transactionId) => [
      ...attributes(transactionId),
      attribute.text(attributeType.username, username),
      attribute.text(attributeType.realm, realm),
      attribute.text(attributeType.nonce, nonce),
    ]);
    return sign(request, longTermKey(username, realm, password));
  }

  /** Asks with the credential, once it knows realm and nonce. */
  async request(number: number, attributes?: AttributesOf, changes?: Partial<Credential>): Promise<StunMessage> {
    if (this.#nonce === '') await this.challenge();
    return this.ask(this.signed(number, attributes, changes));
  }

  /** Asks without a credential, and keeps what it is told to ask with. */
  async challenge(): Promise<StunMessage> {
    const refusal = await this.ask(this.bare(method.allocate, () => [attribute.requestedTransport(17)]));
    this.#realm = textIn(refusal, attributeType.realm) ?? '';
    this.#nonce = textIn(refusal, attributeType.nonce) ?? '';
    return refusal;
  }

  allocate(attributes: AttributesOf = () => [], changes?: Partial<Credential>): Promise<StunMessage> {
    return this.request(method.allocate, (id) => [attribute.requestedTransport(17), ...attributes(id)], changes);
  }

  refresh(seconds: number): Promise<StunMessage> {
    return this.request(method.refresh, () => [attribute.uint32(attributeType.lifetime, seconds)]);
  }

  permit(...peers: string[]): Promise<StunMessage> {
    return this.request(method.createPermission, (id) => peers.map((peer) => peerAttribute(peer, 0, id)));
  }

  bind(channel: number, peer: string, port: number): Promise<StunMessage> {
    return this.request(method.channelBind, (id) => [attribute.channelNumber(channel), peerAttribute(peer, port, id)]);
  }

  /** A Send indication. */
  say(peer: string, port: number, data: string): void {
    const transactionId = randomBytes(12);
    const attributes = [
      peerAttribute(peer, port, transactionId),
      attribute.bytes(attributeType.data, Buffer.from(data)),
    ];
    this.transport.send(encodeStun({ method: method.send, class: 'indication', transactionId, attributes }));
  }

  /** Whether an answer proves that the server knows the password. */
  isSigned(answer: StunMessage): boolean {
    const { username, password } = this.credential;
    return checkIntegrity(answer, longTermKey(username, this.#realm, password)) === 'right';
  }

  close(): void {
    this.transport.close();
  }
}

/** A client over UDP. */
export async function udpClient(serverPort: number, credential?: Credential): Promise<RawClient> {
  return new RawClient(await udp(serverPort), credential);
}

export function peerAttribute(peer: string, port: number, transactionId: Uint8Array): AttributeInit {
  const address = ipBytes(peer);
  if (!address) throw new Error(`${peer} is no address`);
  const family = address.length === 16 ? 6 : 4;
  return attribute.xorAddress(attributeType.xorPeerAddress, { family, address, port }, transactionId);
}

export function textIn(message: StunMessage, type: number): string | undefined {
  const found = attribute.find(message, type);
  return found && attribute.textOf(found);
}

export function addressIn(message: StunMessage, type: number): TransportAddress {
  const found = attribute.find(message, type);
  const address = found && attribute.xorAddressOf(found, message);
  if (!address) throw new Error('the answer has no such address');
  return address;
}

/** `success`, or the code of the error. */
export function outcomeOf(message: StunMessage): 'success' | number | undefined {
  if (message.class === 'success') return 'success';
  const found = attribute.find(message, attributeType.errorCode);
  return found && attribute.errorOf(found)?.code;
}
