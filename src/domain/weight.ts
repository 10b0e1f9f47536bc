/** How much room plain data takes, without writing it down: what came from elsewhere is weighed before it is looked at. */

/** Levels of arrays and objects that are looked into; a trace has five. */
const deepest = 16;

/** About what a number, a boolean or null takes in JSON. */
const small = 8;

/**
 * About the characters of a value's JSON: `{"sdp":"v=0"}` weighs 14. Infinite where that is more than `limit`, and for what is
 * nested more than 16 deep, cyclic, or no plain data.
 */
export function weightOf(value: unknown, limit: number): number {
  const left = spend(value, limit, 0);
  return left < 0 ? Number.POSITIVE_INFINITY : limit - left;
}

/** What of `left` remains after the value; negative as soon as it is spent. */
function spend(value: unknown, left: number, depth: number): number {
  if (typeof value === 'string') return left - value.length - 2;
  if (typeof value !== 'object' || value === null) return isSmall(value) ? left - small : -1;
  if (depth === deepest) return -1;
  if (Array.isArray(value)) return spendAll(value, left - value.length - 2, depth);
  if (Object.prototype.toString.call(value) !== '[object Object]') return -1;
  const names = Object.keys(value);
  const punctuated = names.reduce((sum, name) => sum + name.length + 4, 2);
  return spendAll(Object.values(value), left - punctuated, depth);
}

function spendAll(values: readonly unknown[], left: number, depth: number): number {
  let rest = left;
  for (let index = 0; index < values.length && rest >= 0; index += 1) rest = spend(values[index], rest, depth + 1);
  return rest;
}

function isSmall(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean';
}
