import type { Words } from '../words.ts';

export const natPacket: Words['natPacket'] = {};
