/** Checks of what came from elsewhere, put together field by field. A check never throws, and never reads an inherited field. */

export type Check = (value: unknown) => boolean;
export type Fields = Readonly<Record<string, Check>>;

export const text: Check = (value) => typeof value === 'string';
export const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
export const flag: Check = (value) => typeof value === 'boolean';

export const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const nullable =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

export const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

export const record =
  (fields: Fields): Check =>
  (value) =>
    isRecord(value) && wrongField(value, fields) === undefined;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first field that is not as it should be; fields that are not named are let be. */
export function wrongField(value: Record<string, unknown>, fields: Fields): string | undefined {
  return Object.keys(fields).find((name) => !fields[name]?.(Object.hasOwn(value, name) ? value[name] : undefined));
}
