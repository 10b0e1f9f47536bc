import type { Words } from '../words.ts';

export const relay: Words['relay'] = {};
