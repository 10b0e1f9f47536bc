/** Beside the bytes: what the chosen field says, where it is written, and its arithmetic. */
import { citationHref, citationText } from '#domain/citation.ts';
import { explainField, type Field, nameOf } from '#domain/stun/explanation.ts';
import { sourceOf } from '#domain/stun/explanation-sources.ts';
import { padded, type StunMessage } from '#domain/stun/message.ts';
import { fill } from '#i18n/fill.ts';
import { renderFactRows } from '#views/fact-rows.ts';
import { renderXor } from '#views/stun-xor.ts';
import { named, part, write } from '#widgets/parts.ts';
import { fieldName } from './cells.ts';
import { explained } from './explained.ts';
import { bytesText } from './heads.ts';
import type { KnownKey } from './keys.ts';
import type { Picture } from './screen.ts';
import type { MicroscopeWords } from './words.ts';
import { isIntegrity, workingOf } from './working-texts.ts';

export interface Chosen {
  readonly message: StunMessage;
  readonly field: Field;
  readonly key: KnownKey | undefined;
}

/** Draws the pane of the chosen field; without one it says how to choose. */
export function drawField(root: HTMLElement, chosen: Chosen | undefined, words: MicroscopeWords): void {
  named(root, 'choose').hidden = chosen !== undefined;
  named(root, 'explained').hidden = chosen === undefined;
  write(part(root, '[data-tab="field"]', HTMLElement), chosen ? fieldName(chosen.field, words) : words.tabs.field);
  if (!chosen) return;
  const { message, field } = chosen;
  write(named(root, 'field-name'), fieldName(field, words));
  write(named(root, 'field-range'), fill(words.range, { from: field.from, to: field.to - 1 }));
  write(named(root, 'field-says'), explained(message, field, words));
  const count = field.attribute ? padded(field.attribute.value.length) - field.attribute.value.length : 0;
  named(root, 'field-padding').hidden = count === 0;
  write(named(root, 'field-padding'), fill(words.padding, { bytes: bytesText(count, words) }));
  drawWorking(root, chosen, words);
  const source = sourceOf(explainField(message, field).key);
  const link = part(root, '[data-part="field-source"]', HTMLAnchorElement);
  link.href = citationHref(source);
  write(link, citationText(source));
}

/** Under the password: whether it makes the integrities of the reader's message right. */
export function drawIntegrities(root: HTMLElement, { sight, key, isOwn }: Picture, words: MicroscopeWords): void {
  const said = named(root, 'hex-verdict');
  const [seen] = sight.messages;
  said.hidden = !isOwn || !key || !seen;
  if (said.hidden || !seen) return;
  const told = seen.message.attributes.flatMap((attribute) => {
    const { isRight, verdict } = isIntegrity(attribute) ? workingOf(seen.message, attribute, key, words) : {};
    return isRight === undefined ? [] : [{ isRight, text: `${nameOf(attribute.type)}: ${verdict}` }];
  });
  said.dataset['tone'] = told.length === 0 ? 'n' : told.every(({ isRight }) => isRight) ? 'ok' : 'bad';
  write(said, told.length === 0 ? words.noIntegrity : told.map(({ text }) => text).join(' '));
}

function drawWorking(root: HTMLElement, { message, field, key }: Chosen, words: MicroscopeWords): void {
  const { sums, steps, isRight, verdict } = workingOf(message, field.attribute, key, words);
  renderXor(named(root, 'sums'), sums);
  named(root, 'steps').hidden = steps.length === 0;
  renderFactRows(
    part(root, '[data-part="steps"] tbody', HTMLElement),
    steps.map(([name, value], i) => ({ key: String(i), cells: [name, value], kind: '' })),
  );
  const said = named(root, 'verdict');
  said.hidden = verdict === '';
  said.dataset['tone'] = isRight === undefined ? 'n' : isRight ? 'ok' : 'bad';
  write(said, verdict);
}
