/** Which page is at the other end of the room: pages come, say goodbye, come back and are replaced by others. */
import type { Letter } from '#domain/letter.ts';

/**
 * Who wrote a letter. `known`: the page that is there. `another`: a page that was not there before. `back`: the page that said
 * goodbye. `nobody`: a page that another has replaced, or one that is late.
 */
export type Writer = 'known' | 'another' | 'back' | 'nobody';

/** Names of replaced pages that are remembered. */
const most = 16;

export class OtherPage {
  /** The page that is there now. */
  name: string | undefined;
  /** Whether it has shown that it knows this page. */
  knowsUs = false;
  #last: string | undefined;
  #former: string[] = [];
  /** Number of the last of its hellos; a carrier may deliver one again, or late. */
  #hello = 0;

  writerOf(letter: Letter): Writer {
    const { from, kind } = letter;
    if (from === this.name) return 'known';
    if (this.#former.includes(from)) return 'nobody';
    if (from === this.#last) return kind === 'hello' && letter.message > this.#hello ? 'back' : 'nobody';
    return kind === 'bye' ? 'nobody' : 'another';
  }

  /** A page has come. Gives back whether it replaces one. */
  comes(page: string): boolean {
    const replaced = this.#last;
    this.name = page;
    this.#last = page;
    this.knowsUs = false;
    if (replaced === undefined || replaced === page) return false;
    this.#former = [...this.#former.slice(1 - most), replaced];
    this.#hello = 0;
    return true;
  }

  /** The page said goodbye. */
  goes(): void {
    this.name = undefined;
    this.knowsUs = false;
  }

  /** A hello of the page that is there. Gives back whether it is one that has not been heard. */
  saysHello(message: number): boolean {
    const news = message > this.#hello;
    if (news) this.#hello = message;
    return news;
  }
}
