/** What a line says, as the key of a sentence and the values from this very line; the languages are elsewhere. */
import { meaningOfAttribute } from './attribute-meaning.ts';
import { type Meaning, meaning } from './meaning.ts';
import type { MeaningKey } from './meaning-sources.ts';
import type { SdpLine } from './sdp-line.ts';
import type { Section } from './section.ts';
import { after, before, countWords } from './words.ts';

/** What `a=setup:active` and every other line means in the section it stands in; never throws. */
export function meaningOf(line: SdpLine, section: Section): Meaning {
  if (line.type === '') return meaning('notALine');
  if (line.type === 'a') return meaningOfAttribute(line, section);
  const rule = rules.get(line.type);
  return rule ? rule(line.value, section) : meaning('unknownType', { type: line.type });
}

type Rule = (value: string, section: Section) => Meaning;

const always =
  (key: MeaningKey): Rule =>
  () =>
    meaning(key);

const rules = new Map<string, Rule>([
  ['v', (value) => (value === '0' ? meaning('version') : meaning('unreadable'))],
  ['o', meaningOfOrigin],
  ['s', (name) => (name === '-' || name === ' ' ? meaning('sessionName') : meaning('sessionNameText', { name }))],
  ['i', always('information')],
  ['u', always('uri')],
  ['e', always('email')],
  ['p', always('phone')],
  ['c', meaningOfConnection],
  ['b', meaningOfBandwidth],
  ['t', (value) => meaning(value === '0 0' ? 'timing' : 'timingWindow')],
  ['r', always('repeat')],
  ['z', always('zone')],
  ['k', always('encryptionKey')],
  ['m', meaningOfMedia],
]);

/** `- 4611731400430051336 2 IN IP4 127.0.0.1` (RFC 8866 §5.2). */
function meaningOfOrigin(value: string): Meaning {
  const [, id = '', version = '', , , address = ''] = value.split(' ', 6);
  return meaning('origin', { id, version, address });
}

/** `IN IP4 0.0.0.0` (RFC 8866 §5.7). */
function meaningOfConnection(value: string): Meaning {
  const address = value.split(' ', 3)[2] ?? '';
  const isPlaceholder = address === '0.0.0.0' || address === '::';
  return meaning(isPlaceholder ? 'connectionPlaceholder' : 'connectionAddress', { address });
}

/** Only AS and TIAS limit what is sent; RR and RS share out RTCP; CT says nothing to JSEP (RFC 9429 §5.10). */
const bandwidths = new Map<string, MeaningKey>([
  ['AS', 'bandwidthAs'],
  ['TIAS', 'bandwidthTias'],
  ['RR', 'bandwidthRtcp'],
  ['RS', 'bandwidthRtcp'],
  ['CT', 'bandwidthCt'],
]);

/** `AS:512` (RFC 8866 §5.8). */
function meaningOfBandwidth(value: string): Meaning {
  const type = before(value, ':');
  return meaning(bandwidths.get(type) ?? 'bandwidthUnknown', { type, value: after(value, ':') });
}

/** `video 9 UDP/TLS/RTP/SAVPF 96 97` (RFC 8866 §5.14). */
function meaningOfMedia(_: string, section: Section): Meaning {
  const { media, port, protocol, formats } = section;
  const count = String(countWords(formats, Number.POSITIVE_INFINITY));
  if (formats === '') return meaning('unreadable');
  return meaning(keyOfMedia(section), { media, port, protocol, count });
}

const rtpProfile = /^(?:(?:UDP|TCP)\/(?:D?TLS)\/)?RTP\/S?AVPF?$/;

function keyOfMedia({ port, protocol, bundleOnly }: Section): MeaningKey {
  if (port === '0') return bundleOnly ? 'mediaBundleOnly' : 'mediaRejected';
  const isPlaceholder = port === '9';
  if (protocol.endsWith('DTLS/SCTP')) return isPlaceholder ? 'mediaData' : 'mediaDataAddressed';
  if (!rtpProfile.test(protocol)) return 'mediaUnknown';
  if (!protocol.includes('TLS/RTP/SAVP')) return 'mediaOldProfile';
  return isPlaceholder ? 'mediaPlaceholder' : 'mediaAddressed';
}
