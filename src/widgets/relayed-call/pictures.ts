/** What each part of the instrument shows at a moment, as data: the call between the lifelines, what is held, the counters. */
import type { RelayedCount } from '#domain/path-events.ts';
import {
  channelText,
  type Due,
  defaultLifetime,
  dueOf,
  type Holding,
  holdingsOf,
  type TurnRow,
} from '#domain/turn-timeline.ts';
import { fill } from '#i18n/fill.ts';
import type { HoldingRow } from '#views/relay-holdings.ts';
import type { RelayPicture, RelayPictureRow } from '#views/relay-timeline.ts';
import { hostOf, namesOf, otherEnd, pictureRow, plannedRows, timeText } from './rows.ts';
import type { Run } from './run.ts';
import type { RelayWords } from './words.ts';

/** A run at a moment: the first `cursor` events, and what time it is then, in ms of the trace. */
export interface Moment {
  run: Run;
  cursor: number;
  time: number;
}

type Kind = Holding['kind'];

const kinds: readonly Kind[] = ['allocation', 'permission', 'channel'];

const began: Readonly<Record<string, Kind>> = {
  Allocate: 'allocation',
  CreatePermission: 'permission',
  ChannelBind: 'channel',
};

/** Of each kind the first answer that began one: the place of its row. */
function beginnings(rows: readonly TurnRow[]): Map<Kind, number> {
  const first = new Map<Kind, number>();
  for (const [place, { kind, turn }] of rows.entries()) {
    const holding = kind === 'success' && turn ? began[turn.method] : undefined;
    if (holding && !first.has(holding)) first.set(holding, place);
  }
  return first;
}

/** What stands beside the answer that began something: its number, its name, how long it lasts. */
function asideOf(kind: Kind, row: TurnRow, rows: readonly TurnRow[], words: RelayWords): string[] {
  const [name = '', note = ''] = words.held[kind];
  const before = rows.filter(({ key }) => key < row.key);
  const request = before.findLast(({ turn }) => turn?.transactionId === row.turn?.transactionId)?.turn;
  const values = {
    lifetime: row.turn?.lifetime,
    peer: hostOf(request?.peers[0] ?? ''),
    channel: channelText(request?.channel ?? 0),
  };
  return [fill(words.aside, { number: kinds.indexOf(kind) + 1, name }), fill(note, values)];
}

/** What the server held at a moment. */
export function heldAt({ run, cursor, time }: Moment): Holding[] {
  const sample = run.sampleAt(cursor);
  const lifetime = run.rows(cursor).findLast(({ turn }) => turn?.lifetime)?.turn?.lifetime ?? defaultLifetime;
  return sample ? holdingsOf(sample.allocations, Math.max(0, time - sample.seenAt), lifetime) : [];
}

/** What falls due from a moment on, one of each kind. */
const dueAt = (moment: Moment): Due[] => dueOf(heldAt(moment), moment.time - moment.run.zero);

/** The whole picture at a moment, in so many px; what is still to come is drawn at its end alone. `isOver`: no more will follow. */
export function relayPicture(
  moment: Moment,
  isNow: boolean,
  width: number,
  words: RelayWords,
  isOver = false,
): RelayPicture {
  const { run, cursor, time } = moment;
  const rows = run.rows(cursor);
  const first = beginnings(rows);
  const kindAt = new Map([...first].map(([kind, place]) => [place, kind]));
  const drawn = rows.map((row, place): RelayPictureRow => {
    const kind = kindAt.get(place);
    const aside = kind && asideOf(kind, row, rows, words);
    return { ...pictureRow(row, cursor, words, aside), chosen: place === rows.length - 1 };
  });
  const held = new Set(heldAt(moment).map(({ kind }) => kind));
  return {
    rows: drawn,
    planned: isNow ? dueAt(moment).flatMap((due) => plannedRows(due, run.view, words)) : [],
    held: kinds.flatMap((kind) => {
      const from = first.get(kind);
      return from === undefined ? [] : [{ from, ended: !held.has(kind) }];
    }),
    heads: headsOf(run, rows, words),
    width,
    words: {
      label: words.picture,
      now: isOver ? words.over : words.now,
      nowAt: timeText(Math.max(0, time - run.zero), words),
    },
  };
}

