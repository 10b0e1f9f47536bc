/** Draws what the reader looks at of a race. */
import { medianRun, phasesOf } from '#domain/ice/race.ts';
import { fill } from '#i18n/fill.ts';
import { renderRaceRuns } from '#views/race-runs.ts';
import { raceTall } from '#views/race-tall.ts';
import { raceWide } from '#views/race-wide.ts';
import { renderTimeShapes } from '#views/time-drawing.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { named, part, write } from '#widgets/parts.ts';
import { happened, msText, phaseNames, phaseTexts, pictureOf } from './pictures.ts';
import { ofMode, type Race, type Races, type Setting } from './races.ts';
import { answersAfter, type RaceWords, roundsOf, serverKinds } from './words.ts';

export class Screen {
  readonly #root: HTMLElement;
  readonly #words: RaceWords;

  constructor(root: HTMLElement, words: RaceWords) {
    this.#root = root;
    this.#words = words;
  }

  /** Draws it all; `until` is how much of the race is shown, in ms. Gives the end of the axis. */
  draw(races: Races, setting: Setting, until: number): number {
    const race = races.shown(setting);
    const picture = pictureOf(race, until, this.#words);
    renderTimeShapes(named(this.#root, 'wide'), raceWide(picture));
    renderTimeShapes(named(this.#root, 'tall'), raceTall(picture));
    this.#drawPhases(race);
    this.#drawServers(races, setting);
    this.#drawSource(race);
    renderRaceRuns(named(this.#root, 'runs'), this.#runRows(race));
    named(this.#root, 'runs-empty').hidden = (race?.runs.length ?? 0) > 0;
    this.drawLog(race);
    write(named(this.#root, 'most'), this.timeText(picture.most));
    return picture.most;
  }

  /** Draws the transcript: all of it, or as much as the page keeps. */
  drawLog(race: Race | undefined, most?: number): void {
    if (part(this.#root, '[data-pane="log"]', HTMLElement).hidden) return;
    const events = race?.events ?? [];
    renderLog(this.#root, events, events.length, this.#words.trace, most);
  }

  /** What a race came to. */
  tell(race: Race): void {
    const { headline, notes } = happened(race, this.#words);
    this.say(headline, notes);
  }

  say(headline: string, note: string): void {
    write(named(this.#root, 'headline'), headline);
    write(named(this.#root, 'note'), note);
  }

  progress(done: number, setting: Setting): void {
    const all = 2 * roundsOf(setting.server);
    write(named(this.#root, 'progress'), fill(this.#words.progress, { done, all }));
  }

  /** A time of the axis: `250 ms`, past ten seconds `12.5 s`. */
  timeText(ms: number): string {
    const { seconds, milliseconds } = this.#words;
    return ms >= 10_000 ? fill(seconds, { s: Math.round(ms / 100) / 10 }) : fill(milliseconds, { ms: Math.round(ms) });
  }

  #drawPhases(race: Race | undefined): void {
    for (const mode of ['wait', 'trickle'] as const) {
      const texts = phaseTexts(medianRun(race?.runs ?? [], mode), this.#words);
      for (const phase of phaseNames) {
        const cell = part(this.#root, `.instrument [data-phase="${phase}"] [data-mode="${mode}"]`, HTMLElement);
        write(cell, texts[phase]);
        cell.classList.toggle('words', texts[phase] === this.#words.table.notWaited);
      }
    }
  }

  /** Medians by server, to scale among themselves; what was not run says so. */
  #drawServers(races: Races, { server, delay }: Setting): void {
    const medians = serverKinds.map((kind) => {
      const race = races.made({ server: kind, delay });
      return { kind, wait: medianRun(race?.runs ?? [], 'wait'), trickle: medianRun(race?.runs ?? [], 'trickle') };
    });
    const longest = Math.max(
      1,
      ...medians.map(({ wait, trickle }) => Math.max(wait?.connected ?? 0, trickle?.connected ?? 0)),
    );
    for (const { kind, wait, trickle } of medians) {
      const row = part(this.#root, `[data-server="${kind}"]`, HTMLElement);
      row.classList.toggle('on', kind === server);
      part(row, '.not-run', HTMLElement).hidden = !!(wait ?? trickle);
      for (const [mode, run] of Object.entries({ wait, trickle })) {
        const bar = part(row, `[data-bar="${mode}"]`, HTMLElement);
        bar.hidden = !run;
        if (!run) continue;
        part(bar, 'i', HTMLElement).style.width = `${(run.connected / longest) * 100}%`;
        write(part(bar, 'span', HTMLElement), msText(run.connected));
      }
    }
  }

  #drawSource(race: Race | undefined): void {
    const { live, recorded, shared } = this.#words;
    const texts = { live, recorded: fill(recorded, { browser: race?.browser ?? '' }), shared };
    const liveness = named(this.#root, 'liveness');
    write(liveness, race ? texts[race.source] : '');
    liveness.hidden = !race;
    liveness.dataset['tone'] = race?.source === 'live' ? 'ok' : '';
  }

  #runRows(race: Race | undefined) {
    const { waitName, trickleName } = this.#words;
    const names = { wait: waitName, trickle: trickleName };
    return (['wait', 'trickle'] as const).flatMap((mode) =>
      ofMode(race, mode).map((run, index) => {
        const { gather, signal, check, dtls, connected } = phaseTexts(run, this.#words);
        const waited = phasesOf(run).gather.a === null ? '–' : gather;
        return {
          key: `${mode}-${index}`,
          cells: [String(index + 1), names[mode], waited, signal, check, dtls, connected],
        };
      }),
    );
  }

  /** What each server does, as it is set up. */
  static answersText(words: Pick<RaceWords, 'answers'>, kind: (typeof serverKinds)[number]): string {
    return fill(words.answers[kind], { ms: answersAfter[kind] });
  }
}
