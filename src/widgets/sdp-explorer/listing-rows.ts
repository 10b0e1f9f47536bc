/** The rows of a reading as the listing wants them. */
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import type { Words } from '#i18n/words.ts';
import type { SdpListingRow, SdpListingRows } from '#views/sdp-listing.ts';
import type { Reading } from './reading.ts';

type ListingWords = Words['sdp']['listing'];

/** All rows, or only those that WebRTC does not ignore. */
export function listingRows(reading: Reading, hidesIgnored: boolean, words: ListingWords): SdpListingRows {
  const { used, length } = reading;
  return {
    length: hidesIgnored ? used.length : length,
    slice(from, to) {
      const end = Math.min(to, this.length);
      const indexes = Array.from({ length: Math.max(end - from, 0) }, (_, offset) => from + offset);
      return indexes.flatMap((shown) => listingRow(reading, hidesIgnored ? (used[shown] ?? -1) : shown, words) ?? []);
    },
  };
}

function listingRow(reading: Reading, index: number, words: ListingWords): SdpListingRow | undefined {
  const row = reading.row(index);
  if (!row) return undefined;
  const { kind, line, section } = row;
  const { ignored } = meaningOf(line, section);
  const problem = kind !== 'removed' && reading.description.problems.ofLine(line.number) !== undefined;
  const label = [kind === 'same' ? '' : words[kind], problem ? words.bad : '', ignored ? words.ignored : ''];
  return {
    number: line.number,
    text: line.text,
    kind,
    ignored,
    problem,
    label: label.filter((word) => word).join(', '),
  };
}

/** Where a row of the reading stands in the listing; -1 when it is hidden. The indexes rise, so halving finds it. */
export function shownIndex({ used }: Reading, hidesIgnored: boolean, index: number): number {
  if (!hidesIgnored) return index;
  let low = 0;
  let high = used.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((used[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return used[low] === index ? low : -1;
}

/** The row of the reading that stands at a place in the listing. */
export const rowShownAt = ({ used }: Reading, hidesIgnored: boolean, shown: number): number =>
  hidesIgnored ? (used[shown] ?? -1) : shown;
