import { describe, expect, test } from 'vitest';
import { createActor, getNextSnapshot, type SnapshotFrom } from 'xstate';
import {
  type PairingEvent,
  type PairingReason,
  pairingMachine,
  pairingReason,
  readerActions,
  type TakenSeat,
} from '#machines/pairing.ts';

/** A page: the machine, with what it asked for written down. */
class Page {
  readonly asked: string[] = [];
  readonly actor = createActor(
    pairingMachine.provide({
      actions: {
        takeSeat: (_, { room, peer, carrier }: TakenSeat) => this.asked.push(`takeSeat ${room} ${peer} ${carrier}`),
        leaveSeat: () => this.asked.push('leaveSeat'),
        startRun: (_, { peer, other }) => this.asked.push(`startRun ${peer} ${other}`),
        endRun: () => this.asked.push('endRun'),
        move: (_, { carrier, follows }) => this.asked.push(`move ${carrier} ${follows}`),
      },
    }),
  ).start();

  /** Sends events, and says what the page is then. */
  send(...events: PairingEvent[]): PairingReason {
    for (const event of events) this.actor.send(event);
    return pairingReason(this.actor.getSnapshot());
  }

  /** What was asked for since the last time. */
  get news(): string[] {
    return this.asked.splice(0);
  }
}

const invite: PairingEvent = { type: 'INVITE', room: 'R', carrier: 'peerserver' };
const join: PairingEvent = { type: 'JOIN', room: 'R', carrier: 'peerserver' };
const open: PairingEvent = { type: 'OPEN' };
const here: PairingEvent = { type: 'HERE', page: 'first' };
const another: PairingEvent = { type: 'HERE', page: 'second' };
const lost: PairingEvent = { type: 'LOST', reason: '1006' };
const connected: PairingEvent = { type: 'CONNECTED' };
const together = [invite, open, here];

describe('finding each other', () => {
  test('a page is alone until it invites, and waits until the other is here', () => {
    const page = new Page();
    expect(page.send()).toBe('alone');
    expect(page.send(invite)).toBe('opening');
    expect(page.send(open)).toBe('waiting');
    expect(page.send(here)).toBe('paired-negotiating');
    expect(page.send(connected)).toBe('paired-connected');
    expect(page.news).toEqual(['takeSeat R a peerserver', 'endRun', 'startRun a first']);
  });

  test('a page that was opened with a room sits at B, or at A where B is taken', () => {
    const page = new Page();
    page.send(join, { type: 'TAKEN' });
    expect(page.send(open)).toBe('waiting');
    expect(page.news).toEqual(['takeSeat R b peerserver', 'takeSeat R a peerserver']);
  });

  test('a page that was reloaded asks for the seat it had', () => {
    const page = new Page();
    page.send({ type: 'JOIN', room: 'R', carrier: 'peerserver', peer: 'a' });
    expect(page.news).toEqual(['takeSeat R a peerserver']);
  });

  test('a third page finds the room full, and may try again', () => {
    const page = new Page();
    expect(page.send(join, { type: 'TAKEN' }, { type: 'TAKEN' })).toBe('full');
    expect(page.send({ type: 'TRY_AGAIN' })).toBe('opening');
    expect(page.send(open)).toBe('waiting');
  });

  test('a carrier that cannot be had says why, and another may be tried', () => {
    const page = new Page();
    expect(page.send(invite, { type: 'REFUSED', reason: '4429' })).toBe('refused');
    expect(page.actor.getSnapshot().context.why).toBe('4429');
    page.news;
    expect(page.send({ type: 'MOVE', carrier: 'copy-paste' })).toBe('opening');
    expect(page.news).toEqual(['takeSeat R a copy-paste']);
  });

  test('a waiting page that moves to another carrier takes its seat there', () => {
    const page = new Page();
    page.send(invite, open);
    page.news;
    expect(page.send({ type: 'MOVE', carrier: 'broadcast-channel' })).toBe('opening');
    expect(page.news).toEqual(['takeSeat R a broadcast-channel']);
  });
});

