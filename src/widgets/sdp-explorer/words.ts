import type { Words } from '#i18n/words.ts';
import type { ShareWords } from '#widgets/share-tools.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** What the page writes into `data-words`: the words of SDP and of the explorer, those of a trace and of its link. */
export type ExplorerWords = Words['sdp'] & { readonly trace: TraceWords; readonly share: ShareWords };
