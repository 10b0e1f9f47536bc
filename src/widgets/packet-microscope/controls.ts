/** What the reader handles: whom to ask, which transaction, which field; and the corner that says whose bytes these are. */
import { fill } from '#i18n/fill.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import type { Wish } from './asking.ts';
import type { Desk } from './desk.ts';
import { transactionName } from './heads.ts';
import { drawSays } from './screen.ts';
import type { MicroscopeWords } from './words.ts';

export interface Actions {
  ask(): void;
  next(): void;
  back(): void;
  /** Goes to a stop, by its index. */
  seek(stop: number): void;
  /** Looks at another transaction of the run, by its index. */
  choose(transaction: number): void;
}

/** Most transactions that are listed; a run from elsewhere may have any number. */
const mostListed = 500;

export class Controls {
  readonly #root: HTMLElement;
  readonly #words: MicroscopeWords;
  readonly #actions: Actions;
  readonly #list: HTMLSelectElement;

  constructor(root: HTMLElement, words: MicroscopeWords, signal: AbortSignal, actions: Actions) {
    this.#root = root;
    this.#words = words;
    this.#actions = actions;
    this.#list = part(root, 'select[name=transaction]', HTMLSelectElement);
    button(root, 'new').addEventListener('click', () => actions.ask(), { signal });
    button(root, 'next').addEventListener('click', () => actions.next(), { signal });
    button(root, 'back').addEventListener('click', () => actions.back(), { signal });
    const range = part(root, '.timeline input', HTMLInputElement);
    range.addEventListener('input', () => actions.seek(range.valueAsNumber - 1), { signal });
    root.addEventListener('change', (event) => this.#onChange(event), { signal });
    root.addEventListener('keydown', (event) => this.#onKey(event), { signal });
  }

  /** What the choices say. */
  get wish(): Wish {
    const chosen = (group: string): string | undefined =>
      this.#root.querySelector<HTMLInputElement>(`[name="${group}"]:checked`)?.value;
    const whom = chosen('whom') === 'peer' ? 'peer' : 'server';
    return { whom, family: whom === 'server' && chosen('family') === '6' ? 6 : 4 };
  }

  /** Lists the transactions of what lies on the desk. */
  list({ transactions, index }: Desk): void {
    const options = transactions.slice(0, mostListed).map((each, i) => {
      return new Option(transactionName(each, i, this.#words), String(i), false, i === index);
    });
    this.#list.replaceChildren(...options);
    named(this.#root, 'transactions').hidden = options.length < 2;
  }

  draw({ isOwn, run }: Desk, at: number): void {
    const { own, live, vector, recorded, trace } = this.#words;
    const texts = { live, vector, recorded: fill(recorded, { browser: run.browser || trace.unknownBrowser }) };
    this.#mark(!isOwn && run.kind === 'live' ? 'i' : 'n', isOwn ? own : texts[run.kind]);
    const family = part(this.#root, '[data-part=family]', HTMLFieldSetElement);
    family.disabled = this.wish.whom === 'peer';
    named(this.#root, 'family-why').hidden = !family.disabled;
    button(this.#root, 'hex-undo').hidden = !isOwn;
    button(this.#root, 'back').setAttribute('aria-disabled', String(at < 0));
  }

  sayAsking(): void {
    const { asking, says } = this.#words;
    drawSays(this.#root, says.asking);
    this.#mark('w', asking);
  }

  #mark(tone: string, text: string): void {
    const liveness = named(this.#root, 'liveness');
    liveness.dataset['tone'] = tone;
    write(liveness, text);
  }

  #onChange({ target }: Event): void {
    if (target === this.#list) this.#actions.choose(Number(this.#list.value));
    else if (target instanceof HTMLInputElement && ['whom', 'family'].includes(target.name)) this.#actions.ask();
  }

  /** Keys of the panel; those of fields in which one types, of choices, tabs and the scrubber stay theirs. */
  #onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    const isTheirs = target instanceof Element && target.closest('input, textarea, select, [role="tab"], .transcript');
    if (isTheirs || event.altKey || event.ctrlKey || event.metaKey) return;
    const actions: Record<string, () => void> = {
      n: () => this.#actions.ask(),
      ArrowRight: () => this.#actions.next(),
      ArrowLeft: () => this.#actions.back(),
      Home: () => this.#actions.seek(0),
      End: () => this.#actions.seek(Number.MAX_SAFE_INTEGER - 1),
    };
    const action = actions[key.length === 1 ? key.toLowerCase() : key];
    if (!action) return;
    action();
    event.preventDefault();
  }
}
