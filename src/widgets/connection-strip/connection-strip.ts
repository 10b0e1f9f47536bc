import { type Milestone, milestonesOf } from '#domain/milestones.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { Loopback } from '#lab/loopback.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { renderStrip } from '#views/connection-strip.ts';
import { renderTimeline } from '#views/timeline.ts';

type StripWords = Words['bench']['strip'] & { a: string; b: string; signaling: string };

/** A connection within one page takes some ten ms; after so many seconds something stands in its way. */
const patience = 10;

/** `<connection-strip>`: makes a real connection as it comes into view, and draws what it recorded. */
class ConnectionStrip extends HTMLElement {
  readonly #events: TraceEvent[] = [];
  #controller = new AbortController();

  /** Everything that has happened, for a reader's console. */
  get trace(): readonly TraceEvent[] {
    return this.#events;
  }

  connectedCallback(): void {
    const words: StripWords = JSON.parse(this.dataset.words ?? '{}');
    if (typeof RTCPeerConnection === 'undefined') {
      this.dataset['unsupported'] = '';
      return;
    }
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    void this.#make(words, signal);
    const observer = new ResizeObserver(() => this.#draw(words));
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect());
    window.addEventListener('pagehide', () => this.#controller.abort(), { signal });
  }

  disconnectedCallback(): void {
    this.#controller.abort();
  }

  async #make(words: StripWords, signal: AbortSignal): Promise<void> {
    const done = Promise.withResolvers<void>();
    const log = createTraceLog((event) => {
      this.#events.push(event);
      if (milestonesOf([event]).length > 0 || event.type === 'state') this.#draw(words);
      if (milestonesOf(this.#events).at(-1)?.key === 'connected') done.resolve();
    });
    const timer = setTimeout(() => this.#fail(words, words.tooLong), patience * 1000);
    const stop = (): void => {
      clearTimeout(timer);
      done.resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
    const loopback = new Loopback({ carries: 'data', trickle: true, withhold: false }, log, signal);
    while (!loopback.finished && !signal.aborted) await loopback.step();
    await done.promise;
    clearTimeout(timer);
    if (!signal.aborted) this.#succeed(words);
  }

  #part(name: string): HTMLElement {
    const found = document.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof HTMLElement)) throw new Error(`connection-strip has no part ${name}.`);
    return found;
  }

  #succeed(words: StripWords): void {
    this.#part('caption').textContent = words.caption;
    this.#part('strip-happened').hidden = false;
    this.dataset.ready = 'connected';
  }

  #fail(words: StripWords, reason: string): void {
    this.#part('caption').textContent = fill(words.failed, { reason });
    this.#part('liveness').dataset.tone = 'bad';
    this.dataset.ready = 'failed';
  }

  #draw(words: StripWords): void {
    const milestones = milestonesOf(this.#events);
    const picture = { width: this.clientWidth - 36, milestones, words };
    renderStrip(this.#part('picture'), this.#part('legend'), picture);
    this.#drawRail(milestones);
  }

  #drawRail(milestones: readonly Milestone[]): void {
    const end = milestones.at(-1)?.t ?? 0;
    this.#part('scrub').hidden = end === 0;
    const hue = {
      offer: 'a',
      answer: 'b',
      candidates: 'infra',
      checks: 'infra',
      dtls: 'infra',
      connected: 'infra',
    } as const;
    const ticks = milestones.slice(0, -1).map(({ key, t }) => ({ share: t / end, kind: hue[key] }));
    renderTimeline(this.#part('rail'), { ticks, head: 1 });
    const total = `${end.toFixed(0)} ms`;
    this.#part('end').textContent = total;
    this.#part('total').textContent = total;
  }
}

customElements.define('connection-strip', ConnectionStrip);
