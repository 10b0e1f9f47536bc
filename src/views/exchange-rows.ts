/**
 * The messages of signaling as rows between two pages, with the carrier's dotted line between them. This page's half is solid,
 * what lies beyond the line was told by the other page, and is dashed.
 */
import { type Selection, select } from 'd3';
import type { Crossing } from '#domain/exchange-rows.ts';
import type { PeerName } from '#domain/trace.ts';

export interface ExchangeMessage {
  kind: 'message';
  key: string;
  from: PeerName;
  /** As `candidate ×2`. */
  label: string;
  crossing: Crossing;
  /** When it left or reached each end, as `15,297.8`; empty where that is not known. */
  at: Readonly<Record<PeerName, string>>;
  /** Beyond the carrier's line where it did not cross, as `no way across`; empty otherwise. */
  note: string;
  /** The row in a sentence, as `A sent an offer at 8.4 ms; it reached B at 8.9 ms.` */
  sentence: string;
  /** It was sent or has crossed just now, and is to be seen moving. */
  live: boolean;
}

export interface ExchangeSeparator {
  kind: 'separator';
  key: string;
  /** `bad`: signaling stopped. `ok`: it goes on. */
  tone: 'bad' | 'ok';
  /** As `12.4 s · you cut the signaling`. */
  text: string;
}

export interface ExchangePicture {
  /** The end that this page is: A is at the left all the same. */
  self: PeerName;
  rows: readonly (ExchangeMessage | ExchangeSeparator)[];
  /** Key of the row at the cursor; absent for none. */
  current?: string;
  words: {
    /** Names the list. */
    label: string;
    a: string;
    b: string;
    /** Whose clock, in which unit, as `ms, A’s clock`. */
    clock: string;
    /** Name of the carrier. */
    carrier: string;
  };
}

type Row = ExchangeMessage | ExchangeSeparator;
type Item = Selection<HTMLLIElement, Row, HTMLOListElement, unknown>;

const ends = ['a', 'b'] as const;

/** Whether a half of the row has a line: the sender's once it is known to have left, the other when it has crossed. */
const isDrawn = (row: ExchangeMessage, end: PeerName): boolean =>
  row.crossing === 'crossed' || (row.from === end && row.at[end] !== '');

/** The half that the name stands in: this page's, unless there is nothing in it. */
const namedHalf = (row: ExchangeMessage, self: PeerName): PeerName => (isDrawn(row, self) ? self : row.from);

function drawHead(container: Element, { words }: ExchangePicture): void {
  const parts = [
    { kind: 'a', text: words.a },
    { kind: 'clock', text: words.clock },
    { kind: 'carrier', text: words.carrier },
    { kind: 'b', text: words.b },
  ];
  select(container)
    .selectAll<HTMLDivElement, null>('div.exchange-head')
    .data([null])
    .join('div')
    .attr('class', 'exchange-head')
    .selectAll<HTMLSpanElement, (typeof parts)[number]>('span')
    .data(parts)
    .join('span')
    .attr('class', ({ kind }) => kind)
    .text(({ text }) => text);
}

/** The parts of a message's row, empty: the sentence for who hears it, and what is drawn of it. */
function enterMessage(item: Selection<HTMLLIElement, Row, null, undefined>): void {
  item.append('span').attr('class', 'sentence');
  const drawn = item.append('span').attr('class', 'drawn').attr('aria-hidden', 'true');
  drawn.append('span').attr('class', 'time a');
  drawn.append('span').attr('class', 'half a');
  drawn.append('span').attr('class', 'way');
  drawn.append('span').attr('class', 'half b');
  drawn.append('span').attr('class', 'time b');
}

function drawHalf(item: Item, end: PeerName, self: PeerName): void {
  const half = item.select<HTMLSpanElement>(`.half.${end}`).attr('class', (row) => {
    const drawn = row.kind === 'message' && isDrawn(row, end);
    const reached = drawn && row.from !== end ? 'reached' : '';
    return `half ${end} ${end === self ? 'seen' : 'told'} ${drawn ? 'drawn-to' : ''} ${reached}`.trimEnd();
  });
  half
    .selectAll<HTMLSpanElement, string>('span.name')
    .data((row) => (row.kind === 'message' && namedHalf(row, self) === end ? [row.label] : []))
    .join('span')
    .attr('class', 'name')
    .text(String);
  half
    .selectAll<HTMLSpanElement, string>('span.remark')
    .data((row) => (row.kind === 'message' && row.from !== end && row.note !== '' ? [row.note] : []))
    .join('span')
    .attr('class', 'remark')
    .text(String);
}

function drawMessages(item: Item, { self }: ExchangePicture): void {
  item.select('.sentence').text((row) => (row.kind === 'message' ? row.sentence : row.text));
  for (const end of ends) {
    drawHalf(item, end, self);
    item
      .select(`.time.${end}`)
      .attr('class', `time ${end} ${end === self ? 'seen' : 'told'}`)
      .text((row) => (row.kind === 'message' ? row.at[end] : ''));
  }
  // another element each time, so that the motion begins again
  item
    .select('.drawn')
    .selectAll<HTMLElement, string>('i.bead')
    .data(
      (row) => (row.kind === 'message' && row.live && row.crossing === 'crossed' ? [row.label] : []),
      (label) => label,
    )
    .join('i')
    .attr('class', 'bead');
}

/** Characters of the longest time, so that the rows' columns are as wide and stand under one another; at least those of `999.9`. */
const longestTime = (rows: readonly Row[]): number =>
  Math.max(5, ...rows.flatMap((row) => (row.kind === 'message' ? ends.map((end) => row.at[end].length) : [])));

/** Draws head and rows into `container`. */
export function renderExchangeRows(container: Element, picture: ExchangePicture): void {
  const { rows, current, words } = picture;
  drawHead(container, picture);
  const item: Item = select(container)
    .classed('exchange-rows', true)
    .selectAll<HTMLOListElement, null>('ol')
    .data([null])
    .join('ol')
    // a list without markers is none to some screen readers unless it says so
    .attr('role', 'list')
    .attr('aria-label', words.label)
    .style('--time', `${longestTime(rows)}ch`)
    .selectAll<HTMLLIElement, Row>('li')
    .data(rows, (row) => row?.key)
    .join((enter) => {
      const made = enter.append('li');
      made.filter(({ kind }) => kind === 'separator').append('span');
      made
        .filter(({ kind }) => kind === 'message')
        .each(function fill() {
          enterMessage(select<HTMLLIElement, Row>(this));
        });
      return made;
    })
    .attr('class', (row) =>
      row.kind === 'separator'
        ? `separator ${row.tone}`
        : `message from-${row.from} ${row.crossing}${row.live ? ' moving' : ''}`,
    )
    .attr('aria-current', ({ key }) => (key === current ? 'true' : null))
    .order();
  item
    .filter(({ kind }) => kind === 'separator')
    .select('span')
    .text((row) => (row.kind === 'separator' ? row.text : ''));
  drawMessages(
    item.filter(({ kind }) => kind === 'message'),
    picture,
  );
}
