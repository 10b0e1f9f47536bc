/** The recorded transaction as a still picture, for a page where nothing can run. Drawn while the site is built. */
import { renderStunBytes } from '#views/stun-bytes.ts';
import { renderStunFields } from '#views/stun-fields.ts';
import { stillOf } from '#widgets/still.ts';
import { bytesPicture, fieldRows } from './cells.ts';
import { headOf, sizeOf } from './heads.ts';
import { recordedBinding } from './recorded.ts';
import { contentOf } from './runs.ts';
import { endsOf, transactionSight } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

/** Name and version of the browser that the run was recorded in. */
export const recordedBrowser = recordedBinding.browser;

export interface StillMessage {
  readonly head: string;
  readonly size: string;
  /** Markup of the grid of bytes, and of the list of fields. */
  readonly bytes: string;
  readonly fields: string;
}

/** The messages of the recorded transaction. */
export function stillMessages(words: MicroscopeWords): StillMessage[] {
  const { transactions, first } = contentOf(recordedBinding);
  const transaction = transactions[first];
  if (!transaction) return [];
  const { messages } = transactionSight(transaction);
  return messages.map((seen) => {
    const head = headOf(seen, endsOf(transaction), words);
    return {
      head,
      size: sizeOf(seen, words),
      bytes: stillOf('div', (container) =>
        renderStunBytes(
          container,
          bytesPicture(seen, false, undefined, words, head, () => {}),
        ),
      ),
      fields: stillOf('ol', (container) => renderStunFields(container, fieldRows(seen, undefined, words), () => {})),
    };
  });
}
