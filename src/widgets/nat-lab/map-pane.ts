import { type Path, predictPath } from '#domain/nat/path.ts';
import { fill } from '#i18n/fill.ts';
import { type MapCell, renderNatMap } from '#views/nat-map.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { readCells, storeCells } from './cells-run.ts';
import { behavioursOf } from './choices.ts';
import { marks, shortName } from './marks.ts';
import type { LabWords } from './words.ts';

const cells = Array.from({ length: 81 }, (_, index) => index);
/** The map of 81 cells, which fills as they are run: by the reader's own runs, or all in turn. */
export class MapPane {
  readonly #root: HTMLElement;
  readonly #words: LabWords;
  readonly #paths = new Map<number, Path>();
  readonly #cells: MapCell[] = [];
  #run = readCells();
  #current = -1;
  #focus = 0;
  /** The cell whose end is not told yet, though it may be known; -1: none. */
  #covered = -1;
  /** What is drawn, so that a frame in which nothing of the map changes costs nothing. */
  #drawn = '';
  /** The frame in which the next cell is run; 0 while none is. */
  #frame = 0;

  constructor(root: HTMLElement, words: LabWords, signal: AbortSignal, onChoose: (cell: number) => void) {
    this.#root = root;
    this.#words = words;
    const table = part(root, '.nat-map', HTMLTableElement);
    for (const [index, each] of [...table.querySelectorAll('button')].entries()) {
      each.addEventListener('click', () => onChoose(index), { signal });
    }
    table.addEventListener('keydown', (event) => this.#onKey(event, table), { signal });
    button(root, 'run-all').addEventListener('click', () => this.#toggle(), { signal });
    button(root, 'clear').addEventListener('click', () => this.#clear(), { signal });
    signal.addEventListener('abort', () => cancelAnimationFrame(this.#frame));
  }

  /** A run of the reader's has ended. */
  add(cell: number): void {
    if (this.#run.has(cell)) return;
    this.#run.add(cell);
    storeCells(this.#run);
    this.draw(this.#current);
  }

  /** Draws the map with a ring around the cell of the run that is shown, covered until it has ended; -1: it belongs to none. */
  draw(current: number, isCovered = this.#covered >= 0): void {
    if (current !== this.#current && current >= 0) this.#focus = current;
    this.#current = current;
    this.#covered = isCovered ? current : -1;
    this.#drawAt(current);
  }

  #drawAt(current: number): void {
    const count = this.#run.size;
    const drawn = [count, current, this.#current, this.#covered, this.#focus, this.#frame > 0].join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const shown = cells.map((index) => this.#cell(index));
    renderNatMap(part(this.#root, '.nat-map', HTMLTableElement), { cells: shown, current, focus: this.#focus });
    const { map } = this.#words;
    write(named(this.#root, 'map-progress'), fill(map.progress, { count }));
    write(named(this.#root, 'map-none'), fill(map.legend.none.text, { count }));
    const all = button(this.#root, 'run-all');
    write(all, this.#frame ? map.stop : map.runAll);
    all.setAttribute('aria-disabled', String(count === cells.length));
    part(this.#root, 'progress', HTMLProgressElement).value = count;
    named(this.#root, 'map-blocked').hidden = this.#current >= 0;
  }

  /** A cell as it is shown, made anew only when it has been run or emptied. */
  #cell(index: number): MapCell {
    const known = this.#cells[index];
    const isTold = this.#run.has(index) && index !== this.#covered;
    if (index === this.#covered) return this.#coveredCell(index);
    if (known && (known.mark !== undefined) === isTold) return known;
    const { a, b } = behavioursOf(index);
    const path = isTold ? this.#pathOf(index) : undefined;
    const { map, guess } = this.#words;
    const params = { a: shortName(a), b: shortName(b), path: path ? guess.paths[path] : map.notRun };
    const cell = { index, mark: path && marks[path], label: fill(map.cell, params) };
    this.#cells[index] = cell;
    return cell;
  }

  #coveredCell(index: number): MapCell {
    const { a, b } = behavioursOf(index);
    const { cell, covered, notRun } = this.#words.map;
    const path = this.#run.has(index) ? covered : notRun;
    return { index, mark: undefined, label: fill(cell, { a: shortName(a), b: shortName(b), path }) };
  }

  #pathOf(index: number): Path {
    const known = this.#paths.get(index);
    if (known) return known;
    const { a, b } = behavioursOf(index);
    const path = predictPath(a, b);
    this.#paths.set(index, path);
    return path;
  }

  /** Runs the cells that are left one after the other, one in each frame; pressed again, stops. */
  #toggle(): void {
    if (this.#frame) {
      this.#stop();
      this.draw(this.#current);
    } else if (this.#run.size < cells.length) this.#frame = requestAnimationFrame(() => this.#runOne());
  }

  #runOne(): void {
    const next = cells.find((index) => !this.#run.has(index));
    if (next === undefined) {
      this.#stop();
      this.draw(this.#current);
      return;
    }
    this.#run.add(next);
    storeCells(this.#run);
    this.#frame = requestAnimationFrame(() => this.#runOne());
    this.#drawAt(next);
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #clear(): void {
    this.#stop();
    this.#run = new Set();
    storeCells(this.#run);
    this.draw(this.#current);
  }

  #onKey(event: KeyboardEvent, table: HTMLTableElement): void {
    const moves: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 9, ArrowUp: -9 };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = this.#focus + move;
    if (to < 0 || to >= cells.length) return;
    this.#focus = to;
    this.#drawAt(this.#current);
    table.querySelectorAll('button')[to]?.focus();
  }
}
