/** Headings and the line that says what happened. */
import { find } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { hex16, nameOf, valueText } from '#domain/stun/explanation.ts';
import { headerLength, type StunMessage } from '#domain/stun/message.ts';
import { methodName } from '#domain/stun/message-type.ts';
import { isCheck, type Transaction } from '#domain/stun/transactions.ts';
import { fill } from '#i18n/fill.ts';
import { type Ends, endsOf, mostDrawn, type Seen } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

/** Who, what, and a sentence. */
export interface Says {
  readonly who: string;
  readonly what: string;
  readonly text: string;
  /** Whose word it is, or that something is wrong; undefined for the page's own. */
  readonly by?: Ends['asker'] | 'bad';
}

/** `1 byte`, `20 bytes`. */
export const bytesText = (count: number, { oneByte, manyBytes }: MicroscopeWords): string =>
  count === 1 ? oneByte : fill(manyBytes, { count });

/** `Binding request`, `Allocate error`, `0x0FFF success`. */
export function typeName(message: StunMessage, words: MicroscopeWords): string {
  return `${methodName(message.method) ?? hex16(message.method)} ${words.classes[message.class]}`;
}

export function endName(end: Ends['asker'], words: MicroscopeWords): string {
  return end === 'server' ? words.theServer : end.toUpperCase();
}

/** What stands over a message. */
export function headOf(seen: Seen, ends: Ends, words: MicroscopeWords): string {
  const { side, message } = seen;
  if (side === 'own') return fill(words.yours, { type: ownName(seen, words) });
  const [asker, answerer] = [endName(ends.asker, words), endName(ends.answerer, words)];
  if (side === 'answer') return fill(words.answers, { from: answerer, type: words.classes[message.class] });
  const type = typeName(message, words);
  if (message.class === 'indication') return fill(words.sends, { from: asker, type });
  return fill(ends.answerer === 'server' ? words.asks : words.asksPeer, { from: asker, to: answerer, type });
}

function ownName({ message, problem, otherwise }: Seen, words: MicroscopeWords): string {
  if (otherwise || problem?.reason === 'no-cookie') return words.notStun;
  return message.bytes.length < 2 ? words.tooShort : typeName(message, words);
}

/** How many bytes, and the way they took. */
export function sizeOf({ message, fields, problem }: Seen, words: MicroscopeWords): string {
  const bytes = message.bytes.length;
  const drawn = Math.min(fields.at(-1)?.to ?? 0, mostDrawn.bytes);
  if (drawn < bytes) return fill(words.firstBytes, { bytes, drawn });
  if (problem) return fill(words.someBytes, { bytes: bytesText(bytes, words) });
  const sentence = bytes > headerLength ? words.withAttributes : words.headerOnly;
  return fill(sentence, { bytes, rest: bytes - headerLength });
}

export function pathOf({ event }: Seen, words: MicroscopeWords): string {
  return event?.from ? fill(words.path, { from: event.from, to: event.to }) : '';
}

/** What a transaction came to; `isElsewhere`: it is of another browser, or of none. */
export function transactionSays(transaction: Transaction, words: MicroscopeWords, isElsewhere: boolean): Says {
  const { request, answer } = transaction;
  const message = answer?.message ?? request?.message;
  if (!message) return words.says.empty;
  const ends = endsOf(transaction);
  const error = answer && find(answer.message, attributeType.errorCode);
  const mapped = answer && find(answer.message, attributeType.xorMappedAddress);
  const told = error ?? mapped;
  const params = {
    asker: endName(ends.asker, words),
    answerer: endName(ends.answerer, words),
    type: typeName(message, words),
    name: told ? nameOf(told.type) : '',
    value: told && answer ? (valueText(answer.message, told) ?? '') : '',
  };
  const key = keyOf(transaction, Boolean(error), Boolean(mapped));
  if (isElsewhere && (key === 'server' || key === 'check')) return filled(words.says.pasted, params);
  return { ...filled(words.says[key], params), ...(answer && request ? { by: ends.answerer } : {}) };
}

function keyOf(transaction: Transaction, isError: boolean, isMapped: boolean): keyof MicroscopeWords['says'] {
  const { request, answer } = transaction;
  if (!request) return 'orphan';
  if (request.message.class === 'indication') return 'indication';
  if (!answer) return 'unanswered';
  if (isError) return 'error';
  if (!isMapped) return 'answered';
  return isCheck(transaction) ? 'check' : 'server';
}

export function filled({ who, what, text }: Says, params: Readonly<Record<string, unknown>>): Says {
  return { who: fill(who, params), what: fill(what, params), text: fill(text, params) };
}

/** How a transaction is called in the list of them: `3 Allocate request → error 401`, `5 check A → B`. */
export function transactionName(transaction: Transaction, index: number, words: MicroscopeWords): string {
  const { request, answer } = transaction;
  const message = request?.message ?? answer?.message;
  if (!message) return String(index + 1);
  const ends = endsOf(transaction);
  const ask = isCheck(transaction)
    ? `${words.inCheck} ${endName(ends.asker, words)} → ${endName(ends.answerer, words)}${nominates(message) ? ', USE-CANDIDATE' : ''}`
    : `${endName(ends.asker, words)}: ${typeName(message, words)}`;
  const error = answer && find(answer.message, attributeType.errorCode);
  const outcome =
    error && answer ? valueText(answer.message, error) : answer ? words.classes[answer.message.class] : words.noAnswer;
  return `${index + 1}  ${ask}${message.class === 'indication' ? '' : ` → ${outcome}`}`;
}

const nominates = (message: StunMessage): boolean => find(message, attributeType.useCandidate) !== undefined;
