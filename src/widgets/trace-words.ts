import type { Words } from '#i18n/words.ts';

/** What a widget says of its trace: the lines of the transcript, and what copying and pasting came to. */
export type TraceWords = Pick<
  Words['bench'],
  'copied' | 'copyFailed' | 'pasteShown' | 'unknownBrowser' | 'problems' | 'log' | 'logEmpty' | 'logMore'
>;
