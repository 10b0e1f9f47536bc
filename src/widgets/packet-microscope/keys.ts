/** The key of a message's integrity, where this page knows it. */
import { icePasswords, isCheck, type Transaction } from '#domain/stun/transactions.ts';
import { type Key, keyOf, receiverOf } from '#domain/stun/working.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { endsOf } from './sight.ts';

export interface KnownKey extends Key {
  /** Whose `ice-pwd` it is; undefined for a password of another kind. */
  owner?: PeerName;
}

/** The key of a transaction: a check's is in the descriptions, a TURN client's is its credential. */
export function keyOfTransaction(
  transaction: Transaction,
  events: readonly TraceEvent[],
  credential: string | undefined,
): KnownKey | undefined {
  const request = transaction.request?.message;
  if (!request) return undefined;
  if (!isCheck(transaction)) return credential === undefined ? undefined : keyOf(request, credential);
  const password = icePasswords(events).get(receiverOf(request) ?? '');
  const { answerer } = endsOf(transaction);
  if (password === undefined || answerer === 'server') return undefined;
  return { ...keyOf(request, password), owner: answerer };
}
