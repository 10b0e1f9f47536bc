/** Draws the lab at a moment: each part a function of the run and the number of steps shown. */
import { citationHref, citationText } from '#domain/citation.ts';
import { classicName, type NatBehaviour } from '#domain/nat/behaviour.ts';
import { formatAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import { renderFactRows } from '#views/fact-rows.ts';
import { renderNatHops } from '#views/nat-hops.ts';
import { renderChecks, renderLog, renderSources } from '#views/nat-lists.ts';
import { renderNatNetwork } from '#views/nat-network.ts';
import { renderNatTables } from '#views/nat-tables.ts';
import { renderTimeline, type TimelineTick } from '#views/timeline.ts';
import { natTables, type TableMoment } from '#widgets/nat-rows.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { type Attempt, isJudged, isOpen, verdictOf } from './attempt.ts';
import { candidateRows, checkLines, hopsOf, pairRows } from './inspector.ts';
import { eventAt, hueIn, letterOf, type Moment, networkOfMoment } from './moment.ts';
import { networkPicture } from './network-picture.ts';
import { relayTable } from './relay-rows.ts';
import { type Telling, tellingOf } from './telling.ts';
import type { LabWords } from './words.ts';

const ends = ['a', 'b'] as const;

/** Width in px up to which the style sheet has the picture upright. */
const narrowest = 760;

/** What there is to show besides the moment. */
export interface Shown {
  readonly attempt: Attempt;
  readonly at: number;
  readonly isPlaying: boolean;
  readonly tab: string;
}

export class LabScreen {
  readonly #root: HTMLElement;
  readonly #words: LabWords;
  #layout: 'wide' | 'narrow' = 'wide';
  #ticks: { run?: Attempt['run']; ticks: TimelineTick[] } = { ticks: [] };

  constructor(root: HTMLElement, words: LabWords) {
    this.#root = root;
    this.#words = words;
  }

  draw({ attempt, at, isPlaying, tab }: Shown): void {
    // read before anything is written, so that no layout is made for it
    this.#layout = this.#root.clientWidth > narrowest ? 'wide' : 'narrow';
    const moment = { run: attempt.run, at };
    const telling = tellingOf(moment);
    this.#drawBars(attempt, at, isPlaying);
    this.#drawGuess(attempt);
    this.#tell(telling, moment);
    this.#drawTables(moment);
    this.#drawInspector(moment, tab);
  }

  #drawBars(attempt: Attempt, at: number, isPlaying: boolean): void {
    const { steps, setup } = attempt.run;
    const of = steps.length;
    write(named(this.#root, 'count'), fill(this.#words.count, { at, of }));
    write(named(this.#root, 'play'), isPlaying ? this.#words.pause : this.#words.play);
    button(this.#root, 'play').setAttribute('aria-pressed', String(isPlaying));
    button(this.#root, 'back').setAttribute('aria-disabled', String(at === 0));
    button(this.#root, 'step').setAttribute('aria-disabled', String(at === of));
    this.#root.toggleAttribute('data-begun', !isOpen(attempt));
    for (const side of ends) this.#drawNames(side, setup[side]);
    const seek = part(this.#root, '[data-do=seek]', HTMLInputElement);
    seek.max = String(of);
    if (seek.value !== String(at)) seek.value = String(at);
    seek.setAttribute('aria-valuetext', fill(this.#words.count, { at, of }));
    write(named(this.#root, 'last'), String(of));
    renderTimeline(named(this.#root, 'ticks'), { ticks: this.#ticksOf(attempt.run), head: at / of });
  }

  #drawNames(side: 'a' | 'b', behaviour: NatBehaviour): void {
    const { classic, oldName, noOldName, dependences, udpBlocked } = this.#words;
    const name = classicName(behaviour);
    write(named(this.#root, `name-${side}`), behaviour.blocksUdp ? udpBlocked : name ? classic[name] : '');
    write(named(this.#root, `old-${side}`), behaviour.blocksUdp ? '' : name ? oldName : noOldName);
    const { mapping, filtering } = behaviour;
    write(named(this.#root, `maps-${side}`), fill(this.#words.maps, { how: dependences[mapping].toLowerCase() }));
    write(
      named(this.#root, `filters-${side}`),
      fill(this.#words.filters, { how: dependences[filtering].toLowerCase() }),
    );
  }

  #ticksOf(run: Attempt['run']): TimelineTick[] {
    if (this.#ticks.run !== run) {
      const kindOf = (at: number): TimelineTick['kind'] => {
        const { hue } = tellingOf({ run, at });
        return hue === 'a' || hue === 'b' ? hue : 'infra';
      };
      const share = (index: number): number => (index + 1) / run.steps.length;
      this.#ticks = { run, ticks: run.steps.map((_, index) => ({ share: share(index), kind: kindOf(index + 1) })) };
    }
    return this.#ticks.ticks;
  }

  #drawGuess(attempt: Attempt): void {
    const { guess, run } = attempt;
    const box = named(this.#root, 'guess');
    for (const input of box.querySelectorAll('input')) {
      input.checked = input.value === guess;
      input.disabled = !isOpen(attempt);
    }
    const verdict = named(this.#root, 'verdict');
    write(verdict, verdictOf(attempt, this.#words.guess));
    verdict.dataset['tone'] = !isJudged(attempt) || !guess ? '' : guess === run.path ? 'ok' : 'bad';
  }

  /** A refused packet is named in the sentence, and only the page's words have its name. */
  #fill(sentence: string, { params }: Telling): string {
    const { message } = params;
    const name = message === 'check' || message === 'answer' ? this.#words.packets[message] : '';
    return fill(sentence, { ...params, packet: fill(name, params) });
  }

  #tell(telling: Telling, moment: Moment): void {
    const told = this.#words.events[telling.key];
    const title = named(this.#root, 'title');
    write(title, this.#fill(told.title, telling));
    title.dataset['hue'] = telling.hue;
    const fact = this.#fill(told.fact, telling);
    for (const name of ['fact', 'happened']) write(named(this.#root, name), fact);
    const after = telling.after ? this.#words.events[telling.after] : 'why' in told ? told.why : '';
    write(named(this.#root, 'why'), this.#fill(after, telling));
    const event = eventAt(moment);
    const travels = event?.kind === 'relays' ? event.delivery : event;
    const journey = travels && 'journey' in travels ? travels.journey : undefined;
    const header = journey?.outside ?? journey?.asSent;
    const way = header ? `${formatAddress(header.source)} → ${formatAddress(header.destination)}` : '';
    write(named(this.#root, 'way'), way);
    const cited = telling.cite.map((citation) => ({ text: citationText(citation), href: citationHref(citation) }));
    renderSources(named(this.#root, 'sources'), cited);
    const label = `${this.#fill(told.title, telling)}. ${fact}`;
    renderNatNetwork(named(this.#root, 'network'), networkPicture(moment, label, this.#words), [this.#layout]);
  }

  #drawTables(moment: Moment): void {
    const network = networkOfMoment(moment);
    const event = eventAt(moment);
    renderNatTables(named(this.#root, 'tables-relay'), [relayTable(moment, this.#words)]);
    for (const side of ends) {
      const isHere = event && 'nat' in event && event.nat === side;
      const isRelayed = event?.kind === 'relays' && event.to === side;
      const arrival = isHere && event.kind === 'arrives' ? event : isRelayed ? event.delivery : undefined;
      const admission = arrival?.admission;
      const table: TableMoment = {
        step: moment.at,
        admittedBy: admission?.by === 'contact' ? admission.contact : undefined,
        closest: isHere && event.kind === 'refused' ? event.refusal.closest : undefined,
      };
      const tables = natTables(network.nats[side], letterOf(side), table, this.#words.tables, hueIn(network));
      renderNatTables(named(this.#root, `tables-${side}`), tables);
    }
  }

  #drawInspector(moment: Moment, tab: string): void {
    if (tab === 'candidates') renderFactRows(named(this.#root, 'candidates'), candidateRows(moment, this.#words));
    else if (tab === 'pairs') {
      const rows = pairRows(moment, this.#words);
      renderFactRows(named(this.#root, 'pairs'), rows);
      named(this.#root, 'pairs-empty').hidden = rows.length > 0;
    } else if (tab === 'log') this.#drawLog(moment);
    else this.#drawHappened(moment);
  }

  #drawHappened(moment: Moment): void {
    const hops = hopsOf(moment, this.#words);
    named(this.#root, 'hops-section').hidden = hops.length === 0;
    renderNatHops(named(this.#root, 'hops'), hops);
    const checks = checkLines(moment, this.#words);
    named(this.#root, 'checks-section').hidden = checks.length === 0;
    renderChecks(named(this.#root, 'checks'), checks);
  }

  #drawLog({ run, at }: Moment): void {
    const lines = run.steps.slice(0, at).map((_, index) => {
      const telling = tellingOf({ run, at: index + 1 });
      const { title, fact } = this.#words.events[telling.key];
      return {
        step: index + 1,
        title: this.#fill(title, telling),
        text: this.#fill(fact, telling),
        hue: telling.hue,
        tone: telling.tone,
      };
    });
    renderLog(named(this.#root, 'log'), lines);
  }
}
