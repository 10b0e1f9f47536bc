import type { Words } from '../words.ts';

export const gathering: Words['gathering'] = {};
