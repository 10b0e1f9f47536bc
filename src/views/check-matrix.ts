/** Every candidate of A against every one of B: a cell a pair, with what the model has of it and what the browser reports. */
import { type Selection, select } from 'd3';
import { type PairStateChip, renderPairStates } from './pair-state.ts';

export interface MatrixHead {
  key: string;
  /** As `host`. */
  type: string;
  /** As `4c1f…a2.local:51620`. */
  address: string;
}

export interface MatrixCell {
  key: string;
  /** Keys of the candidates of A and of B. */
  a: string;
  b: string;
  /** The pair's place in the list; empty where there is none. */
  rank: string;
  chips: readonly PairStateChip[];
  /** As `nominated, selected`; or why there is no pair. */
  note: string;
  /** `pair`: can be looked at. `pruned`: another does the same. `none`: never formed. */
  kind: 'pair' | 'pruned' | 'none';
  selected: boolean;
  /** It is looked at. */
  chosen: boolean;
  /** All of it in a sentence. */
  sentence: string;
}

/** A row of A's that makes no pair, in words over the whole row. */
export interface MatrixGap {
  a: string;
  title: string;
  text: string;
}

export interface MatrixPicture {
  rows: readonly MatrixHead[];
  columns: readonly MatrixHead[];
  cells: readonly MatrixCell[];
  gaps: readonly MatrixGap[];
  /** What the rows and columns are, and the same where there is little room. */
  words: { rows: string; columns: string; row: string; column: string };
}

type Item =
  | { kind: 'corner'; key: string; words: MatrixPicture['words'] }
  | { kind: 'column' | 'row'; key: string; head: MatrixHead }
  | { kind: 'gap'; key: string; gap: MatrixGap }
  | { kind: 'cell'; key: string; cell: MatrixCell };

/** The items in the order of the grid, line by line. */
function itemsOf({ rows, columns, cells, gaps, words }: MatrixPicture): Item[] {
  const columnHeads = columns.map((head): Item => ({ kind: 'column', key: `column ${head.key}`, head }));
  const lines = rows.flatMap((head): Item[] => {
    const gap = gaps.find(({ a }) => a === head.key);
    const rest: Item[] = gap
      ? [{ kind: 'gap', key: `gap ${gap.a}`, gap }]
      : columns.flatMap(({ key }) => {
          const cell = cells.find(({ a, b }) => a === head.key && b === key);
          return cell ? [{ kind: 'cell', key: `${cell.kind} ${cell.a} ${cell.b}`, cell }] : [];
        });
    return [{ kind: 'row', key: `row ${head.key}`, head }, ...rest];
  });
  return [{ kind: 'corner', key: 'corner', words }, ...columnHeads, ...lines];
}

type Items = Selection<HTMLElement, Item, Element, unknown>;

/** Fills an item with spans, one a text, each of its class. */
function spans(items: Items, textsOf: (item: Item) => readonly (readonly [kind: string, text: string])[]): void {
  items
    .selectAll<HTMLSpanElement, readonly [string, string]>('span.text')
    .data(textsOf)
    .join('span')
    .attr('class', ([kind]) => `text ${kind}`)
    .text(([, text]) => text);
}

function textsOf(item: Item): readonly (readonly [string, string])[] {
  switch (item.kind) {
    case 'corner':
      return [
        ['b long', item.words.columns],
        ['b short', item.words.column],
        ['a long', item.words.rows],
        ['a short', item.words.row],
      ];
    case 'row':
    case 'column':
      return [
        ['type', item.head.type],
        ['address', item.head.address],
      ];
    case 'gap':
      return [
        ['title', item.gap.title],
        ['why', item.gap.text],
      ];
    default:
      return [
        ['rank', item.cell.rank],
        ['note', item.cell.note],
      ];
  }
}

const isPair = (item: Item): boolean => item.kind === 'cell' && item.cell.kind === 'pair';

/** Draws the matrix into `container`, a grid; `onChoose` is told the key of a pair that is to be looked at: without it none can be. */
export function renderCheckMatrix(container: Element, picture: MatrixPicture, onChoose?: (key: string) => void): void {
  const root = select<Element, unknown>(container);
  root.attr('style', `--columns: ${picture.columns.length}`);
  const items: Items = root
    .selectAll<HTMLElement, Item>(':scope > *')
    .data(itemsOf(picture), (item) => item?.key)
    .join((enter) =>
      enter.append((item) => {
        const isButton = onChoose !== undefined && isPair(item);
        const made = container.ownerDocument.createElement(isButton ? 'button' : 'div');
        if (isButton) made.setAttribute('type', 'button');
        return made;
      }),
    )
    .order();
  items.attr('class', (item) => (item.kind === 'cell' ? `cell ${item.cell.kind}` : item.kind));
  spans(items, textsOf);
  const cells = items.filter((item) => item.kind === 'cell');
  renderPairStates(cells, (item) => (item.kind === 'cell' ? item.cell.chips : []));
  cells.classed('selected', (item) => item.kind === 'cell' && item.cell.selected);
  if (!onChoose) return;
  // a name is for what can be pressed; of any other cell its text is read
  items
    .filter(isPair)
    .attr('aria-description', (item) => (item.kind === 'cell' ? item.cell.sentence : null))
    .attr('aria-pressed', (item) => (item.kind === 'cell' ? String(item.cell.chosen) : null))
    .on('click', (_, item) => item.kind === 'cell' && onChoose(item.cell.key));
}
