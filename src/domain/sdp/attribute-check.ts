/** The grammar of the attributes that WebRTC uses; attributes not listed here are taken as they are. */
import { parseCandidateValue } from '../ice/candidate.ts';
import { type Fault, fault } from './problem.ts';
import type { SdpLine } from './sdp-line.ts';
import { after, afterFirstWord, before, countWords, firstWord, isDigits } from './words.ts';

type Check = (value: string) => Fault | undefined;

/** What is wrong with an attribute line by itself. */
export function faultOfAttribute({ name, value }: SdpLine): Fault | undefined {
  if (name === '' || name.includes(' ')) return fault('attributeName');
  return checks.get(name)?.(value);
}

const checks = new Map<string, Check>([
  ['rtpmap', (value) => (isRtpmap(value) ? undefined : fault('rtpmap'))],
  ['fmtp', (value) => (isPair(value) ? undefined : fault('fmtp'))],
  ['rtcp-fb', (value) => (isPair(value) ? undefined : fault('rtcpFb'))],
  ['candidate', faultOfCandidate],
  ['fingerprint', faultOfFingerprint],
  ['setup', (value) => (setupRoles.has(value) ? undefined : fault('setup', { value }))],
  ['mid', (value) => (value === '' || value.includes(' ') ? fault('mid') : undefined)],
  ['ice-ufrag', (value) => (value.length >= 4 && value.length <= 256 ? undefined : fault('iceUfrag'))],
  ['ice-pwd', (value) => (value.length >= 22 && value.length <= 256 ? undefined : fault('icePwd'))],
  ['extmap', (value) => (isExtmap(value) ? undefined : fault('extmap'))],
  ['ssrc', (value) => (isSsrc(firstWord(value)) && afterFirstWord(value) !== '' ? undefined : fault('ssrc'))],
  ['ssrc-group', (value) => (isSsrcGroup(value) ? undefined : fault('ssrcGroup'))],
  ['group', (value) => (firstWord(value) === '' ? fault('group') : undefined)],
  ['sctp-port', (value) => (isPort(value) ? undefined : fault('sctpPort', { value }))],
  ['max-message-size', (value) => (isDigits(value) ? undefined : fault('maxMessageSize', { value }))],
  ['rid', (value) => (isRid(value) ? undefined : fault('rid'))],
  ['simulcast', (value) => (isSimulcast(value) ? undefined : fault('simulcast'))],
  ['msid', (value) => (value === '' || countWords(value, 3) > 2 ? fault('msid') : undefined)],
  ['rtcp', (value) => (isPort(firstWord(value)) ? undefined : fault('rtcp'))],
]);

/** RFC 4145 §4. */
const setupRoles = new Set(['active', 'passive', 'actpass', 'holdconn']);

/** Bytes in the digest of each hash function that RFC 8122 §5 names. */
const digestLengths = new Map([
  ['sha-1', 20],
  ['sha-224', 28],
  ['sha-256', 32],
  ['sha-384', 48],
  ['sha-512', 64],
  ['md5', 16],
  ['md2', 16],
]);

const isPair = (value: string): boolean => firstWord(value) !== '' && afterFirstWord(value) !== '';
const isPort = (value: string): boolean => isDigits(value) && value.length <= 5 && Number(value) <= 65535;
const isSsrc = (value: string): boolean => isDigits(value) && value.length <= 10 && Number(value) < 2 ** 32;

/** `111 opus/48000/2` (RFC 8866 §6.6). */
function isRtpmap(value: string): boolean {
  const encoding = afterFirstWord(value);
  return isDigits(firstWord(value)) && encoding.indexOf('/') > 0 && isDigits(before(after(encoding, '/'), '/'));
}

/** `3 urn:ietf:params:rtp-hdrext:sdes:mid`, the number perhaps as `3/sendonly` (RFC 8285 §8). */
function isExtmap(value: string): boolean {
  return isDigits(before(firstWord(value), '/')) && afterFirstWord(value) !== '';
}

/** `FID 1111 2222` (RFC 5576 §4.2). */
function isSsrcGroup(value: string): boolean {
  const sources = afterFirstWord(value);
  return sources !== '' && sources.split(' ').every((source) => source === '' || isSsrc(source));
}

/** `hi send max-width=1280` (RFC 8851 §10). */
function isRid(value: string): boolean {
  const direction = firstWord(afterFirstWord(value));
  return firstWord(value) !== '' && (direction === 'send' || direction === 'recv');
}

/** `send hi;mid;~lo recv 1` (RFC 8853 §5.1); drafts wrote `send rid=hi;lo`. */
function isSimulcast(value: string): boolean {
  const direction = firstWord(value);
  return (direction === 'send' || direction === 'recv') && afterFirstWord(value) !== '';
}

function faultOfCandidate(value: string): Fault | undefined {
  const result = parseCandidateValue(value, false);
  return result.ok ? undefined : fault('candidate', { field: result.field, value: result.value });
}

/** `sha-256 D2:FA:0E:C3:…`, pairs of hexadecimal digits (RFC 8122 §5). */
function faultOfFingerprint(value: string): Fault | undefined {
  const digest = afterFirstWord(value);
  const expected = digestLengths.get(firstWord(value).toLowerCase());
  if (!isHexPairs(digest)) return fault('fingerprint');
  const bytes = (digest.length + 1) / 3;
  if (expected === undefined || bytes === expected) return undefined;
  return fault('fingerprintLength', { bytes: String(bytes), expected: String(expected) });
}

function isHexPairs(digest: string): boolean {
  if (digest.length % 3 !== 2) return false;
  for (let i = 0; i < digest.length; i++) {
    const code = digest.charCodeAt(i);
    const digit = (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102);
    if (i % 3 === 2 ? code !== 58 : !digit) return false;
  }
  return true;
}
