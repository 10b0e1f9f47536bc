/** The panes beside the picture: descriptions, states, candidates, pairs, log. Only the one in sight is drawn. */
import { parseCandidate } from '#domain/ice/candidate.ts';
import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';

import { hiddenAddress } from '#lab/stats-sampler.ts';
import { type FactRow, renderFactRows } from '#views/fact-rows.ts';
import { named, part, write } from '#widgets/parts.ts';
import type { BenchWords } from './bench-words.ts';
import type { Run } from './run.ts';

const tabNames = ['sdp', 'states', 'candidates', 'pairs', 'log'] as const;
export type TabName = (typeof tabNames)[number];

export interface Moment {
  run: Run;
  cursor: number;
}

/** The tab in sight, and the way to bring another there; a name that is none changes nothing. */
export interface Tabs {
  chosen(): TabName;
  choose(name: string): void;
}

/** Makes tabs of the buttons the page has written: click, and arrows between them (ARIA APG, tabs). */
export function wireTabs(root: HTMLElement, signal: AbortSignal, onChange: () => void): Tabs {
  const list = part(root, '[role=tablist]', HTMLElement);
  const buttons = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  let chosen: TabName = 'sdp';
  const choose = (button: HTMLElement): void => {
    chosen = tabNames.find((name) => name === button.dataset.tab) ?? chosen;
    for (const each of buttons) {
      each.setAttribute('aria-selected', String(each === button));
      each.tabIndex = each === button ? 0 : -1;
      part(root, `[data-panel=${each.dataset.tab}]`, HTMLElement).hidden = each !== button;
    }
    onChange();
  };
  for (const button of buttons) button.addEventListener('click', () => choose(button), { signal });
  list.addEventListener(
    'keydown',
    (event) => {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = move && buttons[(tabNames.indexOf(chosen) + move + buttons.length) % buttons.length];
      if (!next) return;
      event.preventDefault();
      event.stopPropagation();
      choose(next);
      next.focus();
    },
    { signal },
  );
  return {
    chosen: () => chosen,
    choose: (name) => {
      const button = buttons.find((each) => each.dataset.tab === name);
      if (button) choose(button);
    },
  };
}

export function renderCandidates(root: HTMLElement, { run, cursor }: Moment, words: BenchWords): void {
  const rowOf = (peer: PeerName, line: string, i: number): FactRow => {
    const parsed = parseCandidate(line);
    const cells = parsed.ok
      ? [
          parsed.candidate.type,
          [parsed.candidate.transport, parsed.candidate.tcpType].filter(Boolean).join(' '),
          `${parsed.candidate.address} ${parsed.candidate.port}`,
          String(parsed.candidate.priority),
        ]
      : [line];
    return { key: `${peer}${i}`, kind: peer, cells: [peer.toUpperCase(), ...cells] };
  };
  const rows = (['a', 'b'] as const).flatMap((peer) =>
    run.index.candidates(peer, cursor).map(({ candidate }, i) => rowOf(peer, candidate?.candidate ?? '', i)),
  );
  renderFactRows(named(root, 'candidates'), rows);
  const mdns = rows.some((row) => row.cells.some((cell) => cell.includes('.local ')));
  const note = named(root, 'candidates-note');
  write(note, rows.length === 0 ? words.candidatesEmpty : words.candidatesMdns);
  note.hidden = rows.length > 0 && !mdns;
}

export function renderPairs(root: HTMLElement, { run, cursor }: Moment, words: BenchWords): void {
  const snapshot = run.index.at(cursor);
  const shown = (candidate: string): string => candidate.replace(hiddenAddress, () => words.addressHidden);
  const rows = (['a', 'b'] as const).flatMap((peer) =>
    snapshot[peer].pairs.map((pair, i): FactRow => {
      const checks = fill(words.pairChecks, { sent: pair.requestsSent, answered: pair.responsesReceived });
      const state = pair.selected ? `${pair.state}, ${words.pairSelected}` : pair.state;
      return {
        key: `${peer}${i}`,
        kind: pair.selected ? `${peer} selected` : peer,
        cells: [peer.toUpperCase(), shown(pair.local), shown(pair.remote), state, checks],
      };
    }),
  );
  renderFactRows(named(root, 'pairs'), rows);
  named(root, 'pairs-note').hidden = rows.length > 0;
}
