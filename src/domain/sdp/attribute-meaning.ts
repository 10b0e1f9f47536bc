/** Meanings of `a=` lines: the session, ICE, DTLS, data channels, and what other uses of SDP write. */
import { meaningOfCandidate } from './candidate-meaning.ts';
import { type Meaning, meaning } from './meaning.ts';
import type { MeaningKey } from './meaning-sources.ts';
import { rtpRules } from './rtp-meaning.ts';
import type { SdpLine } from './sdp-line.ts';
import type { Section } from './section.ts';
import { afterFirstWord, before, firstWord } from './words.ts';

export type AttributeRule = (value: string, section: Section) => Meaning;

/** What `a=setup:active` and every other attribute means; one that nobody knows says so. */
export function meaningOfAttribute(line: SdpLine, section: Section): Meaning {
  const rule = rules.get(line.name);
  return rule ? rule(line.value, section) : meaning('unknownAttribute', { name: line.name });
}

const always =
  (key: MeaningKey): AttributeRule =>
  () =>
    meaning(key);

const withValue =
  (key: MeaningKey): AttributeRule =>
  (value) =>
    meaning(key, { value });

/** In an SCTP section a direction says nothing (RFC 8841 §9.2). */
const direction =
  (key: MeaningKey): AttributeRule =>
  (_, section) =>
    meaning(section.protocol.endsWith('SCTP') ? 'directionOfData' : key);

const rules = new Map<string, AttributeRule>([
  ['group', meaningOfGroup],
  ['mid', withValue('mid')],
  ['bundle-only', always('bundleOnly')],
  ['msid-semantic', always('msidSemantic')],
  ['msid', meaningOfMsid],
  ['identity', always('identity')],

  ['ice-ufrag', withValue('iceUfrag')],
  ['ice-pwd', always('icePwd')],
  ['ice-options', meaningOfIceOptions],
  ['ice-lite', always('iceLite')],
  ['ice-mismatch', always('iceMismatch')],
  ['ice-pacing', withValue('icePacing')],
  ['remote-candidates', always('remoteCandidates')],
  ['candidate', meaningOfCandidate],
  ['end-of-candidates', always('endOfCandidates')],

  ['fingerprint', (value) => meaning('fingerprint', { algorithm: firstWord(value), digest: afterFirstWord(value) })],
  ['setup', (value) => meaning(setups.get(value) ?? 'unreadable')],
  ['tls-id', always('tlsId')],
  ['crypto', always('crypto')],

  ['sendrecv', direction('sendrecv')],
  ['sendonly', direction('sendonly')],
  ['recvonly', direction('recvonly')],
  ['inactive', direction('inactive')],

  ['sctp-port', withValue('sctpPort')],
  ['sctpmap', always('sctpmap')],
  [
    'max-message-size',
    (value) => (value === '0' ? meaning('maxMessageSizeAny') : meaning('maxMessageSize', { value })),
  ],
  ['dcmap', always('dcmap')],
  ['dcsa', always('dcsa')],
  ...rtpRules,

  ['cat', always('category')],
  ['keywds', always('keywords')],
  ['tool', withValue('tool')],
  ['orient', always('orientation')],
  ['type', always('conferenceType')],
  ['charset', always('charset')],
  ['sdplang', always('sdpLanguage')],
  ['lang', always('language')],
  ['framerate', withValue('framerate')],
  ['quality', always('quality')],
  ['label', withValue('label')],
  ['content', withValue('content')],
  ['source-filter', always('sourceFilter')],
  ['connection', always('connectionReuse')],
  ['control', always('control')],
  ['range', always('range')],
  ['ts-refclk', always('referenceClock')],
  ['mediaclk', always('mediaClock')],
  ['floorctrl', always('floorControl')],
  ['confid', always('conferenceId')],
  ['userid', always('userId')],
  ['floorid', always('floorId')],
]);

const setups = new Map<string, MeaningKey>([
  ['actpass', 'setupActpass'],
  ['active', 'setupActive'],
  ['passive', 'setupPassive'],
  ['holdconn', 'setupHoldconn'],
]);

/** `BUNDLE 0 1 2` (RFC 5888 §5). */
function meaningOfGroup(value: string): Meaning {
  const semantics = firstWord(value);
  const mids = afterFirstWord(value);
  if (semantics === 'BUNDLE') return mids === '' ? meaning('groupBundleEmpty') : meaning('groupBundle', { mids });
  return semantics === 'LS' ? meaning('groupLs', { mids }) : meaning('groupOther', { semantics });
}

/** `<stream> <track>`, the stream being `-` when there is none (RFC 8830 §2). */
function meaningOfMsid(value: string): Meaning {
  const stream = firstWord(value);
  return stream === '-' ? meaning('msidNoStream') : meaning('msid', { stream });
}

/** `trickle renomination` (RFC 8839 §5.6). */
function meaningOfIceOptions(options: string): Meaning {
  const isTrickle = before(`${options} `, ' ') === 'trickle' || options.includes(' trickle');
  return meaning(isTrickle ? 'iceOptionsTrickle' : 'iceOptions', { options });
}
