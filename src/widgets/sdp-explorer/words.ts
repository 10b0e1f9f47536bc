import type { Words } from '#i18n/words.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** What the page writes into `data-words`: the words of SDP and of the explorer, and those of a trace. */
export type ExplorerWords = Words['sdp'] & { readonly trace: TraceWords };
