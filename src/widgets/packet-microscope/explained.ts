/** The sentence of a field. */
import { explainField, type Field } from '#domain/stun/explanation.ts';
import type { StunMessage } from '#domain/stun/message.ts';
import { fill } from '#i18n/fill.ts';
import { bytesText } from './heads.ts';
import type { MicroscopeWords } from './words.ts';

export function explained(message: StunMessage, field: Field, words: MicroscopeWords): string {
  const { key, params } = explainField(message, field);
  const sentence = Object.entries(words.explain).find(([name]) => name === key)?.[1] ?? words.explain.unknown;
  const ofClass = words.classes[message.class];
  const bytes = bytesText(field.attribute?.value.length ?? 0, words);
  return fill(sentence, { ...params, class: ofClass, bytes });
}
