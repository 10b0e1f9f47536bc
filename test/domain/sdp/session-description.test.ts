import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatSessionDescription, parseInSlices, parseSessionDescription } from '#domain/sdp/session-description.ts';
import { randomSdp, seeded } from './random-sdp.ts';

const corpus = new URL('../../../../shared/corpus/sdp/', import.meta.url);
const fixtures = new URL('../../fixtures/sdp/', import.meta.url);

const offer = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
  'c=IN IP4 0.0.0.0',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n');

const roundTrip = (text: string): string => formatSessionDescription(parseSessionDescription(text));

/** Every file below a folder, one character a byte. */
function* textsIn(folder: URL): Generator<[string, string]> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield [entry.name, readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1')];
  }
}

describe('a description', () => {
  it('is lines with number, offset, type, name and value', () => {
    const { lines } = parseSessionDescription(offer);
    expect(lines[8]).toMatchObject({
      number: 9,
      offset: offer.indexOf('a=rtpmap'),
      text: 'a=rtpmap:111 opus/48000/2',
      ending: '\r\n',
      type: 'a',
      name: 'rtpmap',
      value: '111 opus/48000/2',
      section: 1,
    });
  });

  it('is a session section and one section a m= line', () => {
    const description = parseSessionDescription(offer);
    const [session, audio] = description.sections;
    expect([session?.from, session?.to, audio?.from, audio?.to]).toEqual([0, 5, 5, 9]);
    expect(audio).toMatchObject({
      media: 'audio',
      port: '9',
      protocol: 'UDP/TLS/RTP/SAVPF',
      formats: '111 0',
      mid: '0',
    });
    expect(audio?.codecName('111')).toBe('opus');
  });

  it('gives each line alone as in the whole', () => {
    const description = parseSessionDescription(offer);
    const alone = description.lines.map((line) => description.line(line.number));
    expect(alone).toEqual(description.lines);
    expect(description.line(10)).toBeUndefined();
  });

  it('in slices is the same as in one go', () => {
    const slices = parseInSlices(offer, 2);
    const reached: number[] = [];
    let step = slices.next();
    for (; !step.done; step = slices.next()) reached.push(step.value);
    expect(reached).toHaveLength(4);
    expect(step.value.lines).toEqual(parseSessionDescription(offer).lines);
  });
});

describe('what was parsed comes back character for character', () => {
  it.each([
    ['nothing', ''],
    ['mixed line ends', 'v=0\r\no=x\ns=-\rt=0 0\r\r\n\n\ra=x'],
    ['a lone CR at the end', 'v=0\r'],
    ['a byte order mark', '\ufeffv=0\r\n'],
    ['NUL and lone surrogates', 'a=\0\ud800\r\n'],
    ['no final line end', 'v=0'],
    ['one line of a million characters', `a=${'x'.repeat(1e6)}`],
    ['a million line ends', '\n'.repeat(1e6)],
    ['three hundred thousand m= lines', 'm=\n'.repeat(3e5)],
  ])('%s', (_, text) => {
    expect(roundTrip(text) === text).toBe(true);
  });

  it('five hundred random texts', () => {
    const random = seeded(8866);
    for (let i = 0; i < 500; i++) {
      const text = randomSdp(random);
      expect(roundTrip(text)).toBe(text);
    }
  });

  it('the recorded offers and answers of the browsers', () => {
    for (const [name, text] of textsIn(fixtures)) expect(roundTrip(text) === text, name).toBe(true);
  });

  it.skipIf(!existsSync(corpus))('the corpus of the world, where it is at hand', () => {
    for (const [name, text] of textsIn(corpus)) expect(roundTrip(text) === text, name).toBe(true);
  });
});
