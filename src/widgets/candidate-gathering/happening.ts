/** What A did or heard last, and what is to be said of it. */
import { candidateLabel } from '#domain/sequence.ts';
import { codeOf, stepOf } from '#domain/step.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { timeText } from './figures.ts';
import type { Moment } from './moment.ts';
import type { GatheringWords } from './words.ts';

export interface Happening {
  /** `A heard`, `A did`. */
  who: string;
  code: string;
  sentence: string;
  /** What stands in the way, if anything does. */
  diagnosis: string;
  tone: 'w' | 'n';
}

/** An event in code, and whether A did it itself; undefined where it is not worth a line. */
function codeOfEvent(event: TraceEvent): { code: string; did: boolean } | undefined {
  switch (event.type) {
    case 'created':
      return { code: 'a = new RTCPeerConnection(…)', did: true };
    case 'call': {
      const step = stepOf(event);
      return { code: step ? codeOf(step) : `a.${event.method}(…)`, did: true };
    }
    case 'candidate': {
      const found = event.candidate;
      return { code: `icecandidate → ${found ? candidateLabel(found.candidate) : 'null'}`, did: false };
    }
    case 'candidate-error':
      return { code: `icecandidateerror → ${event.errorCode}`, did: false };
    case 'state':
      if (event.attribute !== 'iceGatheringState') return undefined;
      return { code: `icegatheringstatechange → "${event.value}"`, did: false };
    default:
      return undefined;
  }
}

export function happeningOf(moment: Moment, words: GatheringWords): Happening {
  const { events, gathering, diagnosis } = moment;
  const last = events.map(codeOfEvent).findLast((each) => each !== undefined);
  const text = [fill(words.diagnosis[diagnosis.kind], values(moment, words)), gaveUp(moment, words)].join(' ').trim();
  return {
    who: last && !last.did ? words.heard : words.did,
    code: last?.code ?? '',
    sentence: sentenceOf(moment, words),
    diagnosis: text,
    tone: diagnosis.kind === 'no-server' || diagnosis.kind === 'redundant' || gathering.began === undefined ? 'n' : 'w',
  };
}

function values({ diagnosis }: Moment, words: GatheringWords): Record<string, unknown> {
  return 'ms' in diagnosis ? { ...diagnosis, time: timeText(diagnosis.ms, words) } : { ...diagnosis };
}

/** What the browser said, or did not, when it gave up on a server that never answered. */
function gaveUp({ diagnosis, gathering }: Moment, { gaveUp }: GatheringWords): string {
  if (gathering.completed === undefined || (diagnosis.kind !== 'unanswered' && diagnosis.kind !== 'silent')) return '';
  const [error] = gathering.errors;
  return error ? fill(gaveUp.error, { code: error.code }) : gaveUp.silent;
}

function sentenceOf({ gathering }: Moment, words: GatheringWords): string {
  const { began, candidates, completed, elapsed, pool } = gathering;
  if (began === undefined) return words.nothingYet;
  const count = candidates.length;
  if (completed === undefined) return fill(words.looking, { count, time: timeText(elapsed, words) });
  const said = fill(words.complete, { count, time: timeText(completed, words) });
  return pool > 0 ? `${said} ${words.pooled}` : said;
}