describe('losing each other', () => {
  const endings: [string, PairingEvent[], PairingReason][] = [
    ['the carrier, while waiting', [invite, open, lost], 'lost-carrier-waiting'],
    ['the carrier, while its seat is being taken', [invite, lost], 'lost-carrier-waiting'],
    ['the carrier, while negotiating', [...together, lost], 'lost-carrier-negotiating'],
    ['the carrier, while connected', [...together, connected, lost], 'lost-carrier-connected'],
    ['the carrier, cut while waiting', [invite, open, { type: 'CUT' }], 'lost-cut-waiting'],
    ['the carrier, cut while negotiating', [...together, { type: 'CUT' }], 'lost-cut-negotiating'],
    ['the carrier, cut while connected', [...together, connected, { type: 'CUT' }], 'lost-cut-connected'],
    ['the carrier, cut there', [...together, connected, { type: 'CUT_THERE' }], 'lost-cut-there-connected'],
    ['the other, who left', [...together, connected, { type: 'BYE' }], 'lost-left'],
    ['the other, who is silent', [...together, { type: 'SILENT' }], 'lost-silent-negotiating'],
    ['the other, silent while connected', [...together, connected, { type: 'SILENT' }], 'lost-silent-connected'],
    ['the seat, put aside by the browser', [...together, connected, { type: 'CLOSED' }], 'lost-closed-connected'],
    ['the seat, to a duplicated tab', [...together, connected, { type: 'TAKEN' }], 'replaced'],
    ['the carrier, which turns the page away', [...together, lost, { type: 'REFUSED', reason: '4403' }], 'refused'],
  ];

  test.each(endings)('%s', (_, events, reason) => {
    expect(new Page().send(...events)).toBe(reason);
  });

  test('a connection that ends later changes the sentence', () => {
    expect(new Page().send(...together, connected, lost, { type: 'DISCONNECTED' })).toBe('lost-carrier-negotiating');
  });

  test('cutting gives the seat up, and so does the page where it was cut over there', () => {
    for (const type of ['CUT', 'CUT_THERE'] as const) {
      const page = new Page();
      page.send(...together);
      page.news;
      page.send({ type });
      expect(page.news).toEqual(['leaveSeat']);
    }
  });
});

describe('together again', () => {
  test('the same page, after the carrier came back', () => {
    const page = new Page();
    page.send(...together, lost);
    page.news;
    expect(page.send(open)).toBe('lost-reopened');
    expect(page.send(here)).toBe('resumed-negotiating');
    expect(page.news).toEqual([]);
    expect(page.send(connected)).toBe('resumed-connected');
  });

  test('after the reader cut and joined again', () => {
    const page = new Page();
    page.send(...together, connected, { type: 'CUT' });
    page.news;
    expect(page.send({ type: 'JOIN_AGAIN' })).toBe('lost-rejoining');
    expect(page.send(open, { type: 'HEARD' })).toBe('resumed-connected');
    expect(page.news).toEqual(['takeSeat R a peerserver']);
  });

  test('after silence', () => {
    expect(new Page().send(...together, { type: 'SILENT' }, { type: 'HEARD' })).toBe('resumed-negotiating');
  });

  test('a page that was reloaded is another page, and the negotiation begins anew', () => {
    const page = new Page();
    page.send(...together, connected);
    page.news;
    expect(page.send(another)).toBe('paired-anew');
    expect(page.news).toEqual(['endRun', 'startRun a second']);
    expect(page.send(connected)).toBe('paired-connected');
  });

  test.each<[string, PairingEvent[]]>([
    ['left', [{ type: 'BYE' }]],
    ['was silent', [{ type: 'SILENT' }]],
    ['was out of reach', [lost, open]],
    ['was here again', [lost, open, here]],
  ])('another page, after the one before %s', (_, events) => {
    const page = new Page();
    page.send(...together, ...events);
    page.news;
    expect(page.send(another)).toBe('paired-anew');
    expect(page.news).toEqual(['endRun', 'startRun a second']);
  });

  test('hello once more from the same page begins nothing', () => {
    const page = new Page();
    page.send(...together, connected);
    page.news;
    expect(page.send(here)).toBe('paired-connected');
    expect(page.news).toEqual([]);
  });

  test('a cut that happened before anybody came leads back to waiting', () => {
    expect(new Page().send(invite, open, { type: 'CUT' }, { type: 'JOIN_AGAIN' }, open)).toBe('waiting');
  });
});

describe('the reader', () => {
  test('moves both pages to another carrier, and the other follows', () => {
    const page = new Page();
    page.send(...together);
    page.news;
    expect(page.send({ type: 'MOVE', carrier: 'copy-paste' })).toBe('paired-negotiating');
    expect(page.send({ type: 'MOVED', carrier: 'polling' })).toBe('paired-negotiating');
    expect(page.send({ type: 'MOVED', carrier: 'polling' })).toBe('paired-negotiating');
    expect(page.news).toEqual(['move copy-paste false', 'move polling true']);
  });

  test.each<[string, PairingEvent[]]>([
    ['its carrier was lost', [lost]],
    ['the other cut it', [{ type: 'CUT_THERE' }]],
  ])('of the other page moves, and this one follows though %s', (_, events) => {
    const page = new Page();
    page.send(...together, ...events);
    page.news;
    expect(page.send({ type: 'MOVED', carrier: 'polling' })).toBe('lost-rejoining');
    expect(page.news).toEqual(['takeSeat R a polling']);
  });

  test('who has cut is not moved by the other', () => {
    expect(new Page().send(...together, { type: 'CUT' }, { type: 'MOVED', carrier: 'polling' })).toBe(
      'lost-cut-negotiating',
    );
  });

  test('starts over in the same room', () => {
    const page = new Page();
    page.send(...together, connected);
    page.news;
    expect(page.send({ type: 'START_OVER' })).toBe('opening');
    expect(page.news).toEqual(['endRun', 'leaveSeat', 'takeSeat R a peerserver']);
  });

  test('leaves, and is alone', () => {
    const page = new Page();
    page.send(...together, connected);
    expect(page.send({ type: 'LEAVE' })).toBe('alone');
    expect(page.actor.getSnapshot().context.room).toBeUndefined();
  });

  test('takes a seat back that a duplicated tab has taken', () => {
    const page = new Page();
    page.send(...together, { type: 'TAKEN' });
    page.news;
    expect(page.send({ type: 'TRY_AGAIN' })).toBe('opening');
    expect(page.news).toEqual(['endRun', 'takeSeat R a peerserver']);
  });
});

