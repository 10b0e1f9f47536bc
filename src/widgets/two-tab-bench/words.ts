import type { Words } from '#i18n/words.ts';

/** Words that the two-tab bench shares with the bench of one page. */
type SharedKey =
  | 'next'
  | 'happened'
  | 'log'
  | 'logEmpty'
  | 'logMore'
  | 'share'
  | 'copied'
  | 'copyFailed'
  | 'pasteShown'
  | 'unknownBrowser'
  | 'problems'
  | 'play'
  | 'pause'
  | 'ran'
  | 'sent'
  | 'refused'
  | 'runsNext'
  | 'exception';

/** What the page writes into `data-words`. */
export type TabWords = Words['twoTabs'] & { bench: Pick<Words['bench'], SharedKey> };

/** The words of the widget, with those that it shares. */
export function tabWords({ twoTabs, bench }: Words): TabWords {
  const { next, happened, log, logEmpty, logMore, share, copied, copyFailed, pasteShown, unknownBrowser } = bench;
  const { problems, play, pause, ran, sent, refused, runsNext, exception } = bench;
  const tools = { log, logEmpty, logMore, share, copied, copyFailed, pasteShown, unknownBrowser, problems };
  return { ...twoTabs, bench: { ...tools, next, happened, play, pause, ran, sent, refused, runsNext, exception } };
}
