/**
 * Two pages of one room finding each other over a carrier of signaling, and losing each other: every way in which that can end has
 * a reason of its own, and from every state the reader can go on.
 */
import { assign, not, type SnapshotFrom, setup } from 'xstate';
import type { CarrierName, PeerName } from '#domain/trace.ts';

/** Everything that this page can be in, each to be explained in a sentence of its own. */
export type PairingReason =
  /** Nobody has been invited. */
  | 'alone'
  /** The seat is being taken. */
  | 'opening'
  /** The seat is taken and the link given out; the other is not here yet. */
  | 'waiting'
  /** Both are here. */
  | 'paired-negotiating'
  | 'paired-connected'
  /** Another page sits at the other end than before, as after a reload: the negotiation begins anew. */
  | 'paired-anew'
  /** The carrier went by itself, and tries to come back. */
  | 'lost-carrier-waiting'
  | 'lost-carrier-negotiating'
  | 'lost-carrier-connected'
  /** The reader cut the signaling here. */
  | 'lost-cut-waiting'
  | 'lost-cut-negotiating'
  | 'lost-cut-connected'
  /** The reader of the other page cut it there, and this page has left too. */
  | 'lost-cut-there-negotiating'
  | 'lost-cut-there-connected'
  /** This page gave its seat up without being asked to, as when the browser puts it aside. */
  | 'lost-closed-waiting'
  | 'lost-closed-negotiating'
  | 'lost-closed-connected'
  /** The other page said that it is being left. */
  | 'lost-left'
  /** The carrier carries, and the other page does not answer: frozen, asleep, or gone without a word. */
  | 'lost-silent-negotiating'
  | 'lost-silent-connected'
  /** The seat is being taken again. */
  | 'lost-rejoining'
  /** The seat is taken again; the other has not been heard since. */
  | 'lost-reopened'
  /** The same two pages are together again and go on where they were. */
  | 'resumed-negotiating'
  | 'resumed-connected'
  /** Both seats are held by other pages. */
  | 'full'
  /** The carrier cannot be had here; `context.why` says why in its own words. */
  | 'refused'
  /** Another page has taken this page's seat over, as a tab that was duplicated. */
  | 'replaced';

export interface PairingContext {
  /** The room that was invited to or joined. */
  room: string | undefined;
  /** The end of this page: the one that was asked for, or the other where that was taken. */
  peer: PeerName;
  carrier: CarrierName;
  /** The page at the other end, as it named itself. */
  other: string | undefined;
  /** Whether the peer connection is connected, whatever has become of signaling. */
  connected: boolean;
  /** The other page is not the one that was here first. */
  anew: boolean;
  /** What the carrier said when it was lost or refused, as `1006`. */
  why: string | undefined;
}

export type PairingEvent =
  /** The reader gives a link to the room out, and sits at A. */
  | { type: 'INVITE'; room: string; carrier: CarrierName }
  /** The page was opened with a room; `peer`: the seat that a reload finds again, else B. */
  | { type: 'JOIN'; room: string; carrier: CarrierName; peer?: PeerName }
  /** The reader cuts the signaling. */
  | { type: 'CUT' }
  /** The reader comes back to the room. */
  | { type: 'JOIN_AGAIN' }
  /** The reader goes on over another carrier. */
  | { type: 'MOVE'; carrier: CarrierName }
  /** The reader asks again for what was refused, full or taken over. */
  | { type: 'TRY_AGAIN' }
  /** The reader begins a new run in the same room. */
  | { type: 'START_OVER' }
  /** The reader leaves the room. */
  | { type: 'LEAVE' }
  /** States of the channel in use. */
  | { type: 'OPEN' }
  | { type: 'TAKEN' }
  | { type: 'LOST'; reason: string }
  | { type: 'REFUSED'; reason: string }
  | { type: 'CLOSED' }
  /** The page at the other end has said hello. */
  | { type: 'HERE'; page: string }
  /** After silence something has arrived from the other page over the carrier. */
  | { type: 'HEARD' }
  /** Nothing has, though it should. */
  | { type: 'SILENT' }
  /** The other page is being left. */
  | { type: 'BYE' }
  /** The reader of the other page has cut the signaling there. */
  | { type: 'CUT_THERE' }
  /** The other page goes on over another carrier. */
  | { type: 'MOVED'; carrier: CarrierName }
  /** connectionState became `connected`. */
  | { type: 'CONNECTED' }
  /** connectionState became `disconnected`, `failed` or `closed`. */
  | { type: 'DISCONNECTED' };

/** The events that are the reader's to send. */
export const readerActions = ['INVITE', 'CUT', 'JOIN_AGAIN', 'MOVE', 'TRY_AGAIN', 'START_OVER', 'LEAVE'] as const;