type Snapshot = SnapshotFrom<typeof pairingMachine>;

const everything: PairingEvent[] = [
  invite,
  join,
  open,
  here,
  another,
  lost,
  connected,
  { type: 'CUT' },
  { type: 'JOIN_AGAIN' },
  { type: 'MOVE', carrier: 'polling' },
  { type: 'TRY_AGAIN' },
  { type: 'START_OVER' },
  { type: 'LEAVE' },
  { type: 'TAKEN' },
  { type: 'REFUSED', reason: '4403' },
  { type: 'CLOSED' },
  { type: 'HEARD' },
  { type: 'SILENT' },
  { type: 'BYE' },
  { type: 'CUT_THERE' },
  { type: 'MOVED', carrier: 'copy-paste' },
  { type: 'DISCONNECTED' },
];

const nameOf = ({ value, context }: Snapshot) => JSON.stringify([value, context]);

/** Every snapshot that any sequence of events leads to, each once. */
function everySnapshot(): Map<string, Snapshot> {
  const first = createActor(pairingMachine).getSnapshot();
  const found = new Map([[nameOf(first), first]]);
  for (const snapshot of found.values()) {
    for (const event of everything) {
      const next = getNextSnapshot(pairingMachine, snapshot, event);
      if (!found.has(nameOf(next))) found.set(nameOf(next), next);
    }
  }
  return found;
}

describe('after every sequence of events', () => {
  const snapshots = [...everySnapshot().values()];
  const anyCarrier = ['copy-paste', 'polling'] as const;
  const actionsOf = (snapshot: Snapshot): string[] =>
    everything
      .concat(anyCarrier.map((carrier) => ({ type: 'MOVE', carrier })))
      .filter((event) => readerActions.some((type) => type === event.type))
      .filter((event) => pairingReason(getNextSnapshot(pairingMachine, snapshot, event)) !== pairingReason(snapshot))
      .map(({ type }) => type);

  test('there are many, and finitely many', () => {
    expect(snapshots.length).toBeGreaterThan(200);
  });

  test('the page is something that has a sentence', () => {
    const reasons = new Set(snapshots.map(pairingReason));
    expect([...reasons].sort()).toEqual(
      [
        'alone',
        'full',
        'lost-carrier-connected',
        'lost-carrier-negotiating',
        'lost-carrier-waiting',
        'lost-closed-connected',
        'lost-closed-negotiating',
        'lost-closed-waiting',
        'lost-cut-connected',
        'lost-cut-negotiating',
        'lost-cut-there-connected',
        'lost-cut-there-negotiating',
        'lost-cut-waiting',
        'lost-left',
        'lost-rejoining',
        'lost-reopened',
        'lost-silent-connected',
        'lost-silent-negotiating',
        'opening',
        'paired-anew',
        'paired-connected',
        'paired-negotiating',
        'refused',
        'replaced',
        'resumed-connected',
        'resumed-negotiating',
        'waiting',
      ].sort(),
    );
  });

  test('some action of the reader leads on', () => {
    expect(snapshots.filter((snapshot) => actionsOf(snapshot).length === 0).map(nameOf)).toEqual([]);
  });

  test('the reader can always come to a seat that waits for somebody', () => {
    const stuck = snapshots.filter((snapshot) => {
      const again = getNextSnapshot(
        pairingMachine,
        snapshot,
        snapshot.value === 'alone' ? invite : { type: 'START_OVER' },
      );
      return pairingReason(getNextSnapshot(pairingMachine, again, open)) !== 'waiting';
    });
    expect(stuck.map(nameOf)).toEqual([]);
  });

  test('a page knows its room unless it is alone', () => {
    expect(snapshots.filter(({ value, context }) => (value === 'alone') !== (context.room === undefined))).toEqual([]);
  });
});
