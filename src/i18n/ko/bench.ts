import type { Words } from '../words.ts';

export const bench: Words['bench'] = {};
