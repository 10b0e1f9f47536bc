/**
 * Perfect negotiation: either end may offer at any time, and when both do, one gives way. The flags of the example (webrtc-pc,
 * Perfect Negotiation Example) are states here: `makingOffer` is `negotiation.makingOffer`, `ignoreOffer` is
 * `collision.ignoring`, `isSettingRemoteAnswerPending` is `negotiation.settingRemoteAnswer`.
 */
import { and, assign, not, or, setup, stateIn } from 'xstate';
import type { CandidateInit, Description } from '#domain/trace.ts';

/** Where the calls of one end have come to. */
export type NegotiationState =
  | 'stable'
  /** The offer's calls are held or running, or it has not been sent. */
  | 'makingOffer'
  /** The offer is on its way. */
  | 'awaitingAnswer'
  /** An answer has come, and is not applied yet. */
  | 'settingRemoteAnswer'
  /** An offer has come, and its answer has not been sent. */
  | 'answering'
  /** The browser refused a call and is in neither `stable` nor `have-local-offer`: another offer, or another run, leads on. */
  | 'refused';

export interface PerfectNegotiationContext {
  /** The polite end gives its own offer up when two collide; the impolite end ignores the other's. */
  polite: boolean;
  /** An offer that is to be made when it can: 'restart' asks for new ICE credentials too. */
  wanted: 'no' | 'offer' | 'restart';
}

export type PerfectNegotiationEvent =
  /** `negotiationneeded` fired, or the reader asks for an offer; `restart`: with restartIce before it. */
  | { type: 'NEEDED'; restart?: boolean }
  /** A description has arrived from the other end. */
  | { type: 'DESCRIPTION'; description: Description }
  /** A candidate has arrived; null: the end of candidates. */
  | { type: 'CANDIDATE'; candidate: CandidateInit | null }
  /** What makeOffer, takeOffer and takeAnswer planned is through. */
  | { type: 'OFFER_SENT' }
  | { type: 'ANSWER_SENT' }
  | { type: 'ANSWER_APPLIED' }
  /** The browser refused a call, and the calls after it were dropped; `signalingState` is where it left the connection. */
  | { type: 'REFUSED'; signalingState: RTCSignalingState }
  /** Another connection takes the place of the one that was negotiated. */
  | { type: 'RESET' };

/** What the widget provides; each has its method at a `Half`. */
export interface PerfectNegotiationEffects {
  makeOffer(restart: boolean): void;
  /** Drops the calls of the own offer, or of an answer to an older one, that were not made. */
  yield(): void;
  takeOffer(description: Description): void;
  takeAnswer(description: Description): void;
  /** `ignored`: it may belong to an offer that was ignored, and then to be refused is its right end. */
  takeCandidate(candidate: CandidateInit | null, ignored: boolean): void;
  /** The own offer stands, the other's is left alone: the polite end will answer the own one. */
  ignoreOffer(description: Description): void;
  /** An answer to no offer of this end, one that came twice, or late; or a description that this end never asks for. */
  ignoreAnswer(description: Description): void;
}

const types: { context: PerfectNegotiationContext; events: PerfectNegotiationEvent; input: { polite: boolean } } = {
  context: { polite: false, wanted: 'no' },
  events: { type: 'RESET' },
  input: { polite: false },
};

type Described = { description: Description };
type Arrived<Type> = { event: Extract<PerfectNegotiationEvent, { type: Type }> };

const described = ({ event }: Arrived<'DESCRIPTION'>): Described => ({ description: event.description });
const candidateOf =
  (ignored: boolean) =>
  ({ event }: Arrived<'CANDIDATE'>) => ({ candidate: event.candidate, ignored });
const asked = ({ event }: Arrived<'NEEDED'>) => ({ restart: event.restart === true });

