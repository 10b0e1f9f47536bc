/** Draws what the reader looks at: bars, table, and the messages of one run. */
import { candidateLabel } from '#domain/sequence.ts';
import type { CarrierName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { renderCarrierBars } from '#views/carrier-bars.ts';
import { renderCarrierMessages } from '#views/carrier-messages.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { type CarrierRun, type CarrierRuns, letterParts, textOf } from './carrier-run.ts';
import { bytesOf, type CrossedMessage, factsOf, kindOf } from './facts.ts';
import { barsOf, rowTexts, timeText } from './pictures.ts';
import type { Shown } from './shown.ts';
import { type CarriersWords, carrierNames } from './words.ts';

export class Screen {
  readonly #root: HTMLElement;
  readonly #words: CarriersWords;
  readonly #onChoose: (message: number) => void;

  constructor(root: HTMLElement, words: CarriersWords, onChoose: (message: number) => void) {
    this.#root = root;
    this.#words = words;
    this.#onChoose = onChoose;
  }

  draw(runs: CarrierRuns, { carrier, message, run }: Shown, running: CarrierName | undefined): void {
    const chosen = message === undefined ? undefined : { carrier, message };
    renderCarrierBars(named(this.#root, 'bars'), barsOf(runs, { running, chosen }, this.#words));
    for (const name of carrierNames) this.#drawRow(name, runs);
    this.#drawButtons(running);
    this.#drawSource(run);
    this.#drawMessages(run, message);
    this.drawLog(run);
  }

  /** Draws the transcript: all of it, or as much as the page keeps. */
  drawLog(run: CarrierRun | undefined, most?: number): void {
    const events = run?.events ?? [];
    if (!part(this.#root, '[data-pane="log"]', HTMLElement).hidden) {
      renderLog(this.#root, events, events.length, this.#words.trace, most);
    }
  }

  say(text: string): void {
    write(named(this.#root, 'said'), text);
  }

  #drawRow(carrier: CarrierName, runs: CarrierRuns): void {
    const row = part(this.#root, `.instrument [data-row="${carrier}"]`, HTMLElement);
    const texts = rowTexts(carrier, runs, location.host, this.#words);
    for (const [cell, text] of Object.entries(texts)) write(part(row, `[data-cell="${cell}"]`, HTMLElement), text);
    row.dataset['source'] = runs.last(carrier)?.source ?? 'none';
  }

  #drawButtons(running: CarrierName | undefined): void {
    const isRunning = running !== undefined;
    button(this.#root, 'stop').disabled = !isRunning;
    button(this.#root, 'run-all').disabled = isRunning;
    for (const each of this.#root.querySelectorAll<HTMLButtonElement>('[data-run]')) {
      each.disabled = isRunning || each.dataset['missing'] !== undefined;
    }
  }

  #drawSource(run: CarrierRun | undefined): void {
    const liveness = named(this.#root, 'liveness');
    const { live, recorded, shared, trace } = this.#words;
    const browser = run?.browser || trace.unknownBrowser;
    liveness.dataset['tone'] = !run || run.source === 'live' ? 'ok' : 'n';
    const text = !run || run.source === 'live' ? live : run.source === 'shared' ? shared : recorded;
    write(liveness, fill(text, { browser }));
  }

  #drawMessages(run: CarrierRun | undefined, message: number | undefined): void {
    const messages = run ? factsOf(run.events).messages : [];
    renderCarrierMessages(
      named(this.#root, 'messages'),
      messages.map((each) => ({
        key: String(each.message),
        from: each.from,
        who: this.#words.whoSent[each.from],
        label: kindOf(each.body),
        time: timeText(each.sentAt, this.#words),
        size: this.#sizeOf(each, messages, run),
        chosen: each.message === message,
      })),
      (key) => this.#onChoose(Number(key)),
    );
    const chosen = messages.find((each) => each.message === message);
    named(this.#root, 'message-empty').hidden = chosen !== undefined;
    named(this.#root, 'message').hidden = chosen === undefined;
    if (run && chosen) this.#drawText(run, chosen);
  }

  /** A text that holds several messages is weighed with the first. */
  #sizeOf(message: CrossedMessage, messages: readonly CrossedMessage[], run: CarrierRun | undefined): string {
    const text = textOf(message, run?.wire);
    const first = messages.find((each) => each.from === message.from && textOf(each, run?.wire) === text);
    const { messageBytes, sameText } = this.#words;
    return run?.carrier === 'copy-paste' && first !== message
      ? sameText
      : fill(messageBytes, { bytes: bytesOf(text).toLocaleString() });
  }

  #drawText(run: CarrierRun, message: CrossedMessage): void {
    const { whoSent, wire, wireUnknown, messageArrived, messageOnWay, envelope } = this.#words;
    const { body, from, sentAt, receivedAt } = message;
    const head = fill(receivedAt === undefined ? messageOnWay : messageArrived, {
      who: whoSent[from],
      from: from.toUpperCase(),
      label: body.kind === 'candidate' ? candidateLabel(body.candidate.candidate) : kindOf(body),
      sent: timeText(sentAt, this.#words),
      later: timeText((receivedAt ?? sentAt) - sentAt, this.#words),
    });
    write(named(this.#root, 'message-head'), head);
    const [before, inside, after] = letterParts(textOf(message, run.wire), message);
    const isWrapped = inside !== '' && before !== '';
    write(
      named(this.#root, 'message-wire'),
      `${run.wire ? wire[run.carrier] : wireUnknown} ${isWrapped ? envelope : ''}`,
    );
    write(named(this.#root, 'text-before'), before);
    write(named(this.#root, 'text-inside'), inside);
    write(named(this.#root, 'text-after'), after);
  }
}
