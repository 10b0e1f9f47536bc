/** Meanings of `a=fmtp:96 …`: what stands in it is the codec's own affair. */
import { type Meaning, meaning } from './meaning.ts';
import type { Section } from './section.ts';
import { afterFirstWord, firstWord } from './words.ts';

type Rule = (parameters: string, payload: string, section: Section) => Meaning | undefined;

/** `109 minptime=10;useinbandfec=1` (RFC 8866 §6.15). */
export function meaningOfFmtp(value: string, section: Section): Meaning {
  const payload = firstWord(value);
  const parameters = afterFirstWord(value);
  const codec = section.codecName(payload);
  const special = rules.get(codec.toLowerCase())?.(parameters, payload, section);
  return special ?? meaning('fmtp', { codec: codec || payload, parameters });
}

const rules = new Map<string, Rule>([
  ['opus', (parameters) => meaning('fmtpOpus', { parameters })],
  ['h264', meaningOfH264],
  ['h265', (parameters) => meaning('fmtpH265', { parameters })],
  ['vp8', (parameters) => meaning('fmtpFrameLimits', { parameters })],
  ['vp9', meaningOfVp9],
  ['av1', (parameters) => meaning('fmtpAv1', { parameters })],
  ['rtx', meaningOfRtx],
  ['red', (parameters) => meaning('fmtpRed', { parameters })],
  ['telephone-event', (parameters) => meaning('fmtpTelephoneEvent', { parameters })],
]);

/** One of the `name=value` parted by semicolons; empty when it is not there. */
function parameter(parameters: string, name: string): string {
  for (let from = 0; from < parameters.length; ) {
    const semicolon = parameters.indexOf(';', from);
    const end = semicolon === -1 ? parameters.length : semicolon;
    const word = parameters.slice(from, end).trimStart();
    if (word.startsWith(name) && word[name.length] === '=') return word.slice(name.length + 1).trimEnd();
    from = end + 1;
  }
  return '';
}

/** `level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f` (RFC 6184 §8.1); the mode is 0 unless said. */
function meaningOfH264(parameters: string): Meaning | undefined {
  const profile = parameter(parameters, 'profile-level-id');
  if (profile === '') return undefined;
  return meaning('fmtpH264', { profile, mode: parameter(parameters, 'packetization-mode') || '0' });
}

/** `profile-id=2` or `max-fs=12288;max-fr=60` (RFC 9628 §6). */
function meaningOfVp9(parameters: string): Meaning {
  const profile = parameter(parameters, 'profile-id');
  return profile === '' ? meaning('fmtpFrameLimits', { parameters }) : meaning('fmtpVp9', { profile });
}

/** `apt=96` (RFC 4588 §8.6). */
function meaningOfRtx(parameters: string, payload: string, section: Section): Meaning | undefined {
  const apt = parameter(parameters, 'apt');
  return apt === '' ? undefined : meaning('fmtpRtx', { payload, apt, codec: section.codecName(apt) || apt });
}
