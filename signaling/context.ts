import { Shares } from './guards/address.ts';
import type { OriginPolicy } from './guards/origin.ts';
import { type Limits, limits } from './limits.ts';
import { Metrics } from './metrics.ts';
import { PostOffice } from './post-office.ts';
import type { TurnSettings } from './turn-settings.ts';

/** How the server is set up; what is left out is for one machine that talks to itself. */
export interface Settings extends Partial<OriginPolicy> {
  /** A proxy of ours stands before it, and notes addresses in X-Forwarded-For. */
  behindProxy?: boolean;
  turn?: TurnSettings;
  limits?: Partial<Limits>;
  /** Gets one line for each refusal. */
  log?: (line: string) => void;
}

/** What the carriers of one server share. */
export interface Context {
  policy: OriginPolicy;
  behindProxy: boolean;
  turn: TurnSettings;
  limits: Limits;
  metrics: Metrics;
  office: PostOffice;
  /** Members of all carriers that each address has. */
  shares: Shares;
  /** No newcomer is let in any more. */
  draining: boolean;
}

/** A server with nobody in it. */
export function contextOf({ origins = [], everywhere = false, behindProxy = false, ...rest }: Settings): Context {
  const bounds = { ...limits, ...rest.limits };
  const metrics = new Metrics(rest.log ?? console.log);
  const office = new PostOffice(bounds, metrics);
  const policy = { origins, everywhere };
  const turn = rest.turn ?? { kind: 'none' };
  return { policy, behindProxy, turn, limits: bounds, metrics, office, shares: new Shares(), draining: false };
}
