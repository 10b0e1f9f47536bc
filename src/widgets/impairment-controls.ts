/**
 * The controls that make a path worse: loss, delay, jitter, bandwidth, reordering, duplicates, and a cut. What the reader sets is a
 * whole `Impairment`, told when a slider is let go; the element that holds them hands it to a `RelayLink`.
 */
import type { Impairment } from '#domain/path-events.ts';
import { unimpaired } from '#domain/unimpaired.ts';
import { fill } from '#i18n/fill.ts';
import { button, named, part, write } from './parts.ts';

/** The words of the controls; `wordsOf(locale).relay.impairment` has them in each language. */
export interface ImpairmentWords {
  readonly title: string;
  readonly aside: string;
  readonly loss: string;
  readonly delay: string;
  readonly jitter: string;
  readonly rate: string;
  readonly more: string;
  readonly reorder: string;
  readonly duplicate: string;
  /** `{share}` in per cent. */
  readonly percent: string;
  /** `{ms}`. */
  readonly milliseconds: string;
  readonly plusMinus: string;
  /** `{rate}` in kbit/s. */
  readonly kilobits: string;
  readonly unlimited: string;
  readonly cut: string;
  readonly mend: string;
  readonly cutSays: string;
  readonly isCut: string;
  readonly heal: string;
}

/** The bandwidths that can be chosen, in kbit/s, and none at the upper end. */
export const rates: readonly (number | null)[] = [32, 64, 128, 256, 512, 1024, 2048, 4096, null];

/** The sliders, each with its greatest value and its step: per cent, ms, or a place in `rates`. */
export const sliders = {
  loss: { most: 20, step: 1 },
  delay: { most: 400, step: 10 },
  jitter: { most: 100, step: 5 },
  rate: { most: rates.length - 1, step: 1 },
  reorder: { most: 50, step: 5 },
  duplicate: { most: 50, step: 5 },
} as const;

export type SliderName = keyof typeof sliders;

const isShare = (name: SliderName): boolean => name === 'loss' || name === 'reorder' || name === 'duplicate';

const isSlider = (name: string): name is SliderName => Object.hasOwn(sliders, name);

/** The place in `rates` of a rate in bit/s: the narrowest that is as wide. */
function ratePlace(rate: number | null): number {
  if (rate === null) return rates.length - 1;
  return rates.findIndex((kilobits) => kilobits === null || kilobits * 1000 >= rate);
}

/** Where a slider stands for a wish, and what it says there. */
export function placeOf(name: SliderName, wish: Impairment): number {
  if (name === 'rate') return ratePlace(wish.rate);
  return isShare(name) ? Math.round(wish[name] * 100) : wish[name];
}

/** The text beside a slider: `2 %`, `40 ms`, `± 10 ms`, `512 kb/s`, `no limit`. */
export function textAt(name: SliderName, place: number, words: ImpairmentWords): string {
  if (name === 'rate') {
    const rate = rates[place] ?? null;
    return rate === null ? words.unlimited : fill(words.kilobits, { rate });
  }
  if (isShare(name)) return fill(words.percent, { share: place });
  return fill(name === 'jitter' ? words.plusMinus : words.milliseconds, { ms: place });
}

/** A wish with one slider moved; bandwidths become bit/s. */
export function moved(wish: Impairment, name: SliderName, place: number): Impairment {
  if (name === 'rate') {
    const rate = rates[place] ?? null;
    return { ...wish, rate: rate === null ? null : rate * 1000 };
  }
  return { ...wish, [name]: isShare(name) ? place / 100 : place };
}

/** Works the controls that `ImpairmentControls.astro` has written into `root`. */
export class ImpairmentControls {
  readonly #root: HTMLElement;
  readonly #words: ImpairmentWords;
  #wish = unimpaired;

  constructor(root: HTMLElement, words: ImpairmentWords) {
    this.#root = root;
    this.#words = words;
  }

  /** What the reader wishes now. */
  get wish(): Impairment {
    return this.#wish;
  }

  /** Listens until `signal` aborts; `onWish` hears each new wish whole, when a slider is let go or the path is cut or mended. */
  wire(signal: AbortSignal, onWish: (wish: Impairment) => void): void {
    const change = (wish: Impairment): void => {
      this.show(wish);
      onWish(wish);
    };
    for (const input of this.#root.querySelectorAll<HTMLInputElement>('[data-impair]')) {
      const name = input.dataset['impair'] ?? '';
      if (!isSlider(name)) continue;
      input.addEventListener('input', () => this.#say(name, Number(input.value)), { signal });
      input.addEventListener('change', () => change(moved(this.#wish, name, Number(input.value))), { signal });
    }
    button(this.#root, 'cut-path').addEventListener('click', () => change({ ...this.#wish, cut: !this.#wish.cut }), {
      signal,
    });
    button(this.#root, 'heal-path').addEventListener('click', () => change(unimpaired), { signal });
  }

  /** Puts the controls to a wish without telling anybody: that of a run shown, or of a new one. */
  show(wish: Impairment): void {
    this.#wish = wish;
    for (const name of Object.keys(sliders)) {
      if (!isSlider(name)) continue;
      const place = placeOf(name, wish);
      part(this.#root, `[data-impair="${name}"]`, HTMLInputElement).value = String(place);
      this.#say(name, place);
    }
    const cut = button(this.#root, 'cut-path');
    cut.setAttribute('aria-pressed', String(wish.cut));
    write(named(this.#root, 'cut-path'), wish.cut ? this.#words.mend : this.#words.cut);
    write(named(this.#root, 'cut-says'), wish.cut ? this.#words.isCut : this.#words.cutSays);
  }

  /** Whether the reader may set anything: not while a recording is shown. */
  enable(enabled: boolean): void {
    part(this.#root, '[data-part="impairment"]', HTMLFieldSetElement).disabled = !enabled;
  }

  #say(name: SliderName, place: number): void {
    const input = part(this.#root, `[data-impair="${name}"]`, HTMLInputElement);
    const text = textAt(name, place, this.#words);
    input.setAttribute('aria-valuetext', text);
    input.style.setProperty('--share', String(place / sliders[name].most));
    write(named(this.#root, `impair-${name}`), text);
  }
}
