import type { Words } from '../words.ts';

export const pathsDie: Words['pathsDie'] = {};
