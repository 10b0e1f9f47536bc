import type { Words } from '../words.ts';

export const race: Words['race'] = {};
