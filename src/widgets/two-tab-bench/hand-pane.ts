/** Copy and paste: the text for the other tab, and the place for the one that comes from it. */
import { fill } from '#i18n/fill.ts';
import { TextProblem } from '#lab/carriers/carried-text.ts';
import type { CopyPaste } from '#lab/carriers/copy-paste.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { disable } from './bars.ts';
import { letterOf, otherEnd } from './exchange-picture.ts';
import type { Shown } from './shown.ts';
import type { TabWords } from './words.ts';

/** Milliseconds in which what belongs together, as a description and its candidates, comes into one text. */
const gathering = 300;

/** Two that are connected tell each other straight what is not of the negotiation, so that only its messages are to be carried. */
const isCarried = ({ connected, reason, unacknowledged }: Shown): boolean =>
  unacknowledged > 0 || !(connected && /^(paired|resumed|lost-silent)/.test(reason));

export class HandPane {
  readonly #root: HTMLElement;
  readonly #words: TabWords;
  readonly #byHand: () => CopyPaste | undefined;
  readonly #out: HTMLTextAreaElement;
  readonly #in: HTMLTextAreaElement;
  #other = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #of: CopyPaste | undefined;
  #isCarried = true;

  /** `byHand`: the carrier of the seat that is held now. */
  constructor(root: HTMLElement, words: TabWords, signal: AbortSignal, byHand: () => CopyPaste | undefined) {
    this.#root = root;
    this.#words = words;
    this.#byHand = byHand;
    this.#out = part(root, '[name=carry-out]', HTMLTextAreaElement);
    this.#in = part(root, '[name=carry-in]', HTMLTextAreaElement);
    part(root, '.hand form', HTMLFormElement).addEventListener('submit', (event) => void this.#take(event), { signal });
    button(root, 'copy-text').addEventListener('click', () => void this.#copy(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  draw(next: Shown): void {
    const { carrier, moment, recorded, reason, past } = next;
    const shown = carrier === 'copy-paste' && !recorded && reason !== 'alone' && past === 'no';
    named(this.#root, 'hand').hidden = !shown;
    if (!shown) return;
    this.#other = letterOf(otherEnd(moment.self));
    const { out, in: from } = this.#words.carry;
    write(named(this.#root, 'carry-out-label'), fill(out, { other: this.#other }));
    write(named(this.#root, 'carry-in-label'), fill(from, { other: this.#other }));
    const byHand = this.#byHand();
    if (byHand !== this.#of) this.#show('');
    this.#of = byHand;
    this.#isCarried = isCarried(next);
    this.renew();
  }

  /** Writes the text anew, when what belongs together is there. */
  renew(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#write();
    }, gathering);
  }

  async #write(): Promise<void> {
    const text = this.#isCarried ? ((await this.#byHand()?.take()) ?? '') : '';
    if (text !== this.#out.value) this.#show(text);
  }

  #show(text: string): void {
    const { outEmpty, outCount } = this.#words.carry;
    this.#out.value = text;
    disable(button(this.#root, 'copy-text'), text === '');
    const said = text === '' ? outEmpty : fill(outCount, { characters: text.length, other: this.#other });
    write(named(this.#root, 'carry-out-said'), said);
    void this.#drawCode(text);
  }

  async #drawCode(text: string): Promise<void> {
    const box = part(this.#root, '.hand .qr', HTMLElement);
    box.hidden = true;
    if (text === '') return;
    const { drawCode } = await import('./code.ts');
    if (text === this.#out.value) box.hidden = !drawCode(box, text, this.#words.open.codeOfText);
  }

  async #copy(): Promise<void> {
    const { copied, copyFailed } = this.#words.carry;
    const text = this.#out.value;
    if (text === '') return;
    try {
      await navigator.clipboard.writeText(text);
      this.#say('out', fill(copied, { other: this.#other }));
    } catch {
      this.#out.select();
      this.#say('out', copyFailed);
    }
  }

  /** What was pasted stays in the box as long as something is wrong with it. */
  async #take(event: Event): Promise<void> {
    event.preventDefault();
    const { errors, taken } = this.#words.carry;
    try {
      if (this.#in.value.trim() === '') {
        this.#say('in', fill(errors.empty, { other: this.#other }), true);
        return;
      }
      await this.#byHand()?.paste(this.#in.value);
      this.#in.value = '';
      this.#say('in', taken);
      this.renew();
    } catch (reason) {
      if (!(reason instanceof TextProblem)) throw reason;
      this.#say('in', fill(errors[reason.key], { other: this.#other }), true);
    }
  }

  #say(where: 'in' | 'out', text: string, bad = false): void {
    const line = named(this.#root, `carry-${where}-said`);
    line.className = bad ? 'bad' : '';
    // a new node is spoken even when it says the same again
    line.replaceChildren(text);
  }
}
