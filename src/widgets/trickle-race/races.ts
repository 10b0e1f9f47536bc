/** The races that the page has: one for each server and signaling delay, and those that were made elsewhere. */
import { type RaceMode, type RaceRun, raceRun, runsIn } from '#domain/ice/race.ts';
import type { TraceEvent } from '#domain/trace.ts';
import type { ServerKind } from './words.ts';

export interface Race {
  runs: readonly RaceRun[];
  events: readonly TraceEvent[];
  /** Name and version of the browser that made it, as `Chromium 156`. */
  browser: string;
  source: 'live' | 'recorded' | 'shared';
}

/** What the reader has set. */
export interface Setting {
  server: ServerKind;
  /** Milliseconds that a message of signaling takes. */
  delay: number;
}

/** A race from its trace: the runs that connected. */
export function raceOf(events: readonly TraceEvent[], browser: string, source: Race['source']): Race {
  return { runs: runsIn(events).flatMap((run) => raceRun(run) ?? []), events, browser, source };
}

const keyOf = ({ server, delay }: Setting): string => `${server}/${delay}`;

export class Races {
  readonly #made = new Map<string, Race>();
  /** A race from elsewhere, in place of one that was made here. */
  other: Race | undefined;

  put(setting: Setting, race: Race): void {
    this.other = undefined;
    this.#made.set(keyOf(setting), race);
  }

  /** Takes back what was put, to how it was before. */
  restore(setting: Setting, { other, made }: { other: Race | undefined; made: Race | undefined }): void {
    this.other = other;
    if (made) this.#made.set(keyOf(setting), made);
    else this.#made.delete(keyOf(setting));
  }

  made(setting: Setting): Race | undefined {
    return this.#made.get(keyOf(setting));
  }

  /** What is looked at. */
  shown(setting: Setting): Race | undefined {
    return this.other ?? this.made(setting);
  }

  clear(): void {
    this.#made.clear();
    this.other = undefined;
  }
}

export const ofMode = (race: Race | undefined, mode: RaceMode): RaceRun[] =>
  race?.runs.filter((run) => run.mode === mode) ?? [];
