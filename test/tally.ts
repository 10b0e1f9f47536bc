import { existsSync, readFileSync } from 'node:fs';

/** How many tests ended how. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Counts a report of Vitest; a file that could not be loaded is one failure. */
export function vitestTally(report: unknown): Tally {
  const broken = listAt(report, 'testResults').filter(
    (file) => fieldOf(file, 'status') === 'failed' && listAt(file, 'assertionResults').length === 0,
  );
  return { passed: countAt(report, 'numPassedTests'), failed: countAt(report, 'numFailedTests') + broken.length };
}

/** Counts a report of Playwright; an error outside of a test is one failure. */
export function playwrightTally(report: unknown): Tally {
  const stats = fieldOf(report, 'stats');
  return {
    passed: countAt(stats, 'expected'),
    failed: countAt(stats, 'unexpected') + countAt(stats, 'flaky') + listAt(report, 'errors').length,
  };
}

/** The JSON in a file, or undefined where there is none. */
export function reportIn(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function listAt(value: unknown, name: string): unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}

function countAt(value: unknown, name: string): number {
  const count = fieldOf(value, name);
  return typeof count === 'number' ? count : 0;
}
