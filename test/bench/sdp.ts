import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'sdp-transform';
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import type { Meaning } from '#domain/sdp/meaning.ts';
import { formatSessionDescription, parseSessionDescription } from '#domain/sdp/session-description.ts';
import { top } from '../server.ts';
import { compare, type Figure, figureOf } from './figure.ts';

/** Descriptions that nobody here wrote, where they are; else those that our browsers gave. */
const folder = [join(top, '../shared/corpus/sdp'), join(top, 'test/fixtures/sdp')].find(existsSync) ?? '';
const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.sdp'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

/** The speed of the parser against a common one, and what the worst of inputs do to it. */
export async function* figures(): AsyncGenerator<Figure> {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  yield await compare({
    name: 'SDP parse with meaning / sdp-transform parse',
    limit: 1,
    bound: 'at least',
    unit: 'bytes/s',
    a: () =>
      bytes /
      secondsOf(() => {
        for (const text of texts) parseWithMeaning(text);
      }),
    b: () =>
      bytes /
      secondsOf(() => {
        for (const text of texts) parse(text);
      }),
  });
  const same = texts.filter((text) => formatSessionDescription(parseSessionDescription(text)) === text).length;
  yield figureOf({ name: 'SDP given back byte for byte / all', limit: 1, bound: 'at least', unit: 'descriptions' }, [
    { a: same, b: texts.length },
  ]);
  for (const [kind, input] of Object.entries(pathological)) {
    const [once, twice] = [input(1), input(2)];
    yield await compare({
      name: `SDP parse with meaning of twice / once as many ${kind}`,
      limit: 2.2,
      unit: 'ms',
      a: () => 1000 * secondsOf(() => parseWithMeaning(twice)),
      b: () => 1000 * secondsOf(() => parseWithMeaning(once)),
    });
  }
}

/** Small enough for the caches and one generation of the heap: beyond, doubling measures these, not the parser. */
const lines = (line: string) => (times: number) => `v=0\r\n${line.repeat(times * 5_000)}`;
const oneLine = (start: string, part: string) => (times: number) => `${start}${part.repeat(times * 20_000)}\r\n`;

const pathological: Record<string, (times: number) => string> = {
  'empty lines': lines('\r\n'),
  'lone carriage returns': lines('\r'),
  'media sections': lines('m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n'),
  'attributes of one section': lines('a=ssrc:1 cname:x\r\n'),
  'unknown lines': lines('%\n'),
  'characters in a line': oneLine('a=x:', 'a'),
  'spaces in a candidate': oneLine('a=candidate:1 1 udp 1 192.0.2.1 9 typ host', ' '),
  'parameters of a format': oneLine('m=audio 9 RTP/AVP 0\r\na=fmtp:0 ', 'a=1;'),
  'formats of a media line': oneLine('m=audio 9 RTP/AVP', ' 0'),
  'colons in a fingerprint': oneLine('a=fingerprint:sha-256 ', 'AA:'),
};

/** Gives the meanings, so that no engine may leave the work out. */
function parseWithMeaning(text: string): Meaning[] {
  const description = parseSessionDescription(text);
  return description.lines.map((line) => meaningOf(line, description.sectionOf(line)));
}

/**
 * Runs some work again and again for a tenth of a second, and gives the mean seconds of a run: those that this thread was at
 * work, so that a busy machine changes nothing.
 */
function secondsOf(work: () => void): number {
  let runs = 0;
  const started = busySeconds();
  while (busySeconds() - started < 0.1) {
    work();
    runs += 1;
  }
  return (busySeconds() - started) / runs;
}

function busySeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000_000;
}
