/** The chat: what was said, and the line to say more, which is there while the channel is open. */
import type { ExchangeRow } from '#domain/exchange-rows.ts';
import { fill } from '#i18n/fill.ts';
import { longestText, type Said } from '#lab/chat.ts';
import { renderChatLines } from '#views/chat-lines.ts';
import { named, part, write } from '#widgets/parts.ts';
import { letterOf, otherEnd } from './exchange-picture.ts';
import { chatState } from './half-picture.ts';
import type { Shown } from './shown.ts';
import { chatLines } from './talk-pictures.ts';
import type { TabWords } from './words.ts';

export class TalkPane {
  readonly #root: HTMLElement;
  readonly #words: TabWords;
  readonly #field: HTMLInputElement;
  #length = 0;

  /** `say` sends a text, or says why it did not. */
  constructor(root: HTMLElement, words: TabWords, signal: AbortSignal, say: (text: string) => Said) {
    this.#root = root;
    this.#words = words;
    const form = part(root, '.say', HTMLFormElement);
    this.#field = part(form, 'input', HTMLInputElement);
    form.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        this.#answer(say(this.#field.value));
      },
      { signal },
    );
  }

  draw(shown: Shown, rows: readonly ExchangeRow[]): void {
    const { moment, recorded } = shown;
    const lines = chatLines(moment, rows, this.#words);
    const list = named(this.#root, 'chat');
    list.hidden = lines.length === 0;
    named(this.#root, 'chat-empty').hidden = lines.length > 0;
    renderChatLines(list, lines);
    if (lines.length !== this.#length) list.scrollTop = list.scrollHeight;
    this.#length = lines.length;
    const open = !recorded && moment.live && chatState(moment) === 'open';
    if (!open && document.activeElement === this.#field) this.#root.focus({ preventScroll: true });
    this.#field.disabled = !open;
    this.#field.placeholder = fill(this.#words.chat.say, { other: letterOf(otherEnd(moment.self)) });
    this.#field.setAttribute('aria-label', this.#field.placeholder);
    part(this.#root, '.say button', HTMLButtonElement).disabled = !open;
  }

  /** What was not sent stays in the field. */
  #answer(said: Said): void {
    const { tooLong, notSent } = this.#words.chat;
    if (said === 'sent') this.#field.value = '';
    const problem = said === 'too-long' ? fill(tooLong, { most: longestText }) : said === 'closed' ? notSent : '';
    write(named(this.#root, 'chat-said'), problem);
    this.#field.focus();
  }
}
