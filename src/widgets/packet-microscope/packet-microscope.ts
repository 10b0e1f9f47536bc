import { type Actor, createActor } from 'xstate';
import { keyOf } from '#domain/stun/working.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { askBinding } from '#lab/binding-question.ts';
import { relayHere } from '#lab/relay-here.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { playbackMachine } from '#machines/playback.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { filled, hexSays, ownSays, type Says, transactionName, transactionSays } from './heads.ts';
import { keyOfTransaction } from './keys.ts';
import { OwnHex } from './own-hex.ts';
import { recordedBinding, recordedRun } from './recorded.ts';
import { contentOf, isTold, type MicroscopeRun, vectorRun } from './runs.ts';
import { Screen, shownBytes } from './screen.ts';
import { endsOf, ownSight, type Sight, transactionSight } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

type Tab = 'field' | 'hex' | 'log';

/** `<packet-microscope>`: the bytes of the Binding request that this browser just sent, and of the answer, field by field. */
class PacketMicroscope extends HTMLElement {
  #controller = new AbortController();
  #asking = new AbortController();
  #words: MicroscopeWords = JSON.parse(this.dataset['words'] ?? '{}');
  #playback: Actor<typeof playbackMachine> = createActor(playbackMachine);
  #run: MicroscopeRun = recordedBinding;
  #transaction = 0;
  /** Said instead of what the transaction came to: why there is none of this browser's. */
  #notice: Says | undefined;
  #isOwn = false;
  #tab: Tab = 'field';
  #screen: Screen | undefined;
  #hex: OwnHex | undefined;
  #tools: TraceTools | undefined;
  #share: ShareTools | undefined;

  /** Everything that happened in the run shown, for a reader's console. */
  get trace(): readonly TraceEvent[] {
    return this.#run.events;
  }

  connectedCallback(): void {
    this.#controller = new AbortController();
    this.connect(this.#controller.signal);
  }

  disconnectedCallback(): void {
    this.#controller.abort();
  }

  /** Starts everything; all of it ends when the signal aborts. */
  connect(signal: AbortSignal): void {
    this.#playback = createActor(playbackMachine);
    this.#playback.start();
    signal.addEventListener('abort', () => this.#stop());
    this.#screen = new Screen(this, this.#words, (stop) => this.#playback.send({ type: 'SEEK', to: stop + 1 }));
    this.#hex = new OwnHex(
      this,
      this.#words,
      signal,
      () => this.#readOwn(),
      () => this.#leaveOwn(),
    );
    this.#wireTrace(signal);
    this.#wireControls(signal);
    this.#playback.subscribe(() => this.#draw());
    this.#show(this.#run);
    if (typeof RTCPeerConnection === 'undefined') this.#doWithout();
    else void this.#begin();
  }

  #stop(): void {
    this.#asking.abort();
    this.#playback.stop();
  }

