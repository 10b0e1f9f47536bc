/** Numbers and addresses as this instrument writes them. */
import type { Candidate } from '#domain/ice/candidate.ts';

const grouped = new Intl.NumberFormat('en-US');

/** `2,113,937,151` */
export const thousands = (value: number): string => grouped.format(value);

/** Milliseconds: `0.4`, `6.2`, `131`, `−500`. */
export const milliseconds = (ms: number): string =>
  (Math.abs(ms) < 9.95 ? ms.toFixed(1) : String(Math.round(ms))).replace('-', '−');

/** A time with its unit: `131 ms`, and past ten seconds `40.1 s`. */
export const timeText = (ms: number, units: { ms: string; s: string }): string =>
  ms < 10_000 ? `${milliseconds(ms)} ${units.ms}` : `${(ms / 1000).toFixed(1)} ${units.s}`;

/** An address that fits a card: a long name is cut in its middle. */
export function shortAddress(address: string): string {
  const short = address.length > 22 ? `${address.slice(0, 4)}…${address.slice(-8)}` : address;
  return short.includes(':') ? `[${short}]` : short;
}

export const shortPlace = ({ address, port }: Pick<Candidate, 'address' | 'port'>): string =>
  `${shortAddress(address)}:${port}`;

/** A round step that divides `span` into about five: 1, 2 or 5 times a power of ten. */
export function roundStep(span: number): number {
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
}
