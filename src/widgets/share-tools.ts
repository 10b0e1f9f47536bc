/** Hands a run on: as a link that holds it, or as a file. */
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { named, part } from './parts.ts';
import type { SharedRun } from './shared-run.ts';

/** Milliseconds in which a browser has certainly begun to read a file that it was told to save. */
const readingTime = 10_000;

export type ShareWords = Words['bench']['share'];

export class ShareTools {
  readonly #root: HTMLElement;
  readonly #words: ShareWords;

  constructor(root: HTMLElement, words: ShareWords) {
    this.#root = root;
    this.#words = words;
  }

  /** `current` gives the run and the view of it at the moment of sharing. */
  wire(signal: AbortSignal, current: () => SharedRun): void {
    this.#onClick('copy-link', signal, () => void this.#copyLink(current()));
    this.#onClick('save-file', signal, () => void this.#saveFile(current()));
  }

  /** Says that a link which was opened could not be read. */
  sayBroken(): void {
    this.#say(this.#words.broken);
  }

  #onClick(name: string, signal: AbortSignal, action: () => void): void {
    part(this.#root, `[data-do="${name}"]`, HTMLElement).addEventListener('click', action, { signal });
  }

  get #keepsAddresses(): boolean {
    return part(this.#root, '[name=keep-addresses]', HTMLInputElement).checked;
  }

  async #copyLink(run: SharedRun): Promise<void> {
    const { longestLink, runToHash } = await import('./shared-run.ts');
    const link = new URL(await runToHash(run, this.#keepsAddresses), location.href).href;
    const kilobytes = (link.length / 1000).toFixed(1);
    if (link.length > longestLink) {
      this.#say(fill(this.#words.tooLong, { kilobytes }));
      return;
    }
    try {
      await navigator.clipboard.writeText(link);
      this.#say(fill(this.#words.linkCopied, { kilobytes }));
    } catch {
      // where copying is not allowed the address bar can be copied from; what is live goes on
      history.replaceState(history.state, '', new URL(link).hash);
      this.#say(this.#words.linkInBar);
    }
  }

  async #saveFile({ browser, events }: SharedRun): Promise<void> {
    const { sharedText } = await import('./shared-run.ts');
    const file = new Blob([sharedText(browser, events, this.#keepsAddresses)], { type: 'application/json' });
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(file),
      download: 'trickle-trace.json',
    });
    link.click();
    // Firefox reads the file only after the click is over
    setTimeout(() => URL.revokeObjectURL(link.href), readingTime);
    this.#say(this.#words.fileSaved);
  }

  #say(text: string): void {
    named(this.#root, 'trace-said').replaceChildren(text);
  }
}
