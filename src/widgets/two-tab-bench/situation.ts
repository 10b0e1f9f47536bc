/** What a tab is in, in a sentence, with the buttons that lead on: pure. */
import type { CarrierName, PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { PairingReason } from '#machines/pairing.ts';
import { letterOf, otherEnd } from './exchange-picture.ts';
import type { TabWords } from './words.ts';

/** What a button under the sentence does. */
export type Act = keyof TabWords['act'];

export type SituationKey = keyof TabWords['situations'];

/** What is wrong with an address that cannot be followed. */
export type AddressFault = 'malformed' | 'brokenRun' | 'otherVersion';

/** What is known of a tab. */
export interface Standing {
  reason: PairingReason | AddressFault | 'recorded';
  room: string | undefined;
  peer: PeerName;
  carrier: CarrierName;
  /** What the carrier said when it was lost or refused. */
  why: string | undefined;
  /** What waits to be delivered or taken, in words. */
  waiting: string;
  /** When an offer was made that has no way across, in words; undefined: none was. */
  stranded: string | undefined;
  /** There is a former run to be copied. */
  former: boolean;
  /** The state of this end's connection (webrtc-pc, RTCPeerConnectionState enum). */
  connectionState: string;
  /** This end's connection has been connected in this run. */
  wasConnected: boolean;
  /** Calls were made in this run. */
  begun: boolean;
  /** Calls were made since signaling stopped or opened again. */
  underWay: boolean;
  /** This tab was put aside by the browser, and is back. */
  returned: boolean;
}

export interface Situation {
  key: SituationKey;
  tone: 'bad' | 'w' | '';
  label: string;
  /** The call that brought it about, as `channel.close()`. */
  code: string;
  sentence: string;
  acts: readonly Act[];
}

interface Kind {
  tone: Situation['tone'];
  acts: readonly Act[];
}

const kinds: Readonly<Record<SituationKey, Kind>> = {
  malformed: { tone: 'bad', acts: ['newRoom'] },
  brokenRun: { tone: 'bad', acts: ['open'] },
  otherVersion: { tone: 'bad', acts: ['open'] },
  alone: { tone: '', acts: ['open'] },
  opening: { tone: '', acts: ['newRoom'] },
  waiting: { tone: 'w', acts: ['open', 'newRoom'] },
  waitingByHand: { tone: 'w', acts: ['newRoom'] },
  waitingByHandSecond: { tone: 'w', acts: ['newRoom'] },
  full: { tone: 'bad', acts: ['tryAgain', 'newRoom'] },
  replaced: { tone: 'bad', acts: ['tryAgain', 'newRoom'] },
  refused: { tone: 'bad', acts: ['tryAgain', 'newRoom'] },
  lost: { tone: 'bad', acts: ['startOver', 'newRoom'] },
  lostConnected: { tone: 'bad', acts: [] },
  cutHere: { tone: 'bad', acts: ['joinAgain', 'restartIce'] },
  cutThere: { tone: 'bad', acts: ['joinAgain', 'restartIce'] },
  cutUnconnected: { tone: 'bad', acts: ['joinAgain', 'newRoom'] },
  closed: { tone: 'bad', acts: ['joinAgain', 'newRoom'] },
  restartWaits: { tone: 'bad', acts: ['joinAgain'] },
  restartLost: { tone: 'bad', acts: [] },
  silent: { tone: 'w', acts: ['startOver', 'newRoom'] },
  silentConnected: { tone: 'w', acts: ['startOver', 'newRoom'] },
  silentByHand: { tone: 'w', acts: ['startOver', 'newRoom'] },
  left: { tone: 'bad', acts: ['open', 'newRoom'] },
  rejoining: { tone: 'w', acts: ['newRoom'] },
  reopened: { tone: 'w', acts: ['startOver', 'newRoom'] },
  resumed: { tone: '', acts: [] },
  returned: { tone: 'w', acts: [] },
  anew: { tone: 'w', acts: ['copyOld'] },
  failed: { tone: 'bad', acts: ['restartIce', 'startOver'] },
  neverConnected: { tone: 'bad', acts: ['startOver', 'restartIce'] },
  recorded: { tone: '', acts: ['startOver'] },
};

const isBroken = (connectionState: string): boolean =>
  connectionState === 'failed' || connectionState === 'disconnected';

/** Where the negotiation itself is told, unless its path is gone, or was never found. */
function keyTogether({ connectionState, wasConnected }: Standing, otherwise?: SituationKey): SituationKey | undefined {
  if (!isBroken(connectionState)) return otherwise;
  return wasConnected ? 'failed' : 'neverConnected';
}

/** The sentence for each reason; undefined where the negotiation itself is what is to be told. */
function keyOf(standing: Standing): SituationKey | undefined {
  const { reason, carrier, peer, stranded, returned, begun, underWay } = standing;
  const byHand = carrier === 'copy-paste';
  if (stranded !== undefined && reason.startsWith('lost-cut')) return 'restartWaits';
  switch (reason) {
    case 'paired-negotiating':
    case 'paired-connected':
    case 'resumed-connected':
      return keyTogether(standing);
    case 'paired-anew':
      return keyTogether(standing, begun ? undefined : 'anew');
    case 'resumed-negotiating':
      return keyTogether(standing, underWay ? undefined : 'resumed');
    case 'waiting':
      if (byHand) return peer === 'b' ? 'waitingByHandSecond' : 'waitingByHand';
      return returned ? 'returned' : 'waiting';
    case 'lost-carrier-waiting':
    case 'lost-carrier-negotiating':
      return 'lost';
    case 'lost-carrier-connected':
      return stranded === undefined ? 'lostConnected' : 'restartLost';
    case 'lost-cut-connected':
      return 'cutHere';
    case 'lost-cut-there-connected':
      return 'cutThere';
    case 'lost-cut-waiting':
    case 'lost-cut-negotiating':
    case 'lost-cut-there-negotiating':
      return 'cutUnconnected';
    case 'lost-closed-waiting':
    case 'lost-closed-negotiating':
    case 'lost-closed-connected':
      return 'closed';
    case 'lost-left':
      return 'left';
    case 'lost-silent-negotiating':
      return byHand ? 'silentByHand' : 'silent';
    case 'lost-silent-connected':
      return byHand ? undefined : 'silentConnected';
    case 'lost-rejoining':
      return 'rejoining';
    case 'lost-reopened':
      return byHand ? 'silentByHand' : 'reopened';
    default:
      return reason;
  }
}

/** How each carrier is left, in code. */
const leaving: Readonly<Record<CarrierName, string>> = {
  'in-page': '',
  'broadcast-channel': 'channel.close()',
  peerserver: 'socket.close()',
  polling: 'polling.abort()',
  'copy-paste': '',
};

/** The sentence of a tab; undefined where nothing but the negotiation is to be told. */
export function situationOf(standing: Standing, words: TabWords): Situation | undefined {
  const key = keyOf(standing);
  if (!key) return undefined;
  const { room = '', peer, carrier, why = '', waiting, stranded = '', former } = standing;
  const { label, sentence } = words.situations[key];
  const { tone, acts } = kinds[key];
  const values = {
    ...{ room, waiting, reason: reasonText(why, words), time: stranded, carrier: words.carriers[carrier] },
    ...{ self: letterOf(peer), other: letterOf(otherEnd(peer)) },
  };
  return {
    ...{ key, tone, label: fill(label, values), sentence: fill(sentence, values) },
    code: key === 'cutHere' ? leaving[carrier] : '',
    acts: acts.filter((act) => act !== 'copyOld' || former),
  };
}

/** What a request fails by, and the sentence for it. */
const names: ReadonlyMap<string, string> = new Map([
  ['NetworkError', 'network'],
  ['TimeoutError', 'timeout'],
]);

/** What a carrier said, in a sentence's words where they are known, else as it said it. */
function reasonText(why: string, words: TabWords): string {
  const known = new Map<string, string>(Object.entries(words.reasons));
  const code = /^\d+/.exec(why)?.[0] ?? why;
  return known.get(names.get(code) ?? code) ?? why.replace(/\.$/, '');
}
