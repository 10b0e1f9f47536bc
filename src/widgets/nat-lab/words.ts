import type { Words } from '#i18n/words.ts';

/** What the page writes into `data-words`. */
export type LabWords = Words['natLab'];
