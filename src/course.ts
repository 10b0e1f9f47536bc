import { getCollection } from 'astro:content';
import { type Lesson, reference, type Track, tracks } from '#curriculum.ts';
import type { Language } from '#i18n/words.ts';

/** A lesson as one language shows it. */
export interface Station {
  path: string;
  title: string;
  /** Where it is served; `undefined` while nobody has written it. */
  href: string | undefined;
}

/** A track as one language shows it. */
export interface Line {
  id: Track['id'];
  stations: readonly Station[];
}

export interface Course {
  lines: readonly Line[];
  reference: readonly Station[];
}

/** The language of a page, from `Astro.currentLocale`. */
export const languageOf = (locale: string | undefined): Language => (locale === 'ko' ? 'ko' : 'en');

/** The address of a page under the site's base: `pageHref('ko', 'signaling/sdp')` is `/ko/signaling/sdp/`. */
export const pageHref = (language: Language, path: string): string =>
  `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${language}/${path}${path === '' ? '' : '/'}`;

/** The course in a language: a lesson has an address when it is written in that language or, to fall back on, in English. */
export async function courseIn(language: Language): Promise<Course> {
  const written = new Set((await getCollection('docs')).map((entry) => entry.id));
  const station = ({ path, title }: Lesson): Station => ({
    path,
    title: title[language],
    href: written.has(`${language}/${path}`) || written.has(`en/${path}`) ? pageHref(language, path) : undefined,
  });
  return {
    lines: tracks.map(({ id, lessons }) => ({ id, stations: lessons.map(station) })),
    reference: reference.map(station),
  };
}
