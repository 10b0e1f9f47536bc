import type { Step } from '#domain/step.ts';
import type { CarrierName, PeerName } from '#domain/trace.ts';
import type { PairingReason } from '#machines/pairing.ts';
import type { Moment } from './exchange-picture.ts';
import type { TabScenario } from './half-run.ts';
import type { Situation } from './situation.ts';

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
  /** Whether the connection is up, whatever has become of signaling. */
  connected: boolean;
  received: MediaStream | undefined;
  own: MediaStream | undefined;
}

/** Whether the other tab is known and this one has a run with it. */
export const hasRun = ({ reason }: Pick<Shown, 'reason'>): boolean =>
  /^(paired|resumed)/.test(reason) || (/^lost/.test(reason) && !reason.endsWith('waiting'));
