/** What can be looked at: a run of this browser's, one that was recorded, the standard's own vectors. */

import { find } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { method } from '#domain/stun/message-type.ts';
import { isCheck, type Transaction, transactionsOf } from '#domain/stun/transactions.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { endsOf } from './sight.ts';

export interface MicroscopeRun {
  /** `live`: of this browser, just now; `recorded`: with the page, or pasted; `vector`: the standard's. */
  readonly kind: 'live' | 'recorded' | 'vector';
  /** Name and version of the browser that made it, empty where it is not known. */
  readonly browser: string;
  readonly events: readonly TraceEvent[];
  /** The password of the TURN credential, which no trace holds. */
  readonly credential?: string | undefined;
  /** Browser and server were on one machine, whose addresses these are. */
  readonly isOneMachine?: boolean;
}

/** The transactions of a run, and the one to begin with: A's check of B, else another, else Binding with an address. */
export function contentOf({ events }: MicroscopeRun): { transactions: Transaction[]; first: number } {
  const transactions = transactionsOf(events);
  const wishes: ((each: Transaction) => boolean)[] = [
    (each) => isCheck(each) && hasAnswer(each) && endsOf(each).asker === 'a',
    (each) => isCheck(each) && hasAnswer(each),
    (each) => each.request?.message.method === method.binding && hasAnswer(each),
    (each) => each.request?.message.method === method.binding,
  ];
  for (const wish of wishes) {
    const first = transactions.findIndex(wish);
    if (first >= 0) return { transactions, first };
  }
  return { transactions, first: 0 };
}

const hasAnswer = ({ answer }: Transaction): boolean =>
  answer !== undefined && find(answer.message, attributeType.xorMappedAddress) !== undefined;

/** Whether a trace shows what was asked for: Binding with an address, from A to B, or to the server over the family. */
export function isTold(events: readonly TraceEvent[], whom: 'server' | 'peer', family: 4 | 6): boolean {
  return transactionsOf(events).some((each) => {
    if (!hasAnswer(each) || isCheck(each) !== (whom === 'peer')) return false;
    if (whom === 'peer') return endsOf(each).asker === 'a';
    return (each.request?.event.from ?? '').startsWith('[') === (family === 6);
  });
}

/** RFC 5769 §2.1 to §2.3: a check, its answer over IPv6, and their password. */
const vectors = {
  request:
    '000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf',
  answer:
    '010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c',
  password: 'VOkJxbRl1RmTxUk/WvJxBt',
};

/** The standard's own IPv6 answer with its request; nobody sent them anywhere. */
export function vectorRun(): MicroscopeRun {
  const sent = (hex: string, direction: 'in' | 'out'): TraceEvent => ({
    t: 0,
    peer: 'a',
    type: 'packet',
    seenAt: 0,
    leg: 'client',
    direction,
    transport: 'udp',
    from: '',
    to: '',
    bytes: hex.length / 2,
    hex,
  });
  const events = [sent(vectors.request, 'in'), sent(vectors.answer, 'out')];
  return { kind: 'vector', browser: '', events, credential: vectors.password };
}