const nobody: PairingContext = {
  room: undefined,
  peer: 'a',
  carrier: 'broadcast-channel',
  other: undefined,
  connected: false,
  anew: false,
  why: undefined,
};

const types: { context: PairingContext; events: PairingEvent } = { context: nobody, events: { type: 'LEAVE' } };

export interface TakenSeat {
  room: string;
  peer: PeerName;
  carrier: CarrierName;
}

const seatOf = ({ context: { room = '', peer, carrier } }: { context: PairingContext }): TakenSeat => ({
  room,
  peer,
  carrier,
});
const otherEnd = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');

const pairing = setup({
  types,
  actions: {
    /** Provided by the widget: opens the carrier at a seat; a channel that is still open is closed first. */
    takeSeat: (_, _seat: TakenSeat) => {},
    /** Provided by the widget: gives the seat up for good; what waits to be sent is kept until the run ends. */
    leaveSeat: () => {},
    /** Provided by the widget: makes this end's connection and begins to negotiate with a page. */
    startRun: (_, _run: { peer: PeerName; other: string }) => {},
    /** Provided by the widget: closes the connection and forgets what waits to be sent. Does nothing where no run is. */
    endRun: () => {},
    /** Provided by the widget: goes on over another carrier; `follows`: because the other page did. */
    move: (_, _move: { carrier: CarrierName; follows: boolean }) => {},

    enter: assign(({ event }) => {
      if (event.type === 'INVITE') return { ...nobody, room: event.room, carrier: event.carrier };
      if (event.type !== 'JOIN') return {};
      return { ...nobody, room: event.room, carrier: event.carrier, peer: event.peer ?? 'b' };
    }),
    takeOtherEnd: assign(({ context }) => ({ peer: otherEnd(context.peer) })),
    meet: assign(({ context, event }) =>
      event.type === 'HERE'
        ? { other: event.page, anew: context.anew || isAnother(context, event), connected: false }
        : {},
    ),
    forgetOther: assign({ other: undefined, anew: true }),
    forgetRun: assign({ other: undefined, anew: false, connected: false, why: undefined }),
    forgetAll: assign(nobody),
    noteWhy: assign(({ event }) => ('reason' in event ? { why: event.reason } : {})),
    noteConnected: assign(({ event }) => ({ connected: event.type === 'CONNECTED' })),
    noteCarrier: assign(({ event }) => ('carrier' in event ? { carrier: event.carrier } : {})),
  },
  guards: {
    isAnother: ({ context, event }) => event.type === 'HERE' && isAnother(context, event),
    isKnown: ({ context }) => context.other !== undefined,
    isElsewhere: ({ context, event }) => 'carrier' in event && event.carrier !== context.carrier,
  },
});

function isAnother({ other }: PairingContext, { page }: { page: string }): boolean {
  return other !== undefined && other !== page;
}

const meeting = [
  'endRun',
  'meet',
  {
    type: 'startRun',
    params: ({ context }: { context: PairingContext }) => ({ peer: context.peer, other: context.other ?? '' }),
  },
] as const;

const moving = (follows: boolean) =>
  ({
    guard: 'isElsewhere',
    actions: [
      'noteCarrier',
      { type: 'move', params: ({ context }: { context: PairingContext }) => ({ carrier: context.carrier, follows }) },
    ],
  }) as const;

/** What ends the time that a seat is held, whoever is at the other end. */
const seated = {
  LOST: { target: '#pairing.lost.carrier', actions: 'noteWhy' },
  REFUSED: { target: '#pairing.refused', actions: 'noteWhy' },
  TAKEN: '#pairing.replaced',
  CLOSED: '#pairing.lost.closed',
  CUT: { target: '#pairing.lost.cut', actions: 'leaveSeat' },
} as const;

/** What ends the time that two pages are together. */
const together = {
  ...seated,
  HERE: [{ guard: 'isAnother', target: '#pairing.paired', actions: meeting }, {}],
  BYE: { target: '#pairing.lost.left', actions: 'forgetOther' },
  SILENT: '#pairing.lost.silent',
  CUT_THERE: { target: '#pairing.lost.cutThere', actions: 'leaveSeat' },
  MOVE: moving(false),
  MOVED: moving(true),
} as const;

const rejoin = { target: '#pairing.lost.rejoining', actions: 'noteCarrier' } as const;
const follow = { guard: 'isElsewhere', ...rejoin } as const;
const takingSeat = { type: 'takeSeat', params: seatOf } as const;

/**
 * The pairing of one page: `createActor(pairingMachine.provide({ actions: { takeSeat, startRun, … } }))`; `pairingReason` says of
 * each snapshot what it is.
 *
 * `alone`; `waiting` (`opening` or `seated`); `paired`; `lost` (`carrier`, `closed`, `cut`, `cutThere`, `left`, `silent`, and on the
 * way back `rejoining`, `reopened`); `resumed`; `full`; `refused`; `replaced`.
 */
