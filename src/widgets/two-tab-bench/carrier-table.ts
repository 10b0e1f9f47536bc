/** The carriers that the bench can go over, by name; those of one seat. */
import type { CarrierName } from '#domain/trace.ts';
import { broadcastChannel } from '#lab/carriers/broadcast-channel.ts';
import { type CopyPaste, copyPaste } from '#lab/carriers/copy-paste.ts';
import { longPolling } from '#lab/carriers/long-polling.ts';
import { peerServer } from '#lab/carriers/peer-server.ts';
import type { OpenChannel } from '#lab/signaling-channel.ts';

export interface Carriers {
  /** What a person carries. */
  byHand: CopyPaste;
  /** Throws an Error for a carrier that does not join two pages. */
  opener(carrier: CarrierName): OpenChannel;
}

/** `onNews`: there is something, or nothing more, for a person to carry. */
export function carriersOfSeat(onNews: () => void): Carriers {
  const byHand = copyPaste(onNews);
  const openers: Partial<Record<CarrierName, OpenChannel>> = {
    'broadcast-channel': broadcastChannel,
    peerserver: peerServer(),
    polling: longPolling(),
    'copy-paste': byHand.open,
  };
  return {
    byHand,
    opener: (carrier) => {
      const open = openers[carrier];
      if (!open) throw new Error(`${carrier} does not join two pages.`);
      return open;
    },
  };
}