const perfectNegotiation = setup({
  types,
  actions: {
    makeOffer: (_, _need: { restart: boolean }) => {},
    yield: () => {},
    takeOffer: (_, _taken: Described) => {},
    takeAnswer: (_, _taken: Described) => {},
    takeCandidate: (_, _taken: { candidate: CandidateInit | null; ignored: boolean }) => {},
    ignoreOffer: (_, _ignored: Described) => {},
    ignoreAnswer: (_, _ignored: Described) => {},
    want: assign(({ context, event }) => {
      const restart = context.wanted === 'restart' || (event.type === 'NEEDED' && event.restart === true);
      return { wanted: restart ? ('restart' as const) : ('offer' as const) };
    }),
    wantNothing: assign({ wanted: 'no' as const }),
  },
  guards: {
    isOffer: ({ event }) => event.type === 'DESCRIPTION' && event.description.type === 'offer',
    isAnswer: ({ event }) => event.type === 'DESCRIPTION' && event.description.type === 'answer',
    isPolite: ({ context }) => context.polite,
    isReady: or([
      stateIn({ negotiation: 'stable' }),
      stateIn({ negotiation: 'settingRemoteAnswer' }),
      stateIn({ negotiation: 'refused' }),
    ]),
    isIgnored: and(['isOffer', not('isPolite'), not('isReady')]),
    asksRestart: ({ event }) => event.type === 'NEEDED' && event.restart === true,
    wanted: ({ context }) => context.wanted !== 'no',
    leftStable: ({ event }) => event.type === 'REFUSED' && event.signalingState === 'stable',
    leftOffering: ({ event }) => event.type === 'REFUSED' && event.signalingState === 'have-local-offer',
  },
});

const refuseAnswer = { actions: { type: 'ignoreAnswer', params: described } } as const;
const acceptOffer = {
  guard: 'isOffer',
  target: 'answering',
  actions: { type: 'takeOffer', params: described },
} as const;

/**
 * The negotiation of one end: `createActor(perfectNegotiationMachine.provide({ actions }), { input: { polite: true } })`, where
 * `actions` pass each effect on to the method of the same name of a `Half`, and what the half tells `onSettled` is sent back.
 *
 * Region `negotiation`: a `NegotiationState`. Region `collision`: `ignoring` since an offer was ignored, until the next
 * description that is not; else `taking`.
 */
export const perfectNegotiationMachine = perfectNegotiation.createMachine({
  id: 'perfectNegotiation',
  type: 'parallel',
  context: ({ input }) => ({ polite: input.polite, wanted: 'no' }),
  on: { RESET: { target: ['.negotiation.stable', '.collision.taking'], actions: 'wantNothing' } },
  states: {
    negotiation: {
      initial: 'stable',
      on: {
        REFUSED: [
          { guard: 'leftStable', target: '.stable' },
          { guard: 'leftOffering', target: '.awaitingAnswer' },
          { target: '.refused' },
        ],
        NEEDED: { actions: 'want' },
        DESCRIPTION: [
          {
            guard: and(['isOffer', 'isPolite']),
            target: '.answering',
            actions: ['yield', { type: 'takeOffer', params: described }],
          },
          { guard: 'isOffer', actions: { type: 'ignoreOffer', params: described } },
          refuseAnswer,
        ],
      },
      states: {
        stable: {
          always: {
            guard: 'wanted',
            target: 'makingOffer',
            actions: [
              { type: 'makeOffer', params: ({ context }) => ({ restart: context.wanted === 'restart' }) },
              'wantNothing',
            ],
          },
          on: {
            NEEDED: { target: 'makingOffer', actions: { type: 'makeOffer', params: asked } },
            DESCRIPTION: [acceptOffer, refuseAnswer],
          },
        },
        makingOffer: {
          on: {
            OFFER_SENT: 'awaitingAnswer',
            // what the offer leaves out, negotiationneeded tells again once the state is stable (webrtc-pc, update the negotiation-needed flag)
            NEEDED: [{ guard: 'asksRestart', actions: 'want' }, {}],
          },
        },
        awaitingAnswer: {
          on: {
            DESCRIPTION: {
              guard: 'isAnswer',
              target: 'settingRemoteAnswer',
              actions: { type: 'takeAnswer', params: described },
            },
          },
        },
        settingRemoteAnswer: {
          on: { ANSWER_APPLIED: 'stable', DESCRIPTION: [acceptOffer, refuseAnswer] },
        },
        answering: { on: { ANSWER_SENT: 'stable' } },
        refused: { on: { DESCRIPTION: [acceptOffer, refuseAnswer] } },
      },
    },
    collision: {
      initial: 'taking',
      states: {
        taking: {
          on: {
            DESCRIPTION: { guard: 'isIgnored', target: 'ignoring' },
            CANDIDATE: { actions: { type: 'takeCandidate', params: candidateOf(false) } },
          },
        },
        ignoring: {
          on: {
            DESCRIPTION: { guard: not('isIgnored'), target: 'taking' },
            CANDIDATE: { actions: { type: 'takeCandidate', params: candidateOf(true) } },
          },
        },
      },
    },
  },
});
