/** The words between toolbar and picture: what the last call did, where the browser differs, and which call is next. */
import type { SnapshotFrom } from 'xstate';
import { engineOf, quirkOf } from '#domain/known-quirks.ts';
import { codeOf, type Step } from '#domain/step.ts';
import { fill } from '#i18n/fill.ts';
import type { playbackMachine } from '#machines/playback.ts';
import { named, write } from '#widgets/parts.ts';
import type { BenchWords } from './bench-words.ts';
import { expectedRefusal } from './expected-refusal.ts';
import type { Moment } from './inspector.ts';
import { bothConnected, candidatesWithheld, type Happening, joinedBy, lastHappening, nextStep } from './pictures.ts';
import { writeStates } from './state-marks.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

const construction = "new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' })";

/** Writes what happened up to the moment, and what is planned after it. */
export function writeHappened(
  root: HTMLElement,
  words: BenchWords,
  moment: Moment,
  playback: Playback,
  planned: readonly Step[],
): void {
  const { run, cursor } = moment;
  const last = lastHappening(run, cursor);
  const peer = last?.step.peer.toUpperCase() ?? '';
  const verb = last?.exception ? words.refused : last?.step.kind.startsWith('send') ? words.sent : words.ran;
  const ran = named(root, 'ran');
  ran.className = last ? (last.exception ? 'bad' : last.step.peer) : '';
  write(ran, last ? fill(verb, { peer }) : words.beginLabel);
  write(named(root, 'ran-code'), last ? codeOf(last.step) : construction);
  writeSentence(named(root, 'sentence'), words, moment, last);
  writeDifference(root, words, moment);
  writeNext(root, words, moment, playback, nextStep(run, cursor, planned));
}

function writeSentence(element: HTMLElement, words: BenchWords, { run, cursor }: Moment, last?: Happening): void {
  if (!last) write(element, words.begin);
  else if (last.exception) write(element, fill(words.exception, { ...last.exception }));
  else if (joinedBy(run, cursor, last)) write(element, words.joined);
  else {
    const { kind, peer } = last.step;
    writeStates(element, fill(words.happened[kind], { peer: peer.toUpperCase() }), peer);
  }
}

function writeNext(
  root: HTMLElement,
  words: BenchWords,
  { run, cursor }: Moment,
  playback: Playback,
  next?: Step,
): void {
  const peer = next?.peer.toUpperCase() ?? '';
  const label = named(root, 'next');
  label.className = next?.peer ?? '';
  write(label, next ? fill(words.runsNext, { peer }) : '');
  write(named(root, 'next-code'), next ? codeOf(next) : '');
  const sentence = named(root, 'next-sentence');
  const error = next && expectedRefusal(next, run.index.at(cursor)[next.peer]);
  if (error) write(sentence, fill(words.nextRefused, { error }));
  else if (next) writeStates(sentence, fill(words.next[next.kind], { peer }), next.peer);
  else write(sentence, restSentence(words, { run, cursor }, playback));
}

/** What is to be said where no call is left, or none yet. */
function restSentence(words: BenchWords, { run, cursor }: Moment, playback: Playback): string {
  if (bothConnected(run, cursor)) return words.connected;
  if (!playback.matches({ script: 'ended' })) return words.waitingFor;
  return candidatesWithheld(run, cursor) ? words.withheld : words.ended;
}

function writeDifference(root: HTMLElement, words: BenchWords, { run, cursor }: Moment): void {
  const note = named(root, 'differs');
  const difference = run.differences.findLast(({ eventIndex }) => eventIndex < cursor);
  note.hidden = !difference;
  if (!difference) return;
  const quirk = quirkOf(engineOf(run.browser), difference);
  const sentence = fill(words.differs, { ...difference });
  write(note, quirk ? `${sentence} ${words.quirks[quirk.key]}` : sentence);
}
