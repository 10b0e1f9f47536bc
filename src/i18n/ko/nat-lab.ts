import type { Words } from '../words.ts';

export const natLab: Words['natLab'] = {};
