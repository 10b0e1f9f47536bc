/** The two tabs, the messages between them, what goes straight, and time. */
import type { ExchangeRow } from '#domain/exchange-rows.ts';
import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { renderDirectFlows } from '#views/direct-flows.ts';
import { renderExchangeRows } from '#views/exchange-rows.ts';
import { pictureSlots, renderHalfCard } from '#views/half-card.ts';
import { renderTwoTracks } from '#views/two-tracks.ts';
import { named, part, write } from '#widgets/parts.ts';
import { carrierAt, exchangePicture, fullTime, letterOf, otherEnd, tracksPicture } from './exchange-picture.ts';
import { directFlows, halfCard } from './half-picture.ts';
import type { Shown } from './shown.ts';
import type { TabWords } from './words.ts';

const ends = ['a', 'b'] as const;

export class Stage {
  readonly #root: HTMLElement;
  readonly #words: TabWords;
  readonly #videos = { other: video(), own: video() };
  #rows = -1;

  constructor(root: HTMLElement, words: TabWords, signal: AbortSignal) {
    this.#root = root;
    this.#words = words;
    signal.addEventListener('abort', () => {
      // a video that holds a stream keeps its page's part alive
      for (const element of Object.values(this.#videos)) element.srcObject = null;
    });
  }

  draw(shown: Shown, rows: readonly ExchangeRow[]): void {
    for (const peer of ends) this.#drawCard(shown, peer);
    this.#drawVideos(shown);
    this.#drawRows(shown, rows);
    this.#drawDirect(shown);
    this.#drawTracks(shown);
  }

  #drawCard({ moment, room, heardAgo, recorded, reason }: Shown, peer: PeerName): void {
    const { card, recorded: recordedWord } = this.#words;
    const path = recorded ? recordedWord : room === undefined ? card.pathNone : `/t/${room}`;
    const isNobodys = recorded || reason === 'full' || reason === 'replaced';
    const picture = halfCard(moment, peer, path, { heardAgo }, isNobodys, this.#words);
    renderHalfCard(named(this.#root, `card-${peer}`), picture);
  }

  /** The pictures that play are this tab's own: what it receives, and what it sends. */
  #drawVideos({ moment, received, own, recorded, scenario }: Shown): void {
    const slots = recorded ? undefined : pictureSlots(named(this.#root, `card-${moment.self}`));
    const streams = { other: received, own: scenario?.carries === 'both' ? own : undefined };
    for (const place of ['other', 'own'] as const) {
      const element = this.#videos[place];
      const slot = slots?.[place];
      const stream = moment.live ? streams[place] : undefined;
      if (slot && stream && slot.classList.contains('shown')) show(element, slot, stream);
      else element.remove();
    }
  }

  #drawRows({ moment, carrier, recorded }: Shown, rows: readonly ExchangeRow[]): void {
    const list = named(this.#root, 'rows');
    const name = recorded || !moment.live ? (carrierAt(moment) ?? carrier) : carrier;
    renderExchangeRows(list, exchangePicture(moment, rows, name, this.#words));
    named(this.#root, 'rows-empty').hidden = rows.length > 0;
    if (rows.length === this.#rows) return;
    this.#rows = rows.length;
    list.scrollTop = list.scrollHeight;
  }

  /** Who has left takes what went straight along, before this end's connection has noticed. */
  #drawDirect({ moment, reason, recorded }: Shown): void {
    const isGone = reason === 'lost-left' && !recorded && moment.live;
    const picture = directFlows(moment, this.#words);
    const flows = isGone ? [] : picture.flows;
    const { connectionState } = moment.halves.index.at(moment.count)[moment.self];
    const pill = named(this.#root, 'direct-pill');
    write(pill, connectionState === 'new' || isGone ? '' : connectionState);
    const tones: Readonly<Record<string, string>> = {
      connected: 'ok',
      connecting: 'w',
      disconnected: 'bad',
      failed: 'bad',
    };
    pill.dataset.tone = tones[connectionState] ?? 'n';
    const { gone, directNone } = this.#words;
    const none = named(this.#root, 'direct-none');
    none.hidden = flows.length > 0;
    write(none, isGone ? fill(gone, { other: letterOf(otherEnd(moment.self)) }) : directNone);
    renderDirectFlows(named(this.#root, 'direct'), { ...picture, flows });
  }

  #drawTracks({ moment }: Shown): void {
    const { halves, count } = moment;
    const picture = tracksPicture(moment, this.#words);
    renderTwoTracks(named(this.#root, 'tracks'), picture);
    const time = fullTime(halves.events[count - 1]?.t ?? 0);
    const slider = part(this.#root, '[data-do=seek]', HTMLInputElement);
    slider.value = String(picture.head * 1000);
    slider.setAttribute('aria-valuetext', fill(this.#words.tracks.text, { time, end: fullTime(halves.end) }));
    write(named(this.#root, 'end'), time);
  }
}

function video(): HTMLVideoElement {
  return Object.assign(document.createElement('video'), { autoplay: true, playsInline: true, muted: true });
}

/** A video that was put elsewhere, or given another stream, has to be told to play. */
function show(element: HTMLVideoElement, slot: Element, stream: MediaStream): void {
  if (element.srcObject !== stream) element.srcObject = stream;
  if (element.parentElement === slot) return;
  slot.append(element);
  // a play that is cut short, because the run ended meanwhile, is rejected, and nothing is lost by it
  element.play().catch(() => {});
}
