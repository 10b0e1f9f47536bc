import type { Words } from '#i18n/words.ts';
import type { ShareWords } from '#widgets/share-tools.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** What the page writes into `data-words`: the microscope's own, those of a trace and of its link. */
export type MicroscopeWords = Words['microscope'] & { readonly trace: TraceWords; readonly share: ShareWords };
