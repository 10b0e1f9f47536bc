import type { Step } from '#domain/step.ts';
import type { CarrierName, PeerName } from '#domain/trace.ts';
import type { PairingReason } from '#machines/pairing.ts';
import type { Moment } from './exchange-picture.ts';
import type { TabScenario } from './half-run.ts';
import { hasBegun, isUnderWay, strandedOffer, waitingText } from './narration.ts';
import { type AddressFault, type Situation, type Standing, situationOf } from './situation.ts';
import type { Tab } from './tab.ts';
import { recordedEnd, type TwoHalves } from './two-halves.ts';
import type { Viewing } from './viewing.ts';
import type { TabWords } from './words.ts';

/** Everything that is drawn of a tab: the moment looked at, and how the tab stands now. */
export interface Shown {
  moment: Moment;
  /** A finished trace is shown, and nothing is live. */
  recorded: boolean;
  reason: PairingReason;
  situation: Situation | undefined;
  room: string | undefined;
  peer: PeerName;
  carrier: CarrierName;
  /** The carriers that can be had here; undefined while the host is asked. */
  here: readonly CarrierName[] | undefined;
  /** Who makes this end's calls. */
  script: 'hand' | 'playing' | 'all' | 'recorded';
  /** Looking back; `playing`: moving on by itself. */
  past: 'no' | 'paused' | 'playing';
  busy: boolean;
  planned: readonly Step[];
  scenario: TabScenario | undefined;
  heardAgo: number | undefined;
  /** Messages of the negotiation that the other has not acknowledged. */
  unacknowledged: number;
  /** Whether the connection is up, whatever has become of signaling. */
  connected: boolean;
  received: MediaStream | undefined;
  own: MediaStream | undefined;
}

/** Whether the other tab is known and this one has a run with it. */
export const hasRun = ({ reason }: Pick<Shown, 'reason'>): boolean =>
  /^(paired|resumed)/.test(reason) || (/^lost/.test(reason) && !reason.endsWith('waiting'));

/** What the page knows besides its tab. */
export interface PageState {
  halves: TwoHalves;
  recorded: boolean;
  here: readonly CarrierName[] | undefined;
  /** The carrier that was chosen before there is a room. */
  wanted: CarrierName;
  /** What is wrong with the address that the page was opened with. */
  fault: AddressFault | undefined;
  returned: boolean;
}

/** How a tab is that has no room yet. */
const nowhere = { room: undefined, peer: 'a', connected: false, why: undefined } as const;

function standingOf(tab: Tab | undefined, planned: readonly Step[], page: PageState, words: TabWords): Standing {
  const { halves, recorded, fault, wanted, returned } = page;
  const { room, peer, why } = tab?.place ?? nowhere;
  const reason = tab?.reason ?? 'alone';
  const rows = halves.rowsAt(halves.length);
  const moment = { halves, count: halves.length, self: peer, live: true };
  return {
    ...{ room, peer, why, returned, former: tab?.former !== undefined },
    carrier: tab && reason !== 'alone' ? tab.place.carrier : wanted,
    reason: recorded ? 'recorded' : (fault ?? reason),
    waiting: waitingText(moment, rows, planned, words),
    stranded: strandedOffer(rows, peer),
    connectionState: halves.index.at(halves.length)[peer].connectionState,
    wasConnected: halves.events.some(
      (event) =>
        event.peer === peer &&
        event.type === 'state' &&
        event.attribute === 'connectionState' &&
        event.value === 'connected',
    ),
    begun: hasBegun(halves.events),
    underWay: isUnderWay(halves.events),
  };
}

/** Everything that is drawn of a tab; one that has no room yet has not been loaded. */
export function shownOf(tab: Tab | undefined, viewing: Viewing, words: TabWords, page: PageState): Shown {
  const { halves, recorded, here } = page;
  const { playback, isPast } = viewing;
  const { room, peer, connected } = tab?.place ?? nowhere;
  const reason = tab?.reason ?? 'alone';
  const run = tab?.run;
  const planned = run?.planned() ?? [];
  const standing = standingOf(tab, planned, page, words);
  const self = recorded ? recordedEnd(halves.events) : peer;
  return {
    ...{ recorded, room, peer, connected, planned, here, carrier: standing.carrier },
    moment: { halves, count: viewing.count, self, live: !isPast, gone: !isPast && !recorded && reason === 'lost-left' },
    reason,
    situation: situationOf(standing, words),
    script: (['hand', 'playing', 'all', 'recorded'] as const).find((script) => playback.matches({ script })) ?? 'hand',
    past: isPast ? (playback.matches({ time: { past: 'playing' } }) ? 'playing' : 'paused') : 'no',
    busy: playback.matches({ call: 'busy' }),
    ...{
      scenario: run?.scenario,
      heardAgo: tab?.heardAgo,
      unacknowledged: tab?.unacknowledged ?? 0,
      received: run?.received,
      own: run?.own,
    },
  };
}
