import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import type { Meaning } from '#domain/sdp/meaning.ts';
import { type MeaningKey, meaningSources } from '#domain/sdp/meaning-sources.ts';
import { problemKeys } from '#domain/sdp/problem.ts';
import { missingRequirements, requirementKeys } from '#domain/sdp/requirements.ts';
import { parseSessionDescription } from '#domain/sdp/session-description.ts';
import { en } from '#i18n/en.ts';
import { fill } from '#i18n/fill.ts';
import { ko } from '#i18n/ko.ts';
import { randomSdp, seeded } from './random-sdp.ts';

const fixtures = new URL('../../fixtures/sdp/', import.meta.url);
const recorded = readdirSync(fixtures).map((name) => [name, readFileSync(new URL(name, fixtures), 'utf8')] as const);

/** Meaning of a line that stands last in a section. */
function meaningIn(section: string, line: string): Meaning {
  const description = parseSessionDescription(`${section}${line}\n`);
  const last = description.line(description.lineCount);
  if (!last) throw new Error('no line');
  return meaningOf(last, description.sectionOf(last));
}

const audio = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\na=rtpmap:111 opus/48000/2\n';
const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96 97\na=rtpmap:96 VP8/90000\na=rtpmap:97 rtx/90000\n';
const data = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\n';

describe('what a line means', () => {
  it.each<[string, string, MeaningKey, Record<string, string>]>([
    ['', 'o=- 461 2 IN IP4 127.0.0.1', 'origin', { id: '461', version: '2', address: '127.0.0.1' }],
    ['', 'a=group:BUNDLE 0 1', 'groupBundle', { mids: '0 1' }],
    ['', 'm=video 9 UDP/TLS/RTP/SAVPF 96 97', 'mediaPlaceholder', { media: 'video', port: '9', count: '2' }],
    ['', 'm=video 0 UDP/TLS/RTP/SAVPF 96', 'mediaRejected', { media: 'video' }],
    ['', 'm=audio 49170 RTP/AVP 0', 'mediaOldProfile', { protocol: 'RTP/AVP' }],
    ['', 'm=image 54111 udptl t38', 'mediaUnknown', { protocol: 'udptl' }],
    [audio, 'a=fmtp:111 minptime=10', 'fmtpOpus', { parameters: 'minptime=10' }],
    [video, 'a=rtcp-fb:96 nack pli', 'rtcpFbPli', { codec: 'VP8' }],
    [video, 'a=fmtp:97 apt=96', 'fmtpRtx', { payload: '97', apt: '96', codec: 'VP8' }],
    [video, 'a=fmtp:98 profile-level-id=42e01f', 'fmtp', { codec: '98' }],
    [video, 'a=extmap:4/recvonly urn:3gpp:video-orientation', 'extmapOrientation', { id: '4' }],
    [video, 'a=ssrc:1 cname:x', 'ssrcCname', { ssrc: '1' }],
    [video, 'a=candidate:1 1 udp 1 192.0.2.1 5000 typ host', 'candidateHost', { address: '192.0.2.1', port: '5000' }],
    [video, 'a=candidate:1 1 udp 1 x.local 5000 typ host', 'candidateMdns', { address: 'x.local' }],
    [video, 'a=sendonly', 'sendonly', {}],
    [data, 'a=sendrecv', 'directionOfData', {}],
    [data, 'a=max-message-size:0', 'maxMessageSizeAny', {}],
    [audio, 'b=AS:512', 'bandwidthAs', { value: '512' }],
    [audio, 'a=nonsense:1', 'unknownAttribute', { name: 'nonsense' }],
    [audio, 'a=rtpmap:111', 'unreadable', {}],
    ['', 'x=1', 'unknownType', { type: 'x' }],
    ['', 'hello', 'notALine', {}],
  ])('%j %s', (section, line, key, params) => {
    expect(meaningIn(section, line)).toMatchObject({ key, params });
  });

  it.each(recorded)('%s: every line has a meaning of its own, and no line is bad', (_, text) => {
    const description = parseSessionDescription(text);
    const generic = new Set<MeaningKey>([
      'unknownAttribute',
      'unreadable',
      'unknownType',
      'notALine',
      'extmap',
      'rtcpFb',
      'fmtp',
    ]);
    const unexplained = description.lines.filter((line) =>
      generic.has(meaningOf(line, description.sectionOf(line)).key),
    );
    expect(unexplained.map((line) => line.text)).toEqual([]);
    expect([...description.problems]).toEqual([]);
    expect(missingRequirements(description)).toEqual([]);
  });

  it('is found for any text whatever', () => {
    const random = seeded(9429);
    for (let i = 0; i < 300; i++) {
      const description = parseSessionDescription(randomSdp(random));
      for (const line of description.lines)
        expect(en.sdp.meaning[meaningOf(line, description.sectionOf(line)).key]).toBeTruthy();
    }
  });
});

