import { describe, expect, test } from 'vitest';
import { playwrightTally, vitestTally } from './tally.ts';

describe('the tally of npm test', () => {
  test('counts the tests of Vitest', () => {
    expect(vitestTally({ numPassedTests: 7, numFailedTests: 2, testResults: [] })).toEqual({ passed: 7, failed: 2 });
  });

  test('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(vitestTally({ numPassedTests: 7, numFailedTests: 0, testResults })).toEqual({ passed: 7, failed: 1 });
  });

  test('counts the tests of Playwright, and an error outside of them', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 };
    expect(playwrightTally({ stats, errors: [{ message: 'setup' }] })).toEqual({ passed: 5, failed: 3 });
  });

  test('counts nothing where there is no report', () => {
    expect(vitestTally(undefined)).toEqual({ passed: 0, failed: 0 });
    expect(playwrightTally(undefined)).toEqual({ passed: 0, failed: 0 });
  });
});
