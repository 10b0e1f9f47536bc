/** Copying a trace out of a widget, and showing one that comes from elsewhere. */
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace, parseTrace, type TraceReading } from '#domain/trace-file.ts';
import { fill } from '#i18n/fill.ts';
import { named, part } from './parts.ts';
import type { TraceWords } from './trace-words.ts';

/** Name and version of this browser, as `Chromium 156`, for the head of a trace. */
export function browserName(userAgent: string): string {
  const [, firefox] = /Firefox\/(\d+)/.exec(userAgent) ?? [];
  if (firefox) return `Firefox ${firefox}`;
  const [, chromium] = /Chrom(?:e|ium)\/(\d+)/.exec(userAgent) ?? [];
  if (chromium) return `Chromium ${chromium}`;
  const [, safari] = /Version\/(\d+).*Safari/.exec(userAgent) ?? [];
  return safari ? `Safari ${safari}` : '';
}

type OnPasted = (browser: string, events: readonly TraceEvent[]) => void;

export class TraceTools {
  readonly #root: HTMLElement;
  readonly #words: TraceWords;
  readonly #box: HTMLTextAreaElement;
  readonly #form: HTMLFormElement;
  readonly #opener: HTMLElement;

  constructor(root: HTMLElement, words: TraceWords) {
    this.#root = root;
    this.#words = words;
    this.#box = part(root, '.paste textarea', HTMLTextAreaElement);
    this.#form = part(root, '.paste', HTMLFormElement);
    this.#opener = part(root, '[data-do=paste]', HTMLElement);
  }

  /** Calls `onPasted` with the events of every trace that can be shown, whole or in part. */
  wire(signal: AbortSignal, onPasted: OnPasted): void {
    this.#form.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        this.#show(onPasted);
      },
      { signal },
    );
    this.#opener.addEventListener('click', () => this.#open(this.#form.hidden !== false), { signal });
    part(this.#form, '[data-do=cancel-paste]', HTMLElement).addEventListener('click', () => this.#open(false), {
      signal,
    });
  }

  /** Copies a trace with the name of the browser that it was recorded in, which need not be this one. */
  async copy(browser: string, events: readonly TraceEvent[]): Promise<void> {
    const text = formatTrace(browser, events);
    try {
      await navigator.clipboard.writeText(text);
      this.#say(fill(this.#words.copied, { count: events.length }));
    } catch {
      this.#open(true);
      this.#box.value = text;
      this.#box.select();
      this.#say(this.#words.copyFailed);
    }
  }

  /** Takes back what was said, when it was said of another run. */
  clear(): void {
    named(this.#root, 'trace-said').replaceChildren();
  }

  #open(open: boolean): void {
    this.#form.hidden = !open;
    this.#opener.setAttribute('aria-expanded', String(open));
    if (open) this.#box.focus();
    else this.#opener.focus();
  }

  /** What was pasted stays in the box as long as something is wrong with it. */
  #show(onPasted: OnPasted): void {
    const reading = parseTrace(this.#box.value);
    if (!reading.problem) {
      this.#box.value = '';
      this.#open(false);
    }
    this.show(reading, onPasted);
  }

  /** Shows what was read of a trace, however it came here, and says what is missing of it. */
  show({ events, browser, problem }: TraceReading, onPasted: OnPasted): void {
    const shown = fill(this.#words.pasteShown, {
      count: events.length,
      browser: browser || this.#words.unknownBrowser,
    });
    if (events.length > 0) onPasted(browser, events);
    this.#say(problem ? fill(this.#words.problems[problem.key], { ...problem }) : shown);
  }

  #say(text: string): void {
    // a new node is spoken even when it says the same again
    named(this.#root, 'trace-said').replaceChildren(text);
  }
}
