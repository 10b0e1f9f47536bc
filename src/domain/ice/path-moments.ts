/** What happened to a call whose path was cut, made worse or sought anew, as a list. */
import type { ImpairmentEvent } from '../path-events.ts';
import type { PeerName, TraceEvent } from '../trace.ts';
import { isImpaired, upTo } from './path-life.ts';

/** Something that was done, and how many ms before. */
export interface Since {
  what: 'cut' | 'worse' | 'restart' | 'mend';
  ms: number;
}

/** Something that happened to the call, as it is listed. */
export interface PathMoment {
  key: 'connected' | 'worse' | 'cut' | 'healed' | 'disconnected' | 'failed' | 'restart' | 'renewed' | 'back';
  t: number;
  /** The end that says so; absent where it was done to the path, or to both. */
  peer?: PeerName;
  /** What was done to the call before, of what can have caused it; the latest first. */
  since: readonly Since[];
  /** Of a restart: the path is cut while it is asked for. */
  isCut?: boolean;
}

/** What has been seen so far, read event by event. */
class Reading {
  readonly moments: PathMoment[] = [];
  readonly #connection: Partial<Record<PeerName, string>> = {};
  /** When each last was done. */
  readonly #done: Partial<Record<Since['what'], number>> = {};
  /** When each end last left `connected`; it was connected before. */
  readonly #down: Partial<Record<PeerName, number>> = {};
  readonly #wasUp = new Set<PeerName>();
  readonly #renewing = new Set<PeerName>();
  #isCut = false;

  read(event: TraceEvent): void {
    const { t, peer } = event;
    if (event.type === 'impairment' && peer === 'a') this.#impaired(event);
    else if (event.type === 'call' && event.method === 'restartIce') this.#restarted(t);
    else if (event.type === 'selected-pair') this.#renewed(peer, t);
    else if (event.type === 'state' && event.attribute === 'connectionState') this.#changed(peer, event.value, t);
    // an engine that does not tell of its pair passes through `checking`
    else if (event.type === 'state' && event.attribute === 'iceConnectionState' && event.value === 'connected')
      this.#renewed(peer, t);
  }

  #impaired(event: ImpairmentEvent): void {
    const { t, cut } = event;
    const key = cut ? 'cut' : isImpaired(event) ? 'worse' : 'healed';
    this.#isCut = cut;
    if (key === 'healed' && this.#done.cut === undefined && this.#done.worse === undefined) return;
    this.#done[key === 'healed' ? 'mend' : key] = t;
    this.moments.push({ key, t, since: [] });
  }

  #restarted(t: number): void {
    this.#done.restart = t;
    for (const peer of ['a', 'b'] as const) if (this.#connection[peer] === 'connected') this.#renewing.add(peer);
    this.moments.push({ key: 'restart', t, since: [], isCut: this.#isCut });
  }

  #renewed(peer: PeerName, t: number): void {
    if (!this.#renewing.delete(peer)) return;
    this.moments.push({ key: 'renewed', t, peer, since: this.#since(['restart'], t) });
  }

  #changed(peer: PeerName, value: string, t: number): void {
    const before = this.#connection[peer];
    this.#connection[peer] = value;
    if (value === 'connected') {
      const since = this.#since(['restart', 'mend'], t, this.#down[peer] ?? 0);
      this.moments.push(
        this.#wasUp.has(peer) ? { key: 'back', t, peer, since } : { key: 'connected', t, peer, since: [] },
      );
      this.#wasUp.add(peer);
      return;
    }
    this.#renewing.delete(peer);
    // Chromium passes through `disconnected` on its way up from `failed`
    if (!this.#wasUp.has(peer) || (value !== 'failed' && (value !== 'disconnected' || before === 'failed'))) return;
    if (before === 'connected') this.#down[peer] = t;
    this.moments.push({ key: value, t, peer, since: this.#since(['cut', 'worse'], t).slice(0, 1) });
  }

  /** What of this was done after `from`, the latest first. */
  #since(whats: readonly Since['what'][], t: number, from = 0): Since[] {
    return whats
      .flatMap((what) => {
        const done = this.#done[what];
        return done === undefined || done < from ? [] : [{ what, ms: t - done }];
      })
      .sort((one, other) => one.ms - other.ms);
  }
}

/** Lists what happened, up to `end` ms. */
export function pathMoments(events: readonly TraceEvent[], end: number): PathMoment[] {
  const reading = new Reading();
  for (const event of upTo(events, end)) reading.read(event);
  return reading.moments;
}
