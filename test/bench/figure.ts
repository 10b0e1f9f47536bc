/** One result of `npm run bench`, as one line of JSON. */
export interface Figure {
  name: string;
  /** `a / b`, the median over the rounds. */
  ratio: number;
  limit: number;
  bound: 'at most' | 'at least';
  pass: boolean;
  /** Median of what is measured, in `unit`. */
  a: number;
  /** Median of what it is measured against, in `unit`. */
  b: number;
  unit: string;
}

/** A comparison of two things by one number. */
export interface Comparison {
  name: string;
  limit: number;
  bound?: Figure['bound'];
  unit: string;
  /** Gives a number of what is measured, in `unit`. */
  a: () => number | Promise<number>;
  /** Gives the same number of what it is measured against. */
  b: () => number | Promise<number>;
}

/** Rounds of each comparison; the first is also preceded by one that is thrown away. */
const rounds = 7;

/** Measures A and B in turn, the other one first in every second round, and gives the median of the rounds' ratios. */
export async function compare({ a, b, ...named }: Comparison): Promise<Figure> {
  const pairs: Pair[] = [];
  for (let round = -1; round < rounds; round++) {
    const pair = round % 2 === 0 ? { a: await a(), b: await b() } : await inReverse(a, b);
    if (round >= 0) pairs.push(pair);
  }
  return figureOf(named, pairs);
}

/** What one round measured. */
export interface Pair {
  a: number;
  b: number;
}

/** The figure of some rounds. */
export function figureOf(
  { name, limit, bound = 'at most', unit }: Pick<Comparison, 'name' | 'limit' | 'bound' | 'unit'>,
  pairs: Pair[],
): Figure {
  const ratio = median(pairs.map((pair) => pair.a / pair.b));
  const pass = bound === 'at most' ? ratio <= limit : ratio >= limit;
  const [a, b] = [median(pairs.map((pair) => pair.a)), median(pairs.map((pair) => pair.b))];
  return { name, ratio: rounded(ratio), limit, bound, pass, a: rounded(a), b: rounded(b), unit };
}

/** The middle of some numbers, of an even count the mean of both in the middle. */
export function median(numbers: number[]): number {
  return quantile(numbers, 0.5);
}

/** The number that the share `q` of all numbers does not exceed, between two of them interpolated. */
export function quantile(numbers: number[], q: number): number {
  const sorted = numbers.toSorted((x, y) => x - y);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) throw new Error('there is no quantile of no numbers');
  return below + (above - below) * (at - Math.floor(at));
}

async function inReverse(a: Comparison['a'], b: Comparison['b']): Promise<Pair> {
  const second = await b();
  return { a: await a(), b: second };
}

function rounded(number: number): number {
  return Number(number.toPrecision(4));
}
