/** Messages in a stream of bytes, of which none says more than its length (RFC 8489 §6.2.2, RFC 8656 §12.5). */

/** STUN's header, and that of ChannelData. */
const [stunHeader, channelHeader] = [20, 4];

/** What a stream held, and what is wrong with it. */
export type Frames = { ok: true; frames: Uint8Array[] } | { ok: false };

/**
 * Takes a stream apart as it comes: each message once, whole, without the padding that ChannelData has here. What is neither STUN nor
 * ChannelData, or longer than `longest()`, ends the stream: nothing after it could be found again.
 */
export class StreamFrames {
  readonly #longest: () => number;
  /** The beginning of a message whose end has not come. */
  #partial: Buffer | undefined;
  #filled = 0;
  /** When the message began that is not whole; undefined where none is under way. */
  since: number | undefined;

  constructor(longest: () => number) {
    this.#longest = longest;
  }

  /** Takes what came, and gives the messages that are whole now. */
  take(chunk: Buffer, now: number): Frames {
    const frames: Uint8Array[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      if (!this.#partial) {
        const length = lengthOf(rest);
        if (length !== undefined && !(length <= this.#longest())) return { ok: false };
        if (length !== undefined && rest.length >= length) {
          frames.push(rest.subarray(0, length));
          rest = rest.subarray(length);
          continue;
        }
      }
      const used = this.#fill(rest, now);
      if (used === undefined) return { ok: false };
      rest = rest.subarray(used);
      if (this.#partial && this.#filled === this.#partial.length && this.#partial.length > channelHeader) {
        frames.push(this.#partial);
        this.#forget();
      }
    }
    return { ok: true, frames };
  }

  /** Adds to the message under way, its header first; gives how many bytes it took. */
  #fill(rest: Buffer, now: number): number | undefined {
    this.since ??= now;
    this.#partial ??= Buffer.alloc(channelHeader);
    const used = rest.copy(this.#partial, this.#filled);
    this.#filled += used;
    if (this.#filled < channelHeader || this.#partial.length > channelHeader) return used;
    const length = lengthOf(this.#partial);
    if (length === undefined || !(length <= this.#longest())) return undefined;
    this.#partial = Buffer.concat([this.#partial], length);
    return used;
  }

  #forget(): void {
    this.#partial = undefined;
    this.#filled = 0;
    this.since = undefined;
  }
}

/** Bytes of the message that begins so, padding included; undefined before its length has come, NaN where it is no message. */
function lengthOf(bytes: Buffer): number | undefined {
  const first = bytes[0] ?? 0;
  if (first >= 0x80 || (first >= 0x04 && first < 0x40)) return Number.NaN;
  if (bytes.length < channelHeader) return undefined;
  const length = bytes.readUInt16BE(2);
  return first < 0x04 ? stunHeader + length : channelHeader + ((length + 3) & ~3);
}
