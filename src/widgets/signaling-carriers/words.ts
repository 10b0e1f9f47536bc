import type { CarrierName } from '#domain/trace.ts';
import type { Words } from '#i18n/words.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** The carriers, in the order of the page: from what reaches nobody else to what needs nothing. */
export const carrierNames = [
  'in-page',
  'broadcast-channel',
  'peerserver',
  'polling',
  'copy-paste',
] as const satisfies readonly CarrierName[];

export const isCarrierName = (name: string | undefined): name is CarrierName =>
  carrierNames.some((carrier) => carrier === name);

/** What the page writes into `data-words`: the words of the carriers, of a trace, and of sharing. */
export type CarriersWords = Words['carriers'] & {
  readonly trace: TraceWords;
  readonly share: Words['bench']['share'];
};
