import type { Message } from './guards/message.ts';
import type { Seat } from './guards/seat.ts';
import type { Carrier } from './metrics.ts';
import { type Reason, Refused } from './refusals.ts';

/** Somebody who has a seat in a room, by whichever carrier. */
export interface Member {
  readonly seat: Seat;
  readonly carrier: Carrier;
  /** Whether what is delivered now would still reach them. */
  readonly reachable: boolean;
  /** Whether their page has gone without a word, so that somebody else may have the seat. */
  readonly isGone: boolean;
  deliver(message: Message): void;
  /** Ends the membership, for a reason that they are told. */
  refuse(reason: Reason): void;
}

/** Who is where. An id is somebody's in one room alone; another room may have another of the same id. */
export class Members {
  readonly #members = new Map<string, Member>();
  readonly #rooms = new Map<string, number>();
  readonly #perRoom: number;

  constructor(perRoom: number) {
    this.#perRoom = perRoom;
  }

  get rooms(): number {
    return this.#rooms.size;
  }

  /** Who has the seat already, known by its token; throws `Refused` when it is somebody else who has not gone, or the room is full. */
  sameAt(seat: Seat): Member | undefined {
    const member = this.at(keyOf(seat.room, seat.id));
    if (!member && (this.#rooms.get(seat.room) ?? 0) >= this.#perRoom) throw new Refused('room-full');
    if (!member || member.seat.token === seat.token) return member;
    if (!member.isGone) throw new Refused('id-taken');
    member.refuse('replaced');
    return undefined;
  }

  /** Gives the member their seat, and the one who had it before is nobody. */
  join(member: Member): void {
    const { room, id } = member.seat;
    const key = keyOf(room, id);
    if (!this.#members.has(key)) this.#rooms.set(room, (this.#rooms.get(room) ?? 0) + 1);
    this.#members.set(key, member);
  }

  /** Frees the seat, unless it is somebody else's by now. */
  leave(member: Member): void {
    const { room, id } = member.seat;
    if (this.at(keyOf(room, id)) !== member) return;
    this.#members.delete(keyOf(room, id));
    const left = (this.#rooms.get(room) ?? 0) - 1;
    if (left > 0) this.#rooms.set(room, left);
    else this.#rooms.delete(room);
  }

  at(key: string): Member | undefined {
    return this.#members.get(key);
  }
}

/** One name for an id in a room: `blue/a`; neither may hold a slash. */
export function keyOf(room: string, id: string): string {
  return `${room}/${id}`;
}
