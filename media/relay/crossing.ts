/** The way of a packet through the relay, which a page may make worse. */
import type { PacketFate } from '#domain/path-events.ts';
import type { Account } from './account.ts';
import type { Context } from './context.ts';
import type { Crossing, Passage } from './page.ts';

/** What happens to a packet on its way. */
export interface Way {
  /** It came; `fate` says why it goes no further, where it does not. */
  seen(fate?: PacketFate): void;
  /** It goes on, once for each time that its path says. */
  depart(held?: number): void;
}

/** Lets a packet depart as its page's path says: at once where there is none. */
export function cross(context: Context, account: Account | undefined, crossing: Crossing, way: Way) {
  const now = context.clock.now();
  const passage = passageOf(context, account, crossing, now);
  if (typeof passage === 'string') return way.seen(passage);
  way.seen();
  for (const held of passage) {
    if (held <= 0) way.depart();
    else context.departures.hold(now + held, crossing.bytes, () => way.depart(context.clock.now() - now));
  }
}

const atOnce: Passage = [0];

/** What the path wants, unless the relay has no room to hold it back. */
function passageOf({ departures }: Context, account: Account | undefined, crossing: Crossing, now: number): Passage {
  const wanted = account?.page?.path?.passage(crossing, now) ?? atOnce;
  if (typeof wanted === 'string') return wanted;
  const held = wanted.filter((milliseconds) => milliseconds > 0).length;
  return held === 0 || departures.hasRoom(held, crossing.bytes) ? wanted : 'queue-full';
}
