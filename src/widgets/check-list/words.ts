import type { Words } from '#i18n/words.ts';
import type { ShareWords } from '#widgets/share-tools.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** The words of the check list, with those of its trace. */
export type CheckListWords = Words['checks'] & { trace: TraceWords; share: ShareWords };
