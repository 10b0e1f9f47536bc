/** Draws what lies under the microscope. */
import { hex16 } from '#domain/stun/explanation.ts';
import { messageType } from '#domain/stun/message-type.ts';
import { fill } from '#i18n/fill.ts';
import { renderStunBytes } from '#views/stun-bytes.ts';
import { renderStunFields } from '#views/stun-fields.ts';
import { renderTypeBits } from '#views/stun-type-bits.ts';
import { named, part, write } from '#widgets/parts.ts';
import { areLong, bytesPicture, fieldRows, valueTone } from './cells.ts';
import { type Chosen, drawField, drawIntegrities } from './field-pane.ts';
import { headOf, pathOf, type Says, sizeOf } from './heads.ts';
import type { KnownKey } from './keys.ts';
import type { Ends, Seen, Sight, Stop } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

export interface Picture {
  readonly sight: Sight;
  /** Index of the stop that is looked at; -1 for none. */
  readonly at: number;
  readonly ends: Ends;
  readonly key: KnownKey | undefined;
  readonly says: Says;
  /** The addresses are those of one machine, on which it was recorded. */
  readonly isOneMachine: boolean;
  readonly isOwn: boolean;
}

/** The bytes of at most two messages, request and answer. */
const places = ['first', 'second'] as const;

export class Screen {
  readonly #root: HTMLElement;
  readonly #words: MicroscopeWords;
  readonly #onSelect: (stop: number) => void;

  constructor(root: HTMLElement, words: MicroscopeWords, onSelect: (stop: number) => void) {
    this.#root = root;
    this.#words = words;
    this.#onSelect = onSelect;
  }

  draw(picture: Picture): void {
    const { sight, at, says, isOneMachine } = picture;
    const stop = sight.stops[at];
    drawSays(this.#root, says);
    named(this.#root, 'one-machine').hidden = !isOneMachine;
    const stage = named(this.#root, 'hexes');
    stage.toggleAttribute('data-long', areLong(sight.messages));
    for (const [i, place] of places.entries()) this.#drawMessage(place, i, picture, stop);
    this.#drawBits(sight);
    drawIntegrities(this.#root, picture, this.#words);
    drawField(this.#root, chosenOf(picture, stop), this.#words);
    this.#drawTime(sight, at);
  }

  #drawMessage(place: string, index: number, { sight, ends }: Picture, stop: Stop | undefined): void {
    const box = named(this.#root, place);
    const seen = sight.messages[index];
    box.hidden = seen === undefined;
    if (!seen) return;
    const words = this.#words;
    const isLong = areLong(sight.messages);
    const head = headOf(seen, ends, words);
    const chosen = stop?.message === index ? stop.field : undefined;
    box.dataset['from'] = seen.side === 'own' ? 'own' : seen.side === 'request' ? ends.asker : ends.answerer;
    write(part(box, 'h3', HTMLElement), head);
    write(part(box, '.size', HTMLElement), sizeOf(seen, words));
    write(part(box, '.path', HTMLElement), pathOf(seen, words));
    const select = (field: number): void => this.#select(sight, index, field);
    renderStunBytes(part(box, '.grid', HTMLElement), bytesPicture(seen, isLong, chosen, words, head, select));
    const list = part(box, '.stun-fields', HTMLElement);
    list.hidden = !isLong;
    list.ariaLabel = fill(words.fields, { name: head });
    renderStunFields(list, isLong ? fieldRows(seen, chosen, words) : [], select);
  }

  #select({ stops }: Sight, message: number, field: number): void {
    this.#onSelect(stops.findIndex((stop) => stop.message === message && stop.field === field));
  }

  #drawBits({ messages }: Sight): void {
    const words = this.#words;
    const rows = messages.filter(hasType).map(({ message }) => {
      const classBits = ((message.type >> 7) & 0b10) | ((message.type >> 4) & 0b01);
      const bits = classBits.toString(2).padStart(2, '0');
      const params = { bits, class: words.classes[message.class], method: message.method };
      return {
        hex: hex16(messageType(message.method, message.class)),
        type: message.type,
        text: fill(words.typeRow, params),
      };
    });
    named(this.#root, 'type').hidden = rows.length === 0;
    renderTypeBits(named(this.#root, 'bits'), rows);
  }

  #drawTime({ messages, stops }: Sight, at: number): void {
    const words = this.#words;
    const stop = stops[at];
    const side = messages[stop?.message ?? 0]?.side;
    const sideName = side === 'own' ? words.own : side === 'answer' ? words.answer : words.request;
    const place = { side: sideName, number: at + 1, count: stops.length };
    const text = stop ? fill(words.place, place) : words.noPlace;
    write(named(this.#root, 'place'), text);
    const range = part(this.#root, '.timeline input', HTMLInputElement);
    range.max = String(stops.length);
    range.value = String(at + 1);
    range.disabled = stops.length === 0;
    range.ariaValueText = text;
    const share = (index: number): string => `${stops.length > 1 ? (100 * index) / (stops.length - 1) : 50}%`;
    const ticks = stops.map(({ message, field }, index) => {
      const tick = document.createElement('i');
      const known = messages[message]?.fields[field];
      tick.className = `tick byte ${known ? valueTone(known) : ''}`;
      tick.style.left = share(index);
      return tick;
    });
    named(this.#root, 'ticks').replaceChildren(...ticks);
    named(this.#root, 'head').hidden = !stop;
    named(this.#root, 'head').style.left = share(Math.max(at, 0));
  }
}

/** The line under the toolbar: who, what, and a sentence. */
export function drawSays(root: HTMLElement, { who, what, text, by }: Says): void {
  for (const [name, said] of Object.entries({ who, what, text })) write(named(root, name), said);
  part(root, '.says', HTMLElement).dataset['by'] = by ?? 'page';
}

/** Whether the first two bytes are a message type at all. */
const hasType = ({ message, otherwise }: Seen): boolean => message.bytes.length >= 2 && !otherwise;

function chosenOf({ sight, key }: Picture, stop: Stop | undefined): Chosen | undefined {
  const seen = stop && sight.messages[stop.message];
  const field = seen?.fields[stop?.field ?? -1];
  return seen && field ? { message: seen.message, field, key } : undefined;
}

/** The bytes of a message that is looked at, for copying. */
export function shownBytes({ messages, stops }: Sight, at: number): Uint8Array {
  return messages[stops[at]?.message ?? 0]?.message.bytes ?? new Uint8Array();
}
