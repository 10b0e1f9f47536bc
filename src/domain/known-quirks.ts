/**
 * Where a browser does other than webrtc-pc says, found and kept by test/browser/model-against-browser.test.ts: it fails when
 * one of these no longer occurs, and when a difference occurs that is not here.
 */

/** The engines that are tested. */
export type Engine = 'chromium' | 'firefox';

/** Names a quirk, and its sentence in each language. */
export type QuirkKey =
  | 'local-text-may-change'
  | 'pranswer-without-text'
  | 'candidates-end-early'
  | 'sctp-keeps-rolled-back-mid'
  | 'no-pranswer'
  | 'rollback-by-same-method';

export interface KnownQuirk {
  key: QuirkKey;
  engine: Engine;
  /** The calls it concerns, as the machines name them: `setLocal(offer)`. */
  calls: readonly string[];
  /** The signaling states it concerns; absent: all. */
  states?: readonly string[];
  /** What the standard has happen: a signaling state or an exception; absent: whatever it has. */
  standard?: readonly string[];
  /** What the browser does instead; `accepted` stands for any signaling state. */
  observed: readonly string[];
  /** For developers; readers get the sentence of the key. */
  reason: string;
  source: string;
}

/** A difference between the standard and a browser, as the prediction of a trace gives it. */
export interface Differing {
  call: string;
  state: string;
  predicted: string;
  observed: string;
}

const localTexts = ['setLocal(offer)', 'setLocal(answer)', 'setLocal(pranswer)'];

export const knownQuirks: readonly KnownQuirk[] = [
  {
    key: 'local-text-may-change',
    engine: 'chromium',
    calls: localTexts,
    standard: ['InvalidModificationError'],
    observed: ['accepted', 'InvalidStateError', 'InvalidAccessError'],
    reason:
      'Takes a text other than the one last created, unless its fingerprint is foreign: applications came to rely on it.',
    source: 'https://github.com/w3c/webrtc-pc/issues/2907',
  },
  {
    key: 'pranswer-without-text',
    engine: 'chromium',
    calls: ['setLocal(pranswer)'],
    states: ['have-remote-offer', 'have-local-pranswer'],
    standard: ['have-local-pranswer'],
    observed: ['stable'],
    reason: 'A pranswer without a text creates an answer and sets it as a final one.',
    source: 'https://www.w3.org/TR/webrtc/#dom-peerconnection-setlocaldescription',
  },
  {
    key: 'candidates-end-early',
    engine: 'chromium',
    calls: ['addIceCandidate'],
    standard: ['InvalidStateError'],
    observed: ['accepted'],
    reason: 'An end of candidates before any remote description is ignored and not refused.',
    source: 'https://www.w3.org/TR/webrtc/#dom-peerconnection-addicecandidate',
  },
  {
    key: 'sctp-keeps-rolled-back-mid',
    engine: 'chromium',
    calls: [...localTexts, 'setLocal(rollback)', 'setRemote(offer)', 'setRemote(rollback)'],
    states: ['have-remote-offer'],
    standard: ['stable', 'have-local-pranswer', 'have-remote-offer'],
    observed: ['OperationError'],
    reason:
      'A remote offer that rolls back a local one and has another mid for the data channels leaves SCTP on the old mid: ' +
      'the answer cannot start it, and after that no description is taken.',
    source: 'https://github.com/w3c/webrtc-pc/issues/2408',
  },
  {
    key: 'local-text-may-change',
    engine: 'firefox',
    calls: localTexts,
    standard: ['InvalidModificationError'],
    observed: ['accepted', 'InvalidStateError'],
    reason: 'Looks at the state before the text, and takes a text with changes that it does not check.',
    source: 'https://github.com/w3c/webrtc-pc/issues/2907',
  },
  {
    key: 'no-pranswer',
    engine: 'firefox',
    calls: ['setLocal(pranswer)', 'setRemote(pranswer)'],
    observed: ['NotSupportedError'],
    reason: 'Provisional answers are not implemented; the message says so. Refused before the state is looked at.',
    source: 'https://www.rfc-editor.org/rfc/rfc9429#section-4.1.10.1',
  },
  {
    key: 'rollback-by-same-method',
    engine: 'firefox',
    calls: ['setLocal(rollback)', 'setRemote(rollback)'],
    states: ['have-local-offer', 'have-remote-offer'],
    standard: ['stable'],
    observed: ['InvalidStateError'],
    reason: 'An offer can be rolled back only by the method that set it; the standard makes no difference.',
    source: 'https://github.com/w3c/webrtc-pc/issues/2306',
  },
];

/** The engine of a browser by its name, as a trace file has it: `engineOf('Chromium 156')`; undefined for one that is not tested. */
export function engineOf(browser: string): Engine | undefined {
  if (/firefox/i.test(browser)) return 'firefox';
  return /chrom|edge|opera/i.test(browser) ? 'chromium' : undefined;
}

/** The known quirk that explains a difference, or undefined when it is news. */
export function quirkOf(
  engine: Engine | undefined,
  { call, state, predicted, observed }: Differing,
): KnownQuirk | undefined {
  const shown = observed.endsWith('Error') ? observed : 'accepted';
  return knownQuirks.find(
    (quirk) =>
      quirk.engine === engine &&
      quirk.calls.includes(call) &&
      (quirk.states?.includes(state) ?? true) &&
      (quirk.standard?.includes(predicted) ?? true) &&
      (quirk.observed.includes(observed) || quirk.observed.includes(shown)),
  );
}
