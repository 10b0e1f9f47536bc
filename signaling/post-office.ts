import { type Held, HeldMessages } from './guards/held-messages.ts';
import type { Message } from './guards/message.ts';
import type { Limits } from './limits.ts';
import { keyOf, type Member, Members } from './members.ts';
import type { Metrics } from './metrics.ts';

/** Brings messages to the members of a room, by whichever carrier they came, and keeps those for the absent a while. */
export class PostOffice {
  readonly members: Members;
  readonly held: HeldMessages;
  readonly #metrics: Metrics;

  constructor(limits: Limits, metrics: Metrics) {
    this.members = new Members(limits.perRoom);
    this.held = new HeldMessages(limits);
    this.#metrics = metrics;
  }

  /** Gives a member their seat and what was kept for it. */
  join(member: Member): void {
    this.members.join(member);
    const { room, id } = member.seat;
    for (const { message } of this.held.take(keyOf(room, id))) member.deliver(message);
  }

  /** Who would get a message for this id of the room now; undefined when it has to be kept. */
  reach(key: string): Member | undefined {
    const member = this.members.at(key);
    return member?.reachable ? member : undefined;
  }

  /** Delivers a message, or keeps it; a LEAVE for who is not there is news to nobody. */
  send(held: Held): void {
    const key = keyOf(held.room, held.message.dst);
    const member = this.reach(key);
    if (member) member.deliver(held.message);
    else if (held.message.type !== 'LEAVE' && !this.held.hold(key, held, performance.now())) this.#giveUp(held);
  }

  /** Tells each sender once of each absent id for which messages have waited too long, as PeerServer does. */
  expire(now: number): void {
    const told = new Set<string>();
    for (const { room, message } of this.held.expire(now)) {
      const pair = `${room}/${message.src}/${message.dst}`;
      if (!told.has(pair)) this.#tellExpired(room, message);
      told.add(pair);
    }
  }

  #giveUp({ room, message }: Held): void {
    this.#metrics.refused('held-too-much', this.reach(keyOf(room, message.src))?.carrier ?? 'http');
    this.#tellExpired(room, message);
  }

  #tellExpired(room: string, { src, dst }: Message): void {
    this.reach(keyOf(room, src))?.deliver({ type: 'EXPIRE', src: dst, dst: src });
  }
}
