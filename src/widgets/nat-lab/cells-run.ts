/** The cells of the map that this browser has run; nothing else of them is kept, since each always ends the same. */
const key = 'trickle:nat-lab';
const cells = 81;

const isCell = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < cells;

/** Reads what is remembered; a browser that keeps nothing, or something that is no list of cells, is an empty map. */
export function readCells(): Set<number> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.filter(isCell) : []);
  } catch {
    return new Set();
  }
}

/** Remembers the cells, where the browser lets a page do so. */
export function storeCells(run: ReadonlySet<number>): void {
  try {
    localStorage.setItem(key, JSON.stringify([...run]));
  } catch {
    // without storage the map lasts as long as the page
  }
}
