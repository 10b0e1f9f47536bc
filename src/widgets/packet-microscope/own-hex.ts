/** The Hex tab: the reader's own bytes, read while they are typed, and nothing of them lost. */
import { type HexProblem, readHex, toHex } from '#domain/stun/hex.ts';
import { fill } from '#i18n/fill.ts';
import { button, named, part } from '#widgets/parts.ts';
import { bytesText } from './heads.ts';
import type { MicroscopeWords } from './words.ts';

/** Most bytes that a UDP datagram over IPv4 holds. */
const mostBytes = 65_507;

export interface OwnReading {
  readonly bytes: Uint8Array;
  readonly problem?: HexProblem;
  /** There is more text than a datagram can hold, and the rest is not read. */
  readonly isCut?: boolean;
}

/** Half a byte where the text was cut is no fault of the reader's. */
const isReal = (problem: HexProblem | undefined): boolean => problem?.reason === 'not-hex';

export class OwnHex {
  readonly #root: HTMLElement;
  readonly #words: MicroscopeWords;
  readonly #box: HTMLTextAreaElement;
  readonly #password: HTMLInputElement;

  /** Calls `onChange` when the text or the password is another, and `onUndo` when the reader has enough of it. */
  constructor(
    root: HTMLElement,
    words: MicroscopeWords,
    signal: AbortSignal,
    onChange: () => void,
    onUndo: () => void,
  ) {
    this.#root = root;
    this.#words = words;
    this.#box = part(root, 'textarea[name=own]', HTMLTextAreaElement);
    this.#password = part(root, 'input[name=password]', HTMLInputElement);
    for (const field of [this.#box, this.#password]) field.addEventListener('input', onChange, { signal });
    button(root, 'hex-undo').addEventListener('click', onUndo, { signal });
  }

  get isEmpty(): boolean {
    return this.#box.value.trim() === '';
  }

  get password(): string {
    return this.#password.value;
  }

  /** The text as bytes: as many as there are before the first character that is none. */
  read(): OwnReading {
    const { value } = this.#box;
    const text = value.slice(0, mostBytes * 6);
    const reading = readHex(text);
    const { problem } = reading.ok ? { problem: undefined } : reading;
    const before = reading.ok ? reading : readHex(text.slice(0, problem?.index));
    const bytes = before.ok ? before.bytes : new Uint8Array();
    const isCut = bytes.length > mostBytes || (text.length < value.length && !isReal(problem));
    return { bytes: bytes.subarray(0, mostBytes), isCut, ...(problem && !isCut ? { problem } : {}) };
  }

  /** Puts a message into the box, two digits and a space a byte, sixteen a line. */
  take(bytes: Uint8Array): void {
    const digits = toHex(bytes).replace(/(..)(?=.)/g, '$1 ');
    this.#box.value = digits.replace(/((?:.. ){15}..) /g, '$1\n');
  }

  /** Selects the character that is wrong. */
  point({ index, character }: HexProblem): void {
    this.#box.setSelectionRange(index, index + character.length);
  }

  async copy(bytes: Uint8Array): Promise<void> {
    try {
      await navigator.clipboard.writeText(toHex(bytes));
      this.#say(fill(this.#words.copied, { bytes: bytesText(bytes.length, this.#words) }));
    } catch {
      this.take(bytes);
      this.#say(this.#words.copyFailed);
    }
  }

  #say(text: string): void {
    named(this.#root, 'hex-said').replaceChildren(text);
  }
}
