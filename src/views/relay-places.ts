/**
 * Where everything of a relayed call's picture lies. Where there is room, a row is one arrow high with its time to the left; on a phone
 * its time stands above it and its words are broken into lines, so that nothing is wider than the screen.
 */
import type { RelayArrow, RelayPicture, RelayPictureRow } from './relay-timeline.ts';

export interface Places {
  width: number;
  isNarrow: boolean;
  x: Readonly<Record<'time' | 'client' | 'from' | 'to' | 'peer', number>>;
  /** Where the arrows between client and server, and between server and peer, begin and end on the left and the right. */
  lanes: Readonly<Record<'left' | 'right', readonly [number, number]>>;
  /** Y of each row's arrows. */
  rows: readonly number[];
  now: number;
  planned: readonly number[];
  height: number;
}

/** Px of a row above and below its arrows. */
export interface Room {
  above: number;
  below: number;
}

const narrowest = 580;
const widest = 708;
/** Y at which the first row begins. */
const top = 10;
/** Px between two lines of text. */
export const lineHeight = 15;

/** Px that a character takes at 12 px, no less than in the widest of the common typefaces. */
const charWidth = (character: string, isBold: boolean): number => {
  if (/[\u1100-\uffff]/.test(character)) return 12.5;
  if (/[\s.,:;’'|()ilj]/.test(character)) return 4.6;
  return isBold ? 8.4 : 7.3;
};

const widthOf = (text: string, isBold: boolean): number =>
  [...text].reduce((sum, character) => sum + charWidth(character, isBold), 0);

/** The lines of a text that has so many px; a word longer than that stays whole. */
export function linesOf(text: string, room: number, isBold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || widthOf(longer, isBold) > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function across(wished: number): Pick<Places, 'width' | 'x' | 'lanes' | 'isNarrow'> {
  if (wished < narrowest) return acrossPhone(Math.round(Math.max(300, wished)));
  const width = Math.round(Math.min(widest, wished));
  const client = width < 640 ? 96 : 116;
  const from = Math.round(client + (width - client) * 0.415);
  const peer = width - (width < 640 ? 76 : 105);
  return lanesOf({ time: client - 28, client, from, to: from + 28, peer }, width, false);
}

function acrossPhone(width: number): Pick<Places, 'width' | 'x' | 'lanes' | 'isNarrow'> {
  const from = Math.round(width * 0.585);
  return lanesOf({ time: 18, client: 9, from, to: from + 28, peer: width - 9 }, width, true);
}

function lanesOf(x: Places['x'], width: number, isNarrow: boolean): Pick<Places, 'width' | 'x' | 'lanes' | 'isNarrow'> {
  const left = [x.client + 8, x.from - 2] as const;
  const right = [x.to + (isNarrow ? 4 : 24), x.peer - 8] as const;
  return { width, x, isNarrow, lanes: { left, right } };
}

/** What stands above and below an arrow, in the lines that its lane has room for. */
export function wordsOf(
  { text, detail = '' }: RelayArrow,
  [start, end]: readonly [number, number],
  isNarrow: boolean,
): Record<'what' | 'detail', string[]> {
  const below = detail === '' ? [] : [detail];
  if (!isNarrow) return { what: [text], detail: below };
  return { what: linesOf(text, end - start, true), detail: below.flatMap((each) => linesOf(each, end - start)) };
}

/** What stands beside the server. */
export function asideLines({ aside = [] }: RelayPictureRow, { isNarrow, lanes }: Pick<Places, 'isNarrow' | 'lanes'>) {
  const [start, end] = lanes.right;
  const lines = aside.map((text, i) => (isNarrow ? linesOf(text, end - start, i === 0) : [text]));
  return lines.flatMap((texts, i) => texts.map((text) => ({ text, isFirst: i === 0 })));
}

export function roomOf(row: RelayPictureRow, places: Pick<Places, 'isNarrow' | 'lanes'>): Room {
  const { left, right } = row;
  const { isNarrow, lanes } = places;
  const aside = asideLines(row, places).length;
  if (!isNarrow) return { above: 22, below: left?.detail || right?.detail || aside > 1 ? 26 : 18 };
  const words = [
    ...(left ? [wordsOf(left, lanes.left, true)] : []),
    ...(right ? [wordsOf(right, lanes.right, true)] : []),
  ];
  const most = (name: 'what' | 'detail'): number => Math.max(0, ...words.map((each) => each[name].length));
  return {
    above: 10 + lineHeight * (most('what') + (row.time === '' ? 0 : 1)),
    below: 10 + lineHeight * Math.max(most('detail'), aside - 0.5),
  };
}

/** Where everything lies, for so many px. */
export function placesOf({ rows, planned, width }: RelayPicture): Places {
  const wide = across(width);
  let y = top;
  const place = (row: RelayPictureRow): number => {
    const { above, below } = roomOf(row, wide);
    const at = y + above;
    y = at + below;
    return at;
  };
  const happened = rows.map(place);
  const now = y + 22;
  y = now + 18;
  const coming = planned.map(place);
  return { ...wide, rows: happened, now, planned: coming, height: y + (wide.isNarrow ? 12 : 30) };
}
