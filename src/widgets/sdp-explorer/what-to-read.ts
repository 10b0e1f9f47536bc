/** What a tab holds: the text or the difference that is read on it, or the sentence that says why there is none. */
import type { Exchange } from '#domain/exchange.ts';
import type { Words } from '#i18n/words.ts';
import { type Compared, type Reading, readDifference, readText } from './reading.ts';

/** Where a text can be read. */
export type ReadingTab = 'offer' | 'answer' | 'difference' | 'yours';

export interface ToRead {
  readonly tab: ReadingTab;
  readonly compared: Compared;
  readonly exchange: Exchange;
  /** The reader's own text. */
  readonly own: string;
}

/** Reads it some lines at a time; where there is nothing to read, the reading is of no lines. */
export function* readingOf({ tab, compared, exchange, own }: ToRead): Generator<number, Reading, void> {
  if (tab === 'yours') return yield* readText(own);
  if (tab !== 'difference') return yield* readText(exchange[tab] ?? '');
  const later = exchange[compared];
  if (!exchange.offer || !later) return yield* readText('');
  return yield* readDifference(exchange.offer, later, compared);
}

/** Why a reading of no lines has none. */
export function nothingText({ tab, compared, exchange }: ToRead, words: Words['sdp']['explorer']): string {
  if (tab === 'yours') return words.nothing;
  if (tab === 'offer') return words.noOffer;
  if (tab === 'answer') return words.noAnswer;
  if (!exchange.offer || (compared === 'answer' && !exchange.answer)) return words.noPair;
  if (!exchange[compared]) return words.notGathered;
  return words.tooLong;
}
