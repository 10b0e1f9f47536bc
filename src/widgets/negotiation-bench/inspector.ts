/** The panes beside the picture: descriptions, states, candidates, pairs, log. Only the one in sight is drawn. */
import { parseCandidate } from '#domain/ice/candidate.ts';
import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { hiddenAddress } from '#lab/stats-sampler.ts';
import { type FactRow, renderFactRows } from '#views/fact-rows.ts';
import { named, write } from '#widgets/parts.ts';
import type { BenchWords } from './bench-words.ts';
import type { Run } from './run.ts';

export interface Moment {
  run: Run;
  cursor: number;
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
