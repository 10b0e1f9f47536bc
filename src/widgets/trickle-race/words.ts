import type { AnswerAfter } from '#domain/relay-wire.ts';
import type { Words } from '#i18n/words.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** What the page writes into `data-words`: the words of the race, and those of a trace. */
export type RaceWords = Words['race'] & { readonly trace: TraceWords; readonly share: Words['bench']['share'] };

/** How the STUN server behaves, at the reader's choice. */
export const serverKinds = ['quick', 'slow', 'silent'] as const;

export type ServerKind = (typeof serverKinds)[number];

/** Milliseconds after which our server answers. */
export const answersAfter: Readonly<Record<ServerKind, AnswerAfter>> = { quick: 20, slow: 600, silent: 'never' };

/** Runs of each mode. An unanswered server costs many seconds, and by the same timers each time. */
export const roundsOf = (server: ServerKind): number => (server === 'silent' ? 1 : 5);

/** Milliseconds that a message of signaling takes, at the reader's choice. */
export const delays = [0, 25, 200] as const;

export const isServerKind = (name: string): name is ServerKind => serverKinds.some((kind) => kind === name);
