/** The way in for the other half: another tab, a link, a code for a phone. */
import type { CarrierName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { disable } from './bars.ts';
import { letterOf, otherEnd } from './exchange-picture.ts';
import { isThisMachine, roomHash } from './room.ts';
import { hasRun, type Shown } from './shown.ts';
import type { TabWords } from './words.ts';

/** The link to a room in this very lesson. */
export function roomLink(room: string, by: CarrierName): string {
  const link = new URL(location.href);
  link.hash = roomHash({ room, by });
  return link.href;
}

/** Whether a seat is free for who opens the link. */
const leadsSomewhere = (reason: Shown['reason']): boolean =>
  reason === 'lost-left' || !(hasRun({ reason }) || reason === 'full' || reason === 'replaced');

const reachesPhones = (carrier: CarrierName): boolean => carrier !== 'broadcast-channel';

export class OpeningPane {
  readonly #root: HTMLElement;
  readonly #words: TabWords;
  #coded = '';

  constructor(root: HTMLElement, words: TabWords) {
    this.#root = root;
    this.#words = words;
  }

  draw(shown: Shown): void {
    const { room, carrier, recorded, reason } = shown;
    const link = room === undefined || recorded ? '' : roomLink(room, carrier);
    write(named(this.#root, 'link'), link);
    this.#drawButtons(shown);
    write(named(this.#root, 'open-note'), this.#note(shown));
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-reach]')) {
      element.toggleAttribute('data-on', element.dataset.reach === carrier && !recorded);
    }
    const isOpen = leadsSomewhere(reason) && reachesPhones(carrier) && !isThisMachine(location.hostname);
    void this.#drawCode(isOpen ? link : '');
  }

  /** Says something of the link, once. */
  say(text: string): void {
    named(this.#root, 'open-said').replaceChildren(text);
  }

  /** Copies the link, or where that is not allowed selects it. */
  async copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.say(this.#words.open.linkCopied);
    } catch {
      const shownLink = named(this.#root, 'link');
      write(shownLink, link);
      getSelection()?.selectAllChildren(shownLink);
      this.say(this.#words.open.linkInBar);
    }
  }

  #drawButtons({ peer, recorded, reason, here, carrier }: Shown): void {
    const other = letterOf(otherEnd(peer));
    const isShut = recorded || !leadsSomewhere(reason);
    const open = button(this.#root, 'open');
    write(open, reason === 'alone' ? this.#words.open.tab : fill(this.#words.open.otherTab, { other }));
    open.className = isShut ? '' : 'primary';
    disable(open, isShut);
    disable(button(this.#root, 'copy-room'), isShut);
    const phone = button(this.#root, 'phone');
    phone.hidden = isShut || reachesPhones(carrier) || !here?.includes('peerserver');
  }

  #note({ peer, recorded, reason, here, carrier }: Shown): string {
    const { open } = this.#words;
    if (recorded) return '';
    if (hasRun({ reason }) && reason !== 'lost-left') return fill(open.taken, { other: letterOf(otherEnd(peer)) });
    if (carrier === 'broadcast-channel')
      return here && !here.includes('peerserver') ? `${open.byBroadcast} ${open.noPhone}` : open.byBroadcast;
    return isThisMachine(location.hostname) ? fill(open.loopback, { host: location.hostname }) : open.waiting;
  }

  async #drawCode(text: string): Promise<void> {
    if (text === this.#coded) return;
    this.#coded = text;
    const box = part(this.#root, '.open .qr', HTMLElement);
    box.hidden = true;
    if (text === '') return;
    try {
      const { drawCode } = await import('./code.ts');
      if (text === this.#coded) box.hidden = !drawCode(box, text, this.#words.open.code);
    } catch {
      // what did not arrive is asked for again by the next picture
      this.#coded = '';
    }
  }
}
