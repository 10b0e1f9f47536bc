import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { missingFromLock, platformEntry } from './complete-lock.mjs';
import { top } from './server.ts';

const text = readFileSync(`${top}/package-lock.json`, 'utf8');

describe('the lock', () => {
  test('holds every optional dependency that an entry names, so that npm ci accepts it', () => {
    expect(missingFromLock(JSON.parse(text))).toEqual([]);
  });

  test('names no registry', () => {
    expect(text).not.toMatch(/"resolved":/);
  });

  test('pins each package of package.json to one version', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(`${top}/package.json`, 'utf8'),
    );
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });
});

describe('the lock is completed', () => {
  test('an optional dependency that nobody could fetch is missing', () => {
    const packages = { 'node_modules/search': { optionalDependencies: { '@search/darwin-x64': '1.0.0' } } };
    expect(missingFromLock({ packages })).toEqual([['node_modules/@search/darwin-x64', '1.0.0']]);
  });

  test.each([
    ['node_modules/@pagefind/windows-x64', { cpu: ['x64'], os: ['win32'] }],
    ['node_modules/@biomejs/cli-linux-arm64-musl', { cpu: ['arm64'], os: ['linux'], libc: ['musl'] }],
    ['node_modules/@astrojs/compiler-binding-wasm32-wasi', { cpu: ['wasm32'] }],
  ])('%s is for its platform alone', (path, platform) => {
    expect(platformEntry(path, '1.0.0')).toEqual({ version: '1.0.0', optional: true, ...platform });
  });

  test('a name without a processor is an error', () => {
    expect(() => platformEntry('node_modules/@search/darwin', '1.0.0')).toThrow(/which processor/);
  });
});