describe('what WebRTC ignores', () => {
  it.each([
    ['', 's=-', true],
    ['', 't=0 0', true],
    ['', 'v=0', false],
    ['', 'o=- 1 2 IN IP4 127.0.0.1', false],
    [audio, 'c=IN IP4 0.0.0.0', true],
    [audio, 'c=IN IP4 203.0.113.9', true],
    [audio, 'a=rtcp:9 IN IP4 0.0.0.0', true],
    [audio, 'a=rtcp-mux', false],
    [audio, 'b=AS:512', false],
    [audio, 'b=CT:512', true],
    [audio, 'a=sendrecv', false],
    [data, 'a=sendrecv', true],
    [audio, 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x', true],
    [audio, 'a=nonsense', true],
    ['', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', false],
  ])('%j %s: %s', (section, line, ignored) => {
    expect(meaningIn(section, line).ignored).toBe(ignored);
  });
});

describe('what a browser would refuse', () => {
  const keysOf = (text: string) => missingRequirements(parseSessionDescription(text)).map(({ key }) => key);
  const session = 'v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\nt=0 0\n';

  it('is a section without ICE, DTLS and multiplexing', () => {
    expect(keysOf(session + audio)).toEqual(['iceUfrag', 'icePwd', 'fingerprint', 'setup', 'rtcpMux']);
  });

  it('is not a rejected section', () => {
    expect(keysOf(`${session}m=audio 0 RTP/AVP 0\n`)).toEqual([]);
  });

  it('of a bundle only the first section named needs a transport (RFC 9143 §7.1.3)', () => {
    const bundled = `${session}a=group:BUNDLE 0 1\n${audio}a=mid:0\na=rtcp-mux\n${data}a=mid:1\n`;
    expect(keysOf(bundled)).toEqual(['iceUfrag', 'icePwd', 'fingerprint', 'setup', 'sctpPort']);
  });

  it('is a simulcast layer that no rid describes', () => {
    const layers = `${audio}a=rtcp-mux\na=rid:hi send\na=simulcast:send hi;~lo\n`;
    expect(keysOf(session + layers)).toContain('ridMissing');
  });
});

describe.each([
  ['English', en],
  ['Korean', ko],
])('%s', (_, { sdp }) => {
  it('has exactly the sentences that can be said', () => {
    expect(Object.keys(sdp.meaning).sort()).toEqual(Object.keys(meaningSources).sort());
    expect(Object.keys(sdp.problem).sort()).toEqual([...problemKeys].sort());
    expect(Object.keys(sdp.requirement).sort()).toEqual([...requirementKeys].sort());
  });

  it('leaves no gap in a sentence about a recorded line', () => {
    for (const [name, text] of recorded) {
      const description = parseSessionDescription(text);
      for (const line of description.lines) {
        const { key, params } = meaningOf(line, description.sectionOf(line));
        expect(fill(sdp.meaning[key], params), `${name}: ${line.text}`).not.toMatch(/\{\w+\}/);
      }
    }
  });
});