/** Where the other end is reached: at an address lent to it where one was seen, or else where it was said to be. */
function farOf(run: Run, rows: readonly TurnRow[]): { at: string; isLent: boolean } {
  const peer = rows.find((row) => row.peerSide)?.peerSide?.event;
  const asked = rows.flatMap(({ turn }) => turn?.peers ?? []);
  const all = peer ? [peer.direction === 'in' ? peer.from : peer.to, ...asked] : asked;
  const lent = all.find((address) => run.isLent(otherEnd(run.view), address));
  return { at: lent ?? all[0] ?? '', isLent: lent !== undefined || all.length === 0 };
}

function headsOf(run: Run, rows: readonly TurnRow[], words: RelayWords): RelayPicture['heads'] {
  const { view } = run;
  const client = rows.find((row) => row.client)?.client?.event;
  const [from, to] = client
    ? client.direction === 'in'
      ? [client.from, client.to]
      : [client.to, client.from]
    : ['', ''];
  const names = namesOf(view);
  const far = farOf(run, rows);
  return {
    client: { name: fill(words.peerName, { name: names.client }), at: from, hue: view },
    server: { name: words.serverName, at: to, hue: 'infra' },
    peer: {
      name: fill(far.isLent ? words.relayedName : words.toldName, { name: names.peer }),
      at: far.at,
      hue: otherEnd(view),
    },
  };
}

/** What is held, with the share and the time that is left. */
export function holdingRows(moment: Moment, words: RelayWords): HoldingRow[] {
  return heldAt(moment).map(({ kind, what, expiresIn, lifetime }) => ({
    key: `${kind} ${what}`,
    name: fill(words.aside, { number: kinds.indexOf(kind) + 1, name: words.holds.names[kind] }),
    what,
    left: Math.min(1, expiresIn / lifetime),
    time: fill(words.holds.time, { left: Math.ceil(expiresIn), lifetime: Math.round(lifetime) }),
  }));
}

const noCount: RelayedCount = { packetsIn: 0, packetsOut: 0, bytesIn: 0, bytesOut: 0, dropped: 0, refused: 0 };

function sum(counts: readonly RelayedCount[]): RelayedCount {
  return counts.reduce(
    (total, count) => ({
      packetsIn: total.packetsIn + count.packetsIn,
      packetsOut: total.packetsOut + count.packetsOut,
      bytesIn: total.bytesIn + count.bytesIn,
      bytesOut: total.bytesOut + count.bytesOut,
      dropped: total.dropped + count.dropped,
      refused: total.refused + count.refused,
    }),
    noCount,
  );
}

/** What went each way through all allocations of the end that is looked at. */
export function countsAt({ run, cursor }: Moment): Record<'toPeer' | 'toClient', RelayedCount> {
  const allocations = run.sampleAt(cursor)?.allocations ?? [];
  return {
    toPeer: sum(allocations.map(({ toPeer }) => toPeer)),
    toClient: sum(allocations.map(({ toClient }) => toClient)),
  };
}

/** Packets and bits of one way in the second before a moment; undefined where there is no second to speak of. */
export function flowAt(
  { run, cursor }: Moment,
  way: 'toPeer' | 'toClient',
): { packets: number; bits: number } | undefined {
  const [last, before] = [run.sampleAt(cursor), run.sampleBefore(cursor)];
  if (!last || !before || last.allocations.length === 0) return undefined;
  const [now, then] = [last, before].map(({ allocations }) => sum(allocations.map((each) => each[way])));
  const seconds = (last.seenAt - before.seenAt) / 1000;
  if (!now || !then || now.packetsIn <= then.packetsIn) return undefined;
  return { packets: (now.packetsIn - then.packetsIn) / seconds, bits: (8 * (now.bytesIn - then.bytesIn)) / seconds };
}