  #wireControls(signal: AbortSignal): void {
    const onClick = (name: string, action: () => void): void =>
      button(this, name).addEventListener('click', action, { signal });
    onClick('new', () => void this.#ask());
    onClick('next', () => this.#next());
    onClick('back', () => this.#playback.send({ type: 'BACK' }));
    onClick('hex-take', () => this.#hex?.take(this.#shown));
    onClick('hex-copy', () => void this.#hex?.copy(this.#shown));
    for (const tab of this.#tabs) {
      tab.addEventListener('click', () => this.#open(tab), { signal });
      tab.addEventListener('keydown', (event) => this.#moveTab(tab, event), { signal });
    }
    this.addEventListener('change', (event) => this.#onChange(event), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    part(this, '.timeline input', HTMLInputElement).addEventListener('input', ({ target }) => this.#seek(target), {
      signal,
    });
    window.addEventListener('pagehide', () => this.#asking.abort(), { signal });
    window.addEventListener('hashchange', () => void this.#openLink(), { signal });
  }

  #wireTrace(signal: AbortSignal): void {
    this.#tools = new TraceTools(this, this.#words.trace);
    this.#tools.wire(signal, (browser, events) => this.#paste(browser, events));
    this.#share = new ShareTools(this, this.#words.share);
    this.#share.wire(signal, () => ({ ...this.#run, cursor: this.#globalCursor, tab: this.#tab }));
    button(this, 'copy').addEventListener('click', () => void this.#tools?.copy(this.#run.browser, this.#run.events), {
      signal,
    });
    button(this, 'print').addEventListener('click', () => window.print(), { signal });
    window.addEventListener('beforeprint', () => this.#drawLog(this.#run.events.length), { signal });
  }

  /** A link's run comes before one of our own. */
  async #begin(): Promise<void> {
    if (!(await this.#openLink())) await this.#ask();
  }

  async #openLink(): Promise<boolean> {
    if (!location.hash.startsWith('#run=')) return false;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    if (opened?.broken !== false) {
      this.#share?.sayBroken();
      this.#openNamed('log');
      return false;
    }
    this.#asking.abort();
    this.#tools?.show(opened.reading, (browser, events) => this.#paste(browser, events, opened.cursor));
    this.#openNamed(opened.tab);
    this.scrollIntoView({ block: 'start' });
    return true;
  }

  #paste(browser: string, events: readonly TraceEvent[], cursor?: number): void {
    this.#asking.abort();
    this.#notice = undefined;
    this.#isOwn = false;
    this.#show({ kind: 'recorded', browser, events });
    if (cursor !== undefined) this.#seekGlobal(cursor);
  }

  #doWithout(): void {
    this.dataset['unsupported'] = '';
    this.#openNamed('hex');
    this.#ready('unsupported');
  }

  /** Asks the server, or through it the other end, and shows what it saw. */
  async #ask(): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#isOwn = false;
    delete this.dataset['ready'];
    this.#say(this.#words.says.asking, 'w', this.#words.asking);
    try {
      const here = await relayHere(signal);
      if (here.kind === 'ours') await this.#askOurs(signal);
      else await this.#fallBack(here.kind === 'none' ? 'noServer' : 'otherServer', signal);
    } catch (reason) {
      if (!signal.aborted) this.#fail(reason);
    }
  }

  async #askOurs(signal: AbortSignal): Promise<void> {
    const { whom, family } = this.#wish;
    const events: TraceEvent[] = [];
    const { promise: told, resolve } = Promise.withResolvers<void>();
    const log = createTraceLog((event) => {
      events.push(event);
      if (event.type === 'packet' && isTold(events, whom, family)) resolve();
    });
    const { password } = await askBinding({ whom, family, log, told, signal });
    signal.throwIfAborted();
    if (!isTold(events, whom, family) && family === 6) {
      this.#notice = this.#words.says.noIpv6;
      this.#show(vectorRun());
    } else {
      const isSilent = !events.some(({ type }) => type === 'packet');
      this.#notice = isSilent ? filled(this.#words.says.silent, { family }) : undefined;
      this.#show({ kind: 'live', browser: browserName(navigator.userAgent), events, credential: password });
    }
    this.#ready('shown');
  }

  get #wish(): { whom: 'server' | 'peer'; family: 4 | 6 } {
    const chosen = (group: string): string | undefined =>
      this.querySelector<HTMLInputElement>(`[name="${group}"]:checked`)?.value;
    const whom = chosen('whom') === 'peer' ? 'peer' : 'server';
    return { whom, family: whom === 'server' && chosen('family') === '6' ? 6 : 4 };
  }

  /** Shows what was recorded of the same question, or for IPv6 the standard's own answer. */
  async #fallBack(reason: 'noServer' | 'otherServer', signal: AbortSignal): Promise<void> {
    const { whom, family } = this.#wish;
    const run = family === 6 ? vectorRun() : await recordedRun(whom);
    if (signal.aborted) return;
    this.#notice = filled(this.#words.says[reason], { browser: run.browser || this.#words.vector });
    this.#show(run);
    this.#ready(reason);
  }

