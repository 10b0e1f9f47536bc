/** Meanings of the attributes of RTP: codecs, feedback, header extensions, sources, simulcast. */
import { meaningOfFmtp } from './fmtp-meaning.ts';
import { type Meaning, meaning } from './meaning.ts';
import type { MeaningKey } from './meaning-sources.ts';
import type { Section } from './section.ts';
import { after, afterFirstWord, before, firstWord } from './words.ts';

type Rule = (value: string, section: Section) => Meaning;

const always =
  (key: MeaningKey): Rule =>
  () =>
    meaning(key);

const withValue =
  (key: MeaningKey): Rule =>
  (value) =>
    meaning(key, { value });

export const rtpRules: readonly (readonly [name: string, rule: Rule])[] = [
  ['rtpmap', meaningOfRtpmap],
  ['fmtp', meaningOfFmtp],
  ['rtcp-fb', meaningOfFeedback],
  ['rtcp', (value) => meaning('rtcp', { port: firstWord(value) })],
  ['rtcp-mux', always('rtcpMux')],
  ['rtcp-mux-only', always('rtcpMuxOnly')],
  ['rtcp-rsize', always('rtcpRsize')],
  ['rtcp-xr', always('rtcpXr')],
  ['extmap', meaningOfExtmap],
  ['extmap-allow-mixed', always('extmapAllowMixed')],
  ['ssrc', meaningOfSsrc],
  ['ssrc-group', meaningOfSsrcGroup],
  ['rid', meaningOfRid],
  ['simulcast', withValue('simulcast')],
  ['ptime', withValue('ptime')],
  ['maxptime', withValue('maxptime')],
  ['imageattr', always('imageattr')],
];

const specialCodecs = new Map<string, MeaningKey>([
  ['opus', 'rtpmapOpus'],
  ['g722', 'rtpmapG722'],
  ['rtx', 'rtpmapRtx'],
  ['red', 'rtpmapRed'],
  ['ulpfec', 'rtpmapFec'],
  ['flexfec', 'rtpmapFec'],
  ['flexfec-03', 'rtpmapFec'],
  ['cn', 'rtpmapComfortNoise'],
  ['telephone-event', 'rtpmapTelephoneEvent'],
]);

/** `111 opus/48000/2` (RFC 8866 §6.6). */
function meaningOfRtpmap(value: string, section: Section): Meaning {
  const encoding = afterFirstWord(value);
  const codec = before(encoding, '/');
  const clock = before(after(encoding, '/'), '/');
  const common = { payload: firstWord(value), codec, clock };
  const special = specialCodecs.get(codec.toLowerCase());
  if (special) return meaning(special, common);
  if (section.media !== 'audio') return meaning('rtpmapVideo', common);
  return meaning('rtpmapAudio', { ...common, channels: after(after(encoding, '/'), '/') || '1' });
}

const feedbacks = new Map<string, MeaningKey>([
  ['nack', 'rtcpFbNack'],
  ['nack pli', 'rtcpFbPli'],
  ['ccm fir', 'rtcpFbFir'],
  ['ccm tmmbr', 'rtcpFbTmmbr'],
  ['transport-cc', 'rtcpFbTransportCc'],
  ['goog-remb', 'rtcpFbRemb'],
  ['ack ccfb', 'rtcpFbCcfb'],
]);

/** `96 nack pli` (RFC 4585 §4.2). */
function meaningOfFeedback(value: string, section: Section): Meaning {
  const payload = firstWord(value);
  const feedback = afterFirstWord(value).trimEnd();
  return meaning(feedbacks.get(feedback) ?? 'rtcpFb', { codec: section.codecName(payload) || payload, feedback });
}

const extensions = new Map<string, MeaningKey>([
  ['urn:ietf:params:rtp-hdrext:sdes:mid', 'extmapMid'],
  ['urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', 'extmapRid'],
  ['urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id', 'extmapRepairedRid'],
  ['urn:ietf:params:rtp-hdrext:ssrc-audio-level', 'extmapAudioLevel'],
  ['urn:ietf:params:rtp-hdrext:csrc-audio-level', 'extmapCsrcAudioLevel'],
  ['urn:ietf:params:rtp-hdrext:toffset', 'extmapTimeOffset'],
  ['http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time', 'extmapAbsSendTime'],
  ['http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time', 'extmapAbsCaptureTime'],
  ['http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01', 'extmapTransportCc'],
  ['http://www.webrtc.org/experiments/rtp-hdrext/transport-wide-cc-02', 'extmapTransportCc'],
  ['urn:3gpp:video-orientation', 'extmapOrientation'],
  ['http://www.webrtc.org/experiments/rtp-hdrext/playout-delay', 'extmapPlayoutDelay'],
  ['http://www.webrtc.org/experiments/rtp-hdrext/video-content-type', 'extmapContentType'],
  ['http://www.webrtc.org/experiments/rtp-hdrext/video-timing', 'extmapTiming'],
  ['http://www.webrtc.org/experiments/rtp-hdrext/color-space', 'extmapColorSpace'],
  [
    'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
    'extmapDependencyDescriptor',
  ],
  ['http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00', 'extmapLayersAllocation'],
]);

/** `4 urn:ietf:params:rtp-hdrext:sdes:mid` (RFC 8285 §8). */
function meaningOfExtmap(value: string): Meaning {
  const uri = firstWord(afterFirstWord(value));
  return meaning(extensions.get(uri) ?? 'extmap', { id: before(firstWord(value), '/'), uri });
}

const sourceAttributes = new Map<string, MeaningKey>([
  ['cname', 'ssrcCname'],
  ['msid', 'ssrcMsid'],
  ['mslabel', 'ssrcLegacy'],
  ['label', 'ssrcLegacy'],
]);

/** `2366542475 cname:2wFe1bREuNi5aiHt` (RFC 5576 §4.1). */
function meaningOfSsrc(value: string): Meaning {
  const attribute = before(afterFirstWord(value), ':');
  return meaning(sourceAttributes.get(attribute) ?? 'ssrcOther', { ssrc: firstWord(value), attribute });
}

const sourceGroups = new Map<string, MeaningKey>([
  ['FID', 'ssrcGroupFid'],
  ['SIM', 'ssrcGroupSim'],
  ['FEC', 'ssrcGroupFec'],
  ['FEC-FR', 'ssrcGroupFec'],
]);

/** `FID 1111 2222` (RFC 5576 §4.2). */
function meaningOfSsrcGroup(value: string): Meaning {
  const semantics = firstWord(value);
  return meaning(sourceGroups.get(semantics) ?? 'ssrcGroupOther', { semantics, sources: afterFirstWord(value) });
}

/** `hi send max-width=1280` (RFC 8851 §4). */
function meaningOfRid(value: string): Meaning {
  const direction = firstWord(afterFirstWord(value));
  const rid = firstWord(value);
  if (direction === 'send') return meaning('ridSend', { rid });
  return direction === 'recv' ? meaning('ridRecv', { rid }) : meaning('unreadable');
}
