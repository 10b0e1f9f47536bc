/** A moment in words: who, what in code, and what it means. */
import type { Change, Moment } from '#domain/ice/check-moments.ts';
import type { ChecksReading } from '#domain/ice/check-reading.ts';
import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';

type ChecksWords = Words['checks'];

export interface Happened {
  who: string;
  /** Whose hue: an end's, or none. */
  hue: PeerName | '';
  code: string;
  text: string;
  /** Key of the pair that it is about; empty for none. */
  key: string;
}

/** Where a run is before its first moment. */
export type Waiting = 'gathering' | 'ready' | 'running';

export function waitingText(
  waiting: Waiting,
  counts: Readonly<Record<PeerName, number>>,
  browser: string,
  words: ChecksWords,
): Happened {
  const { code, text } = words.said[waiting];
  return { who: words.who.page, hue: '', code, text: fill(text, { ...counts, browser }), key: '' };
}

export function happenedAt(
  moment: Moment,
  reading: ChecksReading,
  earlier: readonly Moment[],
  start: number,
  words: ChecksWords,
): Happened {
  const { peer, rows } = reading;
  const rank = (key: string): string => `${rows.find((row) => row.key === key)?.rank ?? '?'}`;
  const model = { who: words.who.model, hue: '' } as const;
  const reported = { who: words.who[peer], hue: peer } as const;
  switch (moment.kind) {
    case 'formed': {
      const { locals, remotes } = moment;
      const { code, text } = words.said.formed;
      return { ...model, code: fill(code, { locals, remotes, pairs: rows.length }), text, key: '' };
    }
    case 'sent': {
      const { code } = words.said.sent;
      const isOver = isConcluded(earlier);
      const text = isOver ? words.said.sent.after : words.said.sent.text;
      const values = { rank: rank(moment.key), ms: Math.round(moment.t - start) };
      return { ...model, code: fill(code, values), text, key: moment.key };
    }
    case 'over': {
      const { code, text, here } = words.said.over;
      const by = reading.role === 'controlling' ? peer : peer === 'a' ? 'b' : 'a';
      const ms =
        moment.nominated === undefined
          ? ''
          : fill(here, { peer: words.peers[by], ms: Math.round(moment.nominated - start) });
      return { ...reported, code: fill(code, { rank: rank(moment.key), by: ms }), text, key: moment.key };
    }
    case 'state': {
      const { code, text } = words.said.state;
      return { ...reported, code: fill(code, { value: moment.value }), text, key: '' };
    }
    default:
      return { ...reported, ...reportedText(moment.changes, reading, earlier, rank, words) };
  }
}

function reportedText(
  changes: readonly Change[],
  { role, rows }: ChecksReading,
  earlier: readonly Moment[],
  rank: (key: string) => string,
  words: ChecksWords,
): Pick<Happened, 'code' | 'text' | 'key'> {
  const nominated = changes.find(({ what }) => what === 'nominated');
  const told = nominated ?? changes[0];
  if (!told) return { code: '', text: '', key: '' };
  const before = nominatedBefore(earlier, told.key);
  const again = told === nominated && before !== undefined;
  const isOld =
    told.what === 'in-progress' && changesIn(earlier).some(({ key, what }) => key === told.key && what === 'succeeded');
  const nominating = again ? 'nominatedAgain' : role === 'controlling' ? 'nominatedHere' : 'nominated';
  const what = told === nominated ? nominating : isOld ? 'checkedAgain' : told.what;
  const { code, text } = words.said[what];
  const state = rows.find(({ key }) => key === told.key)?.reported[0]?.state ?? '';
  const others = changes.filter(({ key }) => key !== told.key).length;
  return {
    code: fill(code, { rank: rank(told.key), state, before: before === undefined ? '' : rank(before) }),
    text: others === 0 ? text : fill(words.more, { text, count: others }),
    key: told.key,
  };
}

/** Whether a pair has been nominated and has succeeded: the others then leave the list (RFC 8445 §8.1.2). */
function isConcluded(moments: readonly Moment[]): boolean {
  const keys = (state: Change['what']): string[] =>
    changesIn(moments)
      .filter(({ what }) => what === state)
      .map(({ key }) => key);
  const succeeded = keys('succeeded');
  return keys('nominated').some((key) => succeeded.includes(key));
}

const changesIn = (moments: readonly Moment[]): Change[] =>
  moments.flatMap((moment) => (moment.kind === 'reported' ? moment.changes : []));

/** The pair that was nominated before another was. */
const nominatedBefore = (earlier: readonly Moment[], key: string): string | undefined =>
  changesIn(earlier).findLast((change) => change.what === 'nominated' && change.key !== key)?.key;
