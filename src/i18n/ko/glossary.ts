import type { Words } from '../words.ts';

export const glossary: Words['glossary'] = {};
