import type { Words } from '#i18n/words.ts';
import type { TableWords } from '#widgets/nat-rows.ts';

/** What the page writes into `data-words`: the widget's own words, those of a NAT's tables and of its choices. */
export type PacketWords = Words['natPacket'] & {
  readonly tables: TableWords;
  readonly refusal: Words['natLab']['refusal'];
};
