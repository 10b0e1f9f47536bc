import { describe, expect, it } from 'vitest';
import type { ProblemKey } from '#domain/sdp/problem.ts';
import { parseSessionDescription } from '#domain/sdp/session-description.ts';

const good = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=mid:0',
];

const problemsOf = (lines: readonly string[]): (readonly [number, ProblemKey])[] =>
  [...parseSessionDescription(lines.map((line) => `${line}\r\n`).join('')).problems].map((problem) => [
    problem.line,
    problem.key,
  ]);

/** The good description with one line in place of another. */
const withLine = (number: number, line: string): string[] =>
  good.map((old, index) => (index === number - 1 ? line : old));

describe('a bad line', () => {
  it('is not found in a good description', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  it.each<[number, string, ProblemKey]>([
    [1, 'v=1', 'versionNotZero'],
    [1, '\ufeffv=0', 'byteOrderMark'],
    [2, 'o=- x 2 IN IP4 127.0.0.1', 'origin'],
    [2, 'o=- 1 2 IN IP4', 'origin'],
    [3, 's=', 'sessionNameEmpty'],
    [3, '', 'emptyLine'],
    [4, 't=now', 'time'],
    [5, 'a=group:BUNDLE 0 7', 'groupUnknownMid'],
    [5, 'b=AS', 'bandwidth'],
    [5, 'x=1', 'unknownType'],
    [5, 'hello', 'notTypeValue'],
    [5, 'a=\0', 'nulCharacter'],
    [5, 'a=two words', 'attributeName'],
    [5, 'a= mid', 'spaceAfterEquals'],
    [5, 's=again', 'outOfOrder'],
    [6, 'm=audio', 'media'],
    [6, 'm=audio 70000 UDP/TLS/RTP/SAVPF 111', 'mediaPort'],
    [7, 'c=IN IP4', 'connection'],
    [7, 'a=x', 'missingConnection'],
    [8, 'a=mid:', 'mid'],
    [7, 't=0 0', 'outOfOrder'],
  ])('line %i as %j is %s', (number, line, key) => {
    const found = problemsOf(withLine(number, line)).map(([, name]) => name);
    expect(found).toContain(key);
  });

  it.each<[string, ProblemKey]>([
    ['a=rtpmap:111 opus', 'rtpmap'],
    ['a=rtpmap:111 opus/fast', 'rtpmap'],
    ['a=fmtp:111', 'fmtp'],
    ['a=rtcp-fb:96', 'rtcpFb'],
    ['a=candidate:1 1 udp 1 192.0.2.1 99999 typ host', 'candidate'],
    ['a=fingerprint:sha-256 ZZ', 'fingerprint'],
    ['a=fingerprint:sha-256 D2:FA', 'fingerprintLength'],
    ['a=setup:maybe', 'setup'],
    ['a=ice-ufrag:abc', 'iceUfrag'],
    ['a=ice-pwd:short', 'icePwd'],
    ['a=extmap:x urn:y', 'extmap'],
    ['a=ssrc:4294967296 cname:x', 'ssrc'],
    ['a=ssrc-group:FID', 'ssrcGroup'],
    ['a=sctp-port:99999', 'sctpPort'],
    ['a=max-message-size:big', 'maxMessageSize'],
    ['a=rid:hi up', 'rid'],
    ['a=simulcast:hi', 'simulcast'],
    ['a=msid:a b c', 'msid'],
    ['a=rtcp:x', 'rtcp'],
    ['a=mid:0', 'repeatedMid'],
  ])('%s is %s', (line, key) => {
    expect(problemsOf([...good, line])).toEqual([[9, key]]);
  });

  it('is named once, with its number, and the first one comes first', () => {
    const { problems } = parseSessionDescription('v=0\r\nnonsense\r\nm=audio\r\n');
    expect(problems.at(0)).toMatchObject({ line: 2, key: 'notTypeValue' });
    expect([...problems].map(({ line }) => line)).toEqual([2, 3]);
    expect(problems.ofLine(3)).toMatchObject({ key: 'media' });
    expect(problems.ofLine(1)).toBeUndefined();
  });

  it('that is cut off in the middle is the last line', () => {
    const { problems } = parseSessionDescription(`${good.join('\r\n')}\r\na=finge`);
    expect(problems.at(0)).toMatchObject({ line: 9, key: 'unfinishedLine' });
  });

  it('of a candidate names the field', () => {
    const { problems } = parseSessionDescription(`${good.join('\r\n')}\r\na=candidate:1 x udp\r\n`);
    expect(problems.at(0)?.params).toEqual({ field: 'component', value: 'x' });
  });

  it.each([
    ['missingOrigin', [1, 3, 4]],
    ['missingSessionName', [1, 2, 4]],
    ['missingTime', [1, 2, 3]],
  ] as const)('%s is told at the line where it was due', (key, kept) => {
    const lines = [...kept.map((number) => good[number - 1] ?? ''), ...good.slice(5)];
    expect(problemsOf(lines)).toEqual([[4, key]]);
  });
});
