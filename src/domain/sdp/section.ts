import type { SdpLine } from './sdp-line.ts';
import { after, afterFirstWord, before, firstWord } from './words.ts';

/** Shared by the sections without an rtpmap. */
const noCodecs = new Map<string, string>();

/** The session's own lines (`index` 0), or one `m=` line and all that belongs to it (RFC 8866 §5.14). */
export class Section {
  readonly index: number;
  /** Index of the first line, from 0. */
  readonly from: number;
  /** Index after the last line. */
  to: number;
  /** What follows `m=`, as `video 9 UDP/TLS/RTP/SAVPF 96 97`; empty for the session. */
  description = '';
  /** Value of `a=mid`. */
  mid = '';
  bundleOnly = false;
  /** Payload type to encoding, as `111` to `opus/48000/2`. */
  codecs = noCodecs;

  constructor(index: number, from: number) {
    this.index = index;
    this.from = from;
    this.to = from;
  }

  /** `audio`, `video`, `application` …; empty for the session. */
  get media(): string {
    return firstWord(this.description);
  }

  /** The port as written, as `9` or `49170/2`. */
  get port(): string {
    return firstWord(afterFirstWord(this.description));
  }

  /** As `UDP/TLS/RTP/SAVPF`. */
  get protocol(): string {
    return firstWord(afterFirstWord(afterFirstWord(this.description)));
  }

  /** The formats as written, as `96 97` or `webrtc-datachannel`. */
  get formats(): string {
    return afterFirstWord(afterFirstWord(afterFirstWord(this.description)));
  }

  /** Takes in the next line of the section. */
  add(line: SdpLine): void {
    this.to = line.number;
    if (line.type === 'm') this.description = line.value;
    else if (line.name === 'rtpmap') this.#keepCodec(line.value);
    else if (line.name === 'mid') this.mid = line.value;
    else if (line.name === 'bundle-only') this.bundleOnly = true;
  }

  #keepCodec(rtpmap: string): void {
    if (this.codecs === noCodecs) this.codecs = new Map();
    this.codecs.set(firstWord(rtpmap), afterFirstWord(rtpmap));
  }

  /** The codec that a payload type stands for, as `opus`; empty when no rtpmap says it. */
  codecName(payloadType: string): string {
    return before(this.codecs.get(payloadType) ?? '', '/');
  }

  /** What follows the codec's name, as `48000/2`. */
  codecParameters(payloadType: string): string {
    return after(this.codecs.get(payloadType) ?? '', '/');
  }
}
