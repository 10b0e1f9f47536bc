import { expect, test } from 'vitest';
import { policyFor, withPolicy } from '#content-security-policy.ts';

const page = (body: string) => `<html><head><meta charset="utf-8"><title>t</title></head><body>${body}</body></html>`;

test('an inline script is let in by the hash of its text', () => {
  expect(policyFor(page('<script></script>'))).toContain("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  expect(policyFor(page('<script type="module">1</script>'))).toContain("'sha256-");
});

test('a script of this site needs no hash, and neither do data', () => {
  const html = page('<script src="/a.js"></script><script type="application/json">{}</script>');
  expect(policyFor(html)).not.toContain('sha256-');
});

test('the same script twice is one hash', () => {
  expect(policyFor(page('<script>a</script><script>a</script>')).match(/sha256-/g)).toHaveLength(1);
});

test('nothing is loaded from elsewhere', () => {
  expect(policyFor(page(''))).toMatch(/^default-src 'self';/);
  expect(policyFor(page(''))).not.toMatch(/https?:|\*/);
});

test('the policy stands before everything it governs', () => {
  expect(withPolicy(page(''))).toMatch(
    /<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"[^>]*><title>/,
  );
});
