/** The carriers that the bench can go over, by name. */
import type { CarrierName } from '#domain/trace.ts';
import { broadcastChannel } from '#lab/carriers/broadcast-channel.ts';
import type { OpenChannel } from '#lab/signaling-channel.ts';

export const openers: Partial<Record<CarrierName, OpenChannel>> = { 'broadcast-channel': broadcastChannel };

/** Throws an Error for a carrier that does not join two pages. */
export function openerOf(carrier: CarrierName): OpenChannel {
  const open = openers[carrier];
  if (!open) throw new Error(`${carrier} does not join two pages.`);
  return open;
}
