import type { Words } from '#i18n/words.ts';

/** What the page writes into `data-words`: the words of the bench, and the sentences about lines of SDP. */
export type BenchWords = Words['bench'] & Pick<Words['sdp'], 'meaning'>;
