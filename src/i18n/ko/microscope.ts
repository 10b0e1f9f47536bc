import type { Words } from '../words.ts';

export const microscope: Words['microscope'] = {};
