/** The panes beside the picture: bytes, message, candidates. Each is drawn when it is in sight. */

import { parseCandidate } from '#domain/ice/candidate.ts';
import { candidateLabel } from '#domain/sequence.ts';
import type { CandidateEvent, PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { type FactRow, renderFactRows } from '#views/fact-rows.ts';
import { renderRelayBytes } from '#views/relay-bytes.ts';
import { named, part, write } from '#widgets/parts.ts';
import { bytesBars, costRows, packetToLayOut } from './bytes.ts';
import { hexLines, messageRows } from './message.ts';
import type { Moment } from './pictures.ts';
import { namesOf } from './rows.ts';
import type { RelayWords } from './words.ts';

export function drawBytes(root: HTMLElement, moment: Moment, words: RelayWords): void {
  const laidOut = packetToLayOut(moment);
  named(root, 'bytes-some').hidden = laidOut === undefined;
  const lede = named(root, 'bytes-lede');
  if (!laidOut) {
    write(lede, words.bytes.none);
    return;
  }
  const { data, isChosen, row } = laidOut;
  const values = { inner: words.inner[data.inner], bytes: data.innerBytes };
  write(lede, fill(isChosen ? words.bytes.ledeChosen : words.bytes.lede, values));
  renderRelayBytes(named(root, 'bars'), bytesBars(laidOut, words));
  const costs = costRows(laidOut, moment, words);
  renderFactRows(
    named(root, 'costs'),
    costs.map((cells, key) => ({ key: String(key), cells, kind: '' })),
  );
  const { client, peer } = namesOf(row.peer);
  const [from, to] = row.kind === 'to-client' ? [peer, client] : [client, peer];
  const who = fill(words.counts.way, { from, to });
  write(named(root, 'bytes-rate'), costs.length > 2 ? fill(words.bytes.bitrate, { who }) : '');
}

/** The packet of the row the reader is at: on the client's side, or on the peer's where it has one and that is chosen. */
export function drawMessage(
  root: HTMLElement,
  { run, cursor }: Moment,
  side: 'client' | 'peer',
  words: RelayWords,
): void {
  const row = run.rows(cursor).at(-1);
  const passage = side === 'peer' ? (row?.peerSide ?? row?.client) : (row?.client ?? row?.peerSide);
  named(root, 'message-none').hidden = passage !== undefined;
  named(root, 'message-some').hidden = passage === undefined;
  for (const [name, is] of Object.entries({ client: row?.client, peer: row?.peerSide })) {
    const input = part(root, `[name="message-side"][value="${name}"]`, HTMLInputElement);
    input.disabled = is === undefined;
    input.checked = passage !== undefined && passage === is;
  }
  if (!passage) return;
  const { event } = passage;
  write(named(root, 'message-line'), fill(words.message.line, { ...event, transport: event.transport.toUpperCase() }));
  renderFactRows(named(root, 'fields'), messageRows(event, words));
  write(named(root, 'message-hex'), hexLines(event.hex));
  const shown = event.hex.length / 2;
  const excerpt = named(root, 'message-excerpt');
  excerpt.hidden = shown >= event.bytes;
  write(excerpt, fill(words.message.excerpt, { shown, bytes: event.bytes }));
}

function candidateRow(
  peer: PeerName,
  { candidate, relayProtocol }: CandidateEvent,
  i: number,
  words: RelayWords,
): FactRow {
  const parsed = parseCandidate(candidate?.candidate ?? '');
  if (!parsed.ok) return { key: `${peer}${i}`, kind: peer, cells: [peer.toUpperCase(), candidate?.candidate ?? ''] };
  const { type, transport, address, port, priority } = parsed.candidate;
  const protocol = relayProtocol
    ? fill(words.candidates.over, { protocol: transport, relay: relayProtocol.toUpperCase() })
    : transport;
  return {
    key: `${peer}${i}`,
    kind: peer,
    cells: [peer.toUpperCase(), type, protocol, `${address} ${port}`, String(priority)],
  };
}

export function drawCandidates(root: HTMLElement, { run, cursor }: Moment, words: RelayWords): void {
  const rows = (['a', 'b'] as const).flatMap((peer) =>
    run.index.candidates(peer, cursor).map((event, i) => candidateRow(peer, event, i, words)),
  );
  renderFactRows(named(root, 'candidates'), rows);
  named(root, 'candidates-none').hidden = rows.length > 0;
  named(root, 'candidates-policy').hidden = rows.length === 0;
  const selected = run.index.events
    .slice(0, cursor)
    .findLast((event) => event.type === 'selected-pair' && event.peer === 'a');
  const sampled = run.index.at(cursor).a.pairs.find((pair) => pair.selected);
  const pair =
    selected?.type === 'selected-pair'
      ? { local: candidateLabel(selected.local), remote: candidateLabel(selected.remote) }
      : sampled;
  write(
    named(root, 'candidates-pair'),
    pair ? fill(words.candidates.pair, { local: pair.local, remote: pair.remote }) : words.candidates.noPair,
  );
}
