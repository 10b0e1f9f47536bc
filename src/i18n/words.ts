import { en } from './en.ts';
import { ko } from './ko.ts';

/** What a language must have: the shape of the English dictionary. */
export type Words = typeof en;

const dictionaries = { en, ko } satisfies Record<string, Words>;

export type Language = keyof typeof dictionaries;

/** The dictionary of a page, from `Astro.currentLocale`; an unknown language falls back to English. */
export function wordsOf(language: string | undefined): Words {
  return language === 'ko' ? dictionaries.ko : dictionaries.en;
}
