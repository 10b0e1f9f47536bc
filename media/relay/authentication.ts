/** The long-term credential mechanism: whose a request is (RFC 8489 §9.2.4). */
import { find, textOf as textIn } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import type { ErrorCode } from '#domain/stun/error-reason.ts';
import { checkIntegrity, longTermKey } from '#domain/stun/integrity.ts';
import type { StunMessage } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import { type Client, textOf } from './client.ts';
import type { Context } from './context.ts';
import { challenge, realm, type Signature } from './response.ts';

/** Who has sent a request, and how the answer is to be signed. */
export interface Identity {
  username: string;
  pageIssued: boolean;
  signature: Signature;
}

export type Authentication = { ok: true; identity: Identity } | { ok: false; code: ErrorCode; nonce: boolean };

const refuse = (code: ErrorCode): Authentication => ({ ok: false, code, nonce: code !== 400 });

/** Checks who sent a request: in the order of RFC 8489 §9.2.4, so that what costs most to check comes last. */
export function authenticate(context: Context, client: Client, request: StunMessage): Authentication {
  const sha256 = find(request, attributeType.messageIntegritySha256) !== undefined;
  if (!sha256 && !find(request, attributeType.messageIntegrity)) return refuse(401);
  const [username, ourRealm, nonce] = [attributeType.username, attributeType.realm, attributeType.nonce].map((type) => {
    const attribute = find(request, type);
    return attribute && textIn(attribute);
  });
  if (username === undefined || ourRealm === undefined || nonce === undefined) return refuse(400);
  const now = context.clock.now();
  if (!context.nonces.isFresh(nonce, textOf(client), now)) return refuse(438);
  const known = ourRealm === realm ? keyOf(context, client, request, username, now) : undefined;
  if (!known || checkIntegrity(request, known.key) !== 'right') return refuse(401);
  return { ok: true, identity: { username, pageIssued: known.pageIssued, signature: { key: known.key, sha256 } } };
}

/** The attributes of the answer to who was not authenticated. */
export function challengeOf(context: Context, client: Client) {
  return challenge(context.nonces.make(textOf(client), context.clock.now()));
}

/**
 * A credential must be good for what makes or prolongs an allocation; what an allocation does until then goes by the key that it was
 * made with, so that a call does not end in the middle.
 */
function keyOf(context: Context, { allocation, door }: Client, request: StunMessage, username: string, now: number) {
  if (door.account && door.account.username !== username) return undefined;
  const prolongs = request.method === method.allocate || request.method === method.refresh;
  if (!prolongs && allocation?.username === username) return allocation;
  const credential = context.credentialOf(username);
  if (!credential || (credential.expiresAt ?? Number.POSITIVE_INFINITY) <= now) return undefined;
  return { key: longTermKey(username, realm, credential.password), pageIssued: credential.pageIssued };
}