  #fail(reason: unknown): void {
    const message = reason instanceof Error ? reason.message : String(reason);
    this.#notice = filled(this.#words.says.failed, { message });
    this.#show(recordedBinding);
    this.#ready('failed');
  }

  #ready(how: string): void {
    this.dataset['ready'] = how;
  }

  /** Shows a run from the field that matters most. */
  #show(run: MicroscopeRun): void {
    this.#run = run;
    const { transactions, first } = contentOf(run);
    const list = part(this, 'select[name=transaction]', HTMLSelectElement);
    list.replaceChildren(
      ...transactions.map(
        (each, i) => new Option(transactionName(each, i, this.#words), String(i), false, i === first),
      ),
    );
    named(this, 'transactions').hidden = transactions.length < 2;
    this.#choose(first);
    if (this.#tab === 'log') this.#drawLog();
  }

  #choose(transaction: number): void {
    this.#transaction = transaction;
    this.#load(startOf(this.#sight));
  }

  #load(at: number): void {
    this.#playback.send({ type: 'LOAD', length: this.#sight.stops.length });
    this.#playback.send({ type: 'SEEK', to: at + 1 });
    this.#draw();
  }

  get #sight(): Sight {
    if (this.#isOwn) return ownSight(this.#hex?.read().bytes ?? new Uint8Array());
    const transaction = contentOf(this.#run).transactions[this.#transaction];
    return transaction ? transactionSight(transaction) : { messages: [], stops: [] };
  }

  get #at(): number {
    return this.#playback.getSnapshot().context.cursor - 1;
  }

  get #shown(): Uint8Array {
    return shownBytes(this.#sight, this.#at);
  }

  #draw(): void {
    const sight = this.#sight;
    const transaction = contentOf(this.#run).transactions[this.#transaction];
    const ends =
      transaction && !this.#isOwn ? endsOf(transaction) : { asker: 'a' as const, answerer: 'server' as const };
    const own = this.#isOwn ? this.#hex : undefined;
    const request = own && sight.messages[0]?.message;
    const key = own
      ? request && own.password !== ''
        ? keyOf(request, own.password)
        : undefined
      : transaction && keyOfTransaction(transaction, this.#run.events, this.#run.credential);
    const says = own
      ? this.#ownSays(sight)
      : (this.#notice ??
        (transaction ? transactionSays(transaction, this.#words, this.#run.kind !== 'live') : this.#words.says.empty));
    this.#screen?.draw({ sight, at: this.#at, ends, key, says });
    this.#drawControls();
  }

  #ownSays(sight: Sight): Says {
    const problem = this.#hex?.read().problem;
    return problem ? hexSays(problem, this.#words) : ownSays(sight.messages[0], this.#words);
  }

  #drawControls(): void {
    const { own, live, vector } = this.#words;
    const { kind, browser } = this.#run;
    const recordedText = fill(this.#words.recorded, { browser: browser || this.#words.trace.unknownBrowser });
    const text = this.#isOwn ? own : kind === 'live' ? live : kind === 'vector' ? vector : recordedText;
    this.#mark(this.#isOwn || kind !== 'live' ? 'n' : 'i', text);
    const family = part(this, '[data-part=family]', HTMLFieldSetElement);
    family.disabled = this.#wish.whom === 'peer';
    family.title = family.disabled ? this.#words.familyOfCheck : '';
    button(this, 'hex-undo').hidden = !this.#isOwn;
    button(this, 'back').setAttribute('aria-disabled', String(this.#at < 0));
  }

  #say(says: Says, tone: string, liveness: string): void {
    for (const [name, text] of Object.entries(says)) write(named(this, name), text);
    this.#mark(tone, liveness);
  }

  #mark(tone: string, text: string): void {
    const liveness = named(this, 'liveness');
    liveness.dataset['tone'] = tone;
    write(liveness, text);
  }

  /** Goes one field on; after the last comes the first. */
  #next(): void {
    const { cursor, length } = this.#playback.getSnapshot().context;
    this.#playback.send(cursor >= length ? { type: 'SEEK', to: 1 } : { type: 'STEP' });
  }

  #seek(target: EventTarget | null): void {
    if (target instanceof HTMLInputElement) this.#playback.send({ type: 'SEEK', to: target.valueAsNumber });
  }

  /** Fields of all transactions counted through, which is what a link names. */
  get #globalCursor(): number {
    const before = contentOf(this.#run).transactions.slice(0, this.#transaction);
    return before.reduce((sum, each) => sum + transactionSight(each).stops.length, 0) + this.#at + 1;
  }

  #seekGlobal(cursor: number): void {
    let left = cursor;
    for (const [index, each] of contentOf(this.#run).transactions.entries()) {
      const { length } = transactionSight(each).stops;
      if (left <= length) {
        part(this, 'select[name=transaction]', HTMLSelectElement).value = String(index);
        this.#transaction = index;
        this.#load(left - 1);
        return;
      }
      left -= length;
    }
  }

  /** Reads the reader's own text anew, and points at the character that is none. */
  #readOwn(): void {
    this.#isOwn = true;
    this.#notice = undefined;
    const { problem } = this.#sight.messages[0] ?? {};
    const { stops, messages } = this.#sight;
    const bad = stops.findIndex(({ message, field }) => {
      const { from = 0, to = 0 } = messages[message]?.fields[field] ?? {};
      return problem !== undefined && problem.at >= from && problem.at < to;
    });
    this.#load(bad >= 0 ? bad : startOf(this.#sight));
  }

  #leaveOwn(): void {
    this.#isOwn = false;
    this.#show(this.#run);
    this.focus({ preventScroll: true });
  }

  #drawLog(most?: number): void {
    renderLog(this, this.#run.events, this.#run.events.length, this.#words.trace, most);
  }

  get #tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role="tab"]')];
  }

  #open(tab: HTMLElement): void {
    const name = tab.dataset['tab'];
    if (name !== 'field' && name !== 'hex' && name !== 'log') return;
    this.#tab = name;
    for (const each of this.#tabs) {
      each.setAttribute('aria-selected', String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
      named(this, `pane-${each.dataset['tab']}`).hidden = each !== tab;
    }
    if (name === 'log') this.#drawLog();
  }

  #openNamed(name: string): void {
    const tab = this.#tabs.find((each) => each.dataset['tab'] === name);
    if (tab) this.#open(tab);
  }

  #moveTab(tab: HTMLElement, event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const tabs = this.#tabs;
    const next = tabs.at((tabs.indexOf(tab) + step) % tabs.length);
    next?.focus();
    next?.click();
    event.stopPropagation();
  }

  #onChange({ target }: Event): void {
    if (target instanceof HTMLSelectElement) {
      this.#notice = undefined;
      this.#isOwn = false;
      this.#choose(Number(target.value));
    } else if (target instanceof HTMLInputElement && ['whom', 'family'].includes(target.name)) void this.#ask();
  }

  /** Keys of the panel; those of fields in which one types, of choices and of the scrubber stay theirs. */
  #onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    const isTheirs = target instanceof Element && target.closest('input, textarea, select, [role="tab"], .transcript');
    if (isTheirs || event.altKey || event.ctrlKey || event.metaKey) return;
    const actions: Record<string, () => void> = {
      n: () => void this.#ask(),
      ArrowRight: () => this.#next(),
      ArrowLeft: () => this.#playback.send({ type: 'BACK' }),
      Home: () => this.#playback.send({ type: 'SEEK', to: 1 }),
      End: () => this.#playback.send({ type: 'END' }),
    };
    const action = actions[key.length === 1 ? key.toLowerCase() : key];
    if (!action) return;
    action();
    event.preventDefault();
  }
}

/** The field to begin with: the address in the answer; of a check in its request the integrity; else the first. */
function startOf({ messages, stops }: Sight): number {
  const found = stops.findIndex(({ message, field }) => {
    const type = messages[message]?.fields[field]?.attribute?.type;
    return type === 0x0020;
  });
  return Math.max(found, 0);
}

customElements.define('packet-microscope', PacketMicroscope);