export const pairingMachine = pairing.createMachine({
  id: 'pairing',
  initial: 'alone',
  context: nobody,
  on: {
    INVITE: { target: '.waiting', actions: ['endRun', 'leaveSeat', 'enter'] },
    JOIN: { target: '.waiting', actions: ['endRun', 'leaveSeat', 'enter'] },
    START_OVER: { target: '.waiting', actions: ['endRun', 'leaveSeat', 'forgetRun'] },
    LEAVE: { target: '.alone', actions: ['endRun', 'leaveSeat', 'forgetAll'] },
    CONNECTED: { actions: 'noteConnected' },
    DISCONNECTED: { actions: 'noteConnected' },
  },
  states: {
    alone: {
      on: {
        INVITE: { target: 'waiting', actions: 'enter' },
        JOIN: { target: 'waiting', actions: 'enter' },
        START_OVER: {},
        LEAVE: {},
      },
    },
    waiting: {
      initial: 'opening',
      on: { HERE: { target: 'paired', actions: meeting } },
      states: {
        opening: {
          initial: 'asked',
          on: {
            OPEN: 'seated',
            LOST: seated.LOST,
            REFUSED: seated.REFUSED,
            CUT: seated.CUT,
            MOVE: { target: 'opening', reenter: true, actions: 'noteCarrier' },
          },
          states: {
            asked: { entry: takingSeat, on: { TAKEN: 'other' } },
            other: { entry: ['takeOtherEnd', takingSeat], on: { TAKEN: '#pairing.full' } },
          },
        },
        seated: { on: { ...seated, MOVE: { target: 'opening', actions: 'noteCarrier' } } },
      },
    },
    paired: { on: together },
    resumed: { on: together },
    lost: {
      initial: 'carrier',
      on: { MOVE: rejoin, JOIN_AGAIN: rejoin, TRY_AGAIN: rejoin },
      states: {
        carrier: {
          on: {
            OPEN: 'reopened',
            TAKEN: seated.TAKEN,
            REFUSED: seated.REFUSED,
            LOST: { actions: 'noteWhy' },
            CUT: seated.CUT,
            CUT_THERE: together.CUT_THERE,
            MOVED: follow,
          },
        },
        closed: {},
        cut: {},
        cutThere: { on: { MOVED: follow } },
        left: { on: { ...seated, HERE: { target: '#pairing.paired', actions: meeting } } },
        silent: {
          on: { ...together, HERE: [together.HERE[0], { target: '#pairing.resumed' }], HEARD: '#pairing.resumed' },
        },
        rejoining: {
          entry: takingSeat,
          on: { OPEN: 'reopened', TAKEN: seated.TAKEN, REFUSED: seated.REFUSED, LOST: seated.LOST, CUT: seated.CUT },
        },
        reopened: {
          always: { guard: not('isKnown'), target: '#pairing.waiting.seated' },
          on: { ...together, HERE: [together.HERE[0], { target: '#pairing.resumed' }], HEARD: '#pairing.resumed' },
        },
      },
    },
    full: { on: { TRY_AGAIN: 'waiting', MOVE: { target: 'waiting', actions: 'noteCarrier' } } },
    refused: {
      on: {
        TRY_AGAIN: [{ guard: 'isKnown', target: 'lost.rejoining' }, { target: 'waiting' }],
        MOVE: [
          { guard: 'isKnown', target: 'lost.rejoining', actions: 'noteCarrier' },
          { target: 'waiting', actions: 'noteCarrier' },
        ],
      },
    },
    replaced: { on: { TRY_AGAIN: { target: 'waiting', actions: ['endRun', 'forgetRun'] } } },
  },
});

type Snapshot = Pick<SnapshotFrom<typeof pairingMachine>, 'value' | 'context'>;

/** What a snapshot is, in a word that stands for a sentence: `lost-carrier-connected`. */
export function pairingReason({ value, context }: Snapshot): PairingReason {
  const call = context.connected ? 'connected' : 'negotiating';
  if (typeof value === 'string') {
    if (value === 'paired') return context.anew && !context.connected ? 'paired-anew' : `paired-${call}`;
    return value === 'resumed' ? `resumed-${call}` : value;
  }
  if ('waiting' in value) return value.waiting === 'seated' ? 'waiting' : 'opening';
  const { lost } = value;
  switch (lost) {
    case 'left':
    case 'rejoining':
    case 'reopened':
      return `lost-${lost}`;
    case 'silent':
      return `lost-silent-${call}`;
    case 'cutThere':
      return `lost-cut-there-${call}`;
    default:
      return `lost-${lost}-${context.other === undefined ? 'waiting' : call}`;
  }
}
