/** Copy and paste as a carrier: the reader takes each end's text and hands it to the other. */
import type { Letter } from '#domain/letter.ts';
import type { PeerName } from '#domain/trace.ts';
import { TextProblem } from '#lab/carriers/carried-text.ts';
import { type CopyPaste, copyPaste } from '#lab/carriers/copy-paste.ts';
import type { OpenChannel, Seat } from '#lab/signaling-channel.ts';
import { named, part, write } from '#widgets/parts.ts';
import type { Way } from './ways.ts';
import type { CarriersWords } from './words.ts';

const peers = ['a', 'b'] as const;

/** The last letter that an end writes before it is connected. */
const isLast = (letter: Letter): boolean =>
  letter.kind === 'parcel' && letter.content.kind === 'message' && letter.content.body.kind === 'end-of-candidates';

export class Courier implements Way {
  readonly #root: HTMLElement;
  readonly #words: CarriersWords['courier'];
  /** The ends of the run under way. */
  #ends: Partial<Record<PeerName, CopyPaste>> = {};
  #onText: (seat: Seat, text: string) => void = () => {};

  constructor(root: HTMLElement, words: CarriersWords['courier'], signal: AbortSignal, onGiveUp: () => void) {
    this.#root = root;
    this.#words = words;
    part(root, '[data-do="give-up"]', HTMLElement).addEventListener('click', onGiveUp, { signal });
    for (const peer of peers) {
      this.#copyButton(peer).addEventListener('click', () => void this.#copy(peer), { signal });
      part(root, `[data-into="${peer}"]`, HTMLFormElement).addEventListener(
        'submit',
        (event) => {
          event.preventDefault();
          void this.#hand(peer);
        },
        { signal },
      );
    }
  }

  /** What crosses is made when the reader takes it. */
  textOf(): undefined {
    return undefined;
  }

  start(onText: (seat: Seat, text: string) => void): OpenChannel {
    this.#onText = onText;
    this.#ends = { a: copyPaste(), b: copyPaste() };
    this.#clear();
    this.#panel.hidden = false;
    this.#panel.scrollIntoView({ block: 'nearest' });
    return (seat, events, signal) => {
      signal.addEventListener('abort', () => this.#finish(), { once: true });
      const channel = this.#ends[seat.peer]?.open(seat, events, signal);
      if (!channel) throw new Error(`No end ${seat.peer} of the run by hand.`);
      return {
        carrier: 'copy-paste',
        send: (letter) => {
          channel.send(letter);
          if (isLast(letter)) void this.#offerText(seat);
        },
        close: () => channel.close(),
      };
    };
  }

  get #panel(): HTMLElement {
    return named(this.#root, 'courier');
  }

  #copyButton(peer: PeerName): HTMLButtonElement {
    return part(this.#root, `[data-copy="${peer}"]`, HTMLButtonElement);
  }

  #handButton(peer: PeerName): HTMLButtonElement {
    return part(this.#root, `[data-hand="${peer}"]`, HTMLButtonElement);
  }

  #outOf(peer: PeerName): HTMLTextAreaElement {
    return part(this.#root, `[data-out="${peer}"]`, HTMLTextAreaElement);
  }

  #into(peer: PeerName): HTMLTextAreaElement {
    return part(this.#root, `[data-in="${peer}"]`, HTMLTextAreaElement);
  }

  #clear(): void {
    for (const peer of peers) {
      this.#outOf(peer).value = '';
      this.#into(peer).value = '';
      this.#copyButton(peer).disabled = true;
      this.#handButton(peer).disabled = false;
      this.#say(peer, '', false);
    }
  }

  #finish(): void {
    const hadFocus = this.#panel.contains(document.activeElement);
    this.#panel.hidden = true;
    this.#clear();
    this.#ends = {};
    // the focus would go with what is hidden
    if (hadFocus) this.#root.focus({ preventScroll: true });
  }

  /** An end has said all: its text can be taken. */
  async #offerText(seat: Seat): Promise<void> {
    const text = await this.#ends[seat.peer]?.take();
    if (text === undefined) return;
    this.#onText(seat, text);
    this.#outOf(seat.peer).value = text;
    const button = this.#copyButton(seat.peer);
    button.disabled = false;
    button.focus({ preventScroll: true });
  }

  async #copy(peer: PeerName): Promise<void> {
    const box = this.#outOf(peer);
    const other = peer === 'a' ? 'b' : 'a';
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      this.#say(other, this.#words.copied, false);
      this.#into(other).focus();
    } catch {
      this.#say(other, this.#words.selected, false);
    }
  }

  /** Hands the text in an end's box to that end; what cannot be taken stays in the box. */
  async #hand(peer: PeerName): Promise<void> {
    const { problems, taken } = this.#words;
    const text = this.#into(peer).value;
    if (text.trim() === '') return this.#say(peer, problems.empty, true);
    try {
      await this.#ends[peer]?.paste(text);
      this.#handButton(peer).disabled = true;
      this.#say(peer, taken[peer], false);
    } catch (reason) {
      if (!(reason instanceof TextProblem)) throw reason;
      this.#say(peer, problems[reason.key], true);
    }
  }

  #say(peer: PeerName, text: string, isBad: boolean): void {
    const said = part(this.#root, `[data-said="${peer}"]`, HTMLElement);
    said.classList.toggle('bad', isBad);
    write(said, text);
  }
}
