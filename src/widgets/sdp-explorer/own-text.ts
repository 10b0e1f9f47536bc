/** The reader's own text: typed, pasted or dropped. A long text is held here, not in the box, which would be slow with it. */
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { button, named, part, write } from '#widgets/parts.ts';

/** Longest text in characters that the box holds. */
const longestInBox = 20_000;

export class OwnText {
  readonly #root: HTMLElement;
  readonly #words: Words['sdp']['explorer'];
  readonly #box: HTMLTextAreaElement;
  readonly #onChange: (isNew: boolean) => void;
  #text = '';
  #isTouched = false;

  constructor(
    root: HTMLElement,
    words: Words['sdp']['explorer'],
    signal: AbortSignal,
    onUndo: () => void,
    onChange: (isNew: boolean) => void,
  ) {
    this.#root = root;
    this.#words = words;
    this.#onChange = onChange;
    this.#box = part(root, '.yours textarea', HTMLTextAreaElement);
    this.#box.addEventListener('input', () => this.#change(this.#box.value), { signal });
    this.#box.addEventListener('paste', (event) => this.#paste(event), { signal });
    button(root, 'undo').addEventListener('click', onUndo, { signal });
    const target = named(root, 'yours');
    target.addEventListener('dragover', (event) => event.preventDefault(), { signal });
    target.addEventListener('drop', (event) => void this.#drop(event), { signal });
  }

  /** Whether the reader has written anything. */
  get isTouched(): boolean {
    return this.#isTouched;
  }

  get text(): string {
    return this.#text;
  }

  /** Puts a text there that the reader did not write. */
  reset(text: string): void {
    this.#isTouched = false;
    this.#hold(text);
    this.#onChange(true);
  }

  #change(text: string): void {
    this.#isTouched = true;
    this.#text = text;
    named(this.#root, 'held').hidden = true;
    this.#onChange(false);
  }

  /** A box changes line ends; so what replaces its whole text is taken as it is, and only what is added goes through it. */
  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const { selectionStart, selectionEnd, value } = this.#box;
    const replacesAll = !this.#isTouched || selectionEnd - selectionStart === value.length;
    if (text === '' || (!replacesAll && text.length <= longestInBox)) return;
    event.preventDefault();
    this.#take(text);
  }

  async #drop(event: DragEvent): Promise<void> {
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    if (!file && text.length <= longestInBox) return;
    event.preventDefault();
    try {
      this.#take(file ? await file.text() : text);
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      this.#say(fill(this.#words.unreadableFile, { message }));
    }
  }

  #take(text: string): void {
    this.#isTouched = true;
    this.#hold(text);
    this.#onChange(true);
  }

  #hold(text: string): void {
    this.#text = text;
    const isLong = text.length > longestInBox;
    this.#box.value = isLong ? '' : text;
    if (isLong) this.#say(fill(this.#words.held, { count: text.length.toLocaleString() }));
    else named(this.#root, 'held').hidden = true;
  }

  #say(text: string): void {
    const held = named(this.#root, 'held');
    held.hidden = false;
    write(held, text);
  }
}
