import { expect, test } from 'vitest';
import { citationHref, citationText } from '#domain/citation.ts';

test.each([
  [{ doc: 'RFC 9429', section: '3.2' }, 'https://www.rfc-editor.org/rfc/rfc9429#section-3.2'],
  [{ doc: 'RFC 8445', section: 'B.1' }, 'https://www.rfc-editor.org/rfc/rfc8445#appendix-B.1'],
  [{ doc: 'RFC 3264' }, 'https://www.rfc-editor.org/rfc/rfc3264'],
  [
    { doc: 'draft-ietf-wish-whep', section: '4' },
    'https://datatracker.ietf.org/doc/html/draft-ietf-wish-whep#section-4',
  ],
  [
    { doc: 'W3C WebRTC', section: '4.3.1', anchor: 'state-definitions' },
    'https://www.w3.org/TR/webrtc/#state-definitions',
  ],
  [{ doc: 'W3C WebRTC', section: '4.3.1' }, 'https://www.w3.org/TR/webrtc/'],
])('%o is at %s', (citation, href) => {
  expect(citationHref(citation)).toBe(href);
});

test('a document without a known address stops the build and is named', () => {
  expect(() => citationHref({ doc: 'Folklore', section: '1' })).toThrow('Folklore');
});

test('a citation reads as the document and its section', () => {
  expect(citationText({ doc: 'RFC 9429', section: '3.2' })).toBe('RFC 9429 §3.2');
  expect(citationText({ doc: 'W3C WebRTC' })).toBe('W3C WebRTC');
});
