import type { Words } from '#i18n/words.ts';
import type { ShareWords } from '#widgets/share-tools.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** What the page hands to the element as `data-words`: the words of the call, of a trace, and of sharing one. */
export type RelayWords = Words['relay'] & { readonly trace: TraceWords; readonly share: ShareWords };

/** What A comes with. */
export const trials = ['own', 'wrong', 'expired', 'quota', 'lure'] as const;

export type Trial = (typeof trials)[number];

export const transports = ['udp', 'tcp'] as const;

export type TurnTransport = (typeof transports)[number];

export const tabNames = ['bytes', 'message', 'candidates', 'log'] as const;
