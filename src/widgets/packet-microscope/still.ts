/** The recorded transaction as a still picture, for a page where nothing can run. Drawn while the site is built. */
import { parseTrace } from '#domain/trace-file.ts';
import { renderStunBytes } from '#views/stun-bytes.ts';
import { renderStunFields } from '#views/stun-fields.ts';
import { stillOf } from '#widgets/still.ts';
import { bytesPicture, fieldRows } from './cells.ts';
import { headOf, sizeOf } from './heads.ts';
import recorded from './recorded.json?raw';
import { contentOf } from './runs.ts';
import { endsOf, transactionSight } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

const { browser, events } = parseTrace(recorded);

/** Name and version of the browser that the run was recorded in. */
export const recordedBrowser = browser;

export interface StillMessage {
  readonly head: string;
  readonly size: string;
  /** Markup of the grid of bytes, and of the list of fields. */
  readonly bytes: string;
  readonly fields: string;
}

/** The messages of the recorded transaction. */
export function stillMessages(words: MicroscopeWords): StillMessage[] {
  const { transactions, first } = contentOf({ kind: 'recorded', browser, events });
  const transaction = transactions[first];
  if (!transaction) return [];
  return transactionSight(transaction).messages.map((seen) => {
    const head = headOf(seen, endsOf(transaction), words);
    return {
      head,
      size: sizeOf(seen, words),
      bytes: stillOf('div', (container) =>
        renderStunBytes(
          container,
          bytesPicture(seen, undefined, words, head, () => {}),
        ),
      ),
      fields: stillOf('ol', (container) => renderStunFields(container, fieldRows(seen, undefined, words), () => {})),
    };
  });
}
