import type { Words } from '../words.ts';

export const sdp: Words['sdp'] = {};
