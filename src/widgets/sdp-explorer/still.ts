/** The recorded offer, explained line by line, for a page where nothing can run. Drawn while the site is built. */
import { citationHref, citationText } from '#domain/citation.ts';
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import { parseSessionDescription } from '#domain/sdp/session-description.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import recorded from './recorded-offer.sdp?raw';

/** Name and version of the browser that the offer was recorded in. */
export const recordedBrowser = 'Chromium 156';

export interface StillLine {
  text: string;
  meaning: string;
  ignored: boolean;
  href: string;
  source: string;
}

/** Every line of the recorded offer with its sentence. */
export function stillLines(words: Words['sdp']): readonly StillLine[] {
  const description = parseSessionDescription(recorded);
  return description.lines.map((line) => {
    const { key, params, ignored, source } = meaningOf(line, description.sectionOf(line));
    const citation = { doc: source.document, section: source.section };
    return {
      text: line.text,
      meaning: fill(words.meaning[key], params),
      ignored,
      href: citationHref(citation),
      source: citationText(citation),
    };
  });
}
