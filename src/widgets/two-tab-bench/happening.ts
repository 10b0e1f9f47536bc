/** What happened last, what is next, and where nothing goes on by itself the sentence that says so, with the buttons that lead on. */
import { fill } from '#i18n/fill.ts';
import { named, write } from '#widgets/parts.ts';
import { letterOf, otherEnd } from './exchange-picture.ts';
import { type Line, lastLine, recordedNext, stepLine, waitLine } from './narration.ts';
import { lastDescription } from './next-call.ts';
import type { Shown } from './shown.ts';
import type { Act, Situation } from './situation.ts';
import type { TabWords } from './words.ts';

function drawLine(root: HTMLElement, name: 'ran' | 'next', line: Line | undefined): void {
  const label = named(root, name);
  label.className = line?.tone ?? '';
  write(label, line?.label ?? '');
  write(named(root, `${name}-code`), line?.code ?? '');
  write(named(root, name === 'ran' ? 'sentence' : 'next-sentence'), line?.sentence ?? '');
}

/** What is most often right to press; of the others, waiting may be better. */
const leading: ReadonlySet<Act> = new Set(['open', 'joinAgain', 'tryAgain']);

/** Whether to press the first button is most often right: a new room is where nothing can come of this one. */
const leadsOn = ({ acts: [first], tone }: Situation): boolean =>
  first !== undefined && (leading.has(first) || (first === 'newRoom' && tone === 'bad'));

/** One button for each way on. */
function drawActs(root: HTMLElement, situation: Situation | undefined, words: TabWords): void {
  const acts = situation?.acts ?? [];
  const leads = situation !== undefined && leadsOn(situation);
  const box = named(root, 'acts');
  const drawn = `${leads ? 'first ' : ''}${acts.join(' ')}`;
  if (box.dataset.acts === drawn) return;
  box.dataset.acts = drawn;
  const had = box.contains(document.activeElement);
  box.replaceChildren(
    ...acts.map((act, index) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.dataset.act = act;
      made.textContent = words.act[act];
      if (index === 0 && leads) made.className = 'primary';
      return made;
    }),
  );
  // the button that was pressed is gone, and the keys of the panel are not to go with it
  if (had) root.focus({ preventScroll: true });
}

const situationLine = ({ tone, label, code, sentence }: Situation): Line => ({ tone, label, code, sentence });

function nextLine(
  { moment, past, recorded, planned, carrier, connected, script }: Shown,
  words: TabWords,
): Line | undefined {
  if (past !== 'no' || recorded) return recordedNext(moment, words);
  const [step] = planned;
  if (step) return stepLine(step, words);
  const waits = waitLine(moment, words);
  // who opened the second tab looks at it, and is waited for in the first
  const isIdle = moment.self === 'b' && script === 'all' && !lastDescription(moment.halves.events);
  if (isIdle && carrier !== 'copy-paste') return { ...waits, sentence: `${waits.sentence} ${words.goBack}` };
  if (carrier !== 'copy-paste' || connected) return waits;
  const hint = fill(words.carry.hint, { other: letterOf(otherEnd(moment.self)) });
  return { ...waits, sentence: `${waits.sentence} ${hint}` };
}

/** Whether the run goes on meanwhile, so that what is next is worth a line beside the situation. */
function goesOn({ reason, past, recorded, situation }: Shown): boolean {
  if (past !== 'no' || recorded || !situation) return true;
  return /negotiating|anew/.test(reason);
}

export function drawHappening(root: HTMLElement, shown: Shown, words: TabWords): void {
  const { situation, past, moment } = shown;
  const told = past === 'no' ? situation : undefined;
  const last = told ? situationLine(told) : (lastLine(moment, words) ?? begin(shown, words));
  drawLine(root, 'ran', last);
  drawActs(root, told, words);
  const next = goesOn(shown) ? nextLine(shown, words) : undefined;
  drawLine(root, 'next', next);
  const hidden = !next;
  named(root, 'next').hidden = hidden;
  named(root, 'next-body').hidden = hidden;
}

/** Before the first call: the two have met. */
function begin({ moment }: Shown, words: TabWords): Line {
  const { label, sentence } = words.met;
  return { tone: '', label, code: '', sentence: moment.count === 0 ? '' : sentence };
}
