/** The two rows of controls: what carries the messages, and this end's calls. A control that means nothing now is off, or away. */
import type { CarrierName } from '#domain/trace.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { hasRun, type Shown } from './shown.ts';
import type { TabWords } from './words.ts';

/** Turns a button off without dropping the focus, and with it the keys of the panel. */
export function disable(element: HTMLElement, disabled: boolean): void {
  element.setAttribute('aria-disabled', String(disabled));
}

/** Why a carrier cannot be chosen; undefined where it can. */
function whyNot(carrier: CarrierName, { here }: Shown, words: TabWords): string | undefined {
  if (here?.includes(carrier)) return undefined;
  if (!here) return carrier === 'broadcast-channel' || carrier === 'copy-paste' ? undefined : words.asking;
  return carrier === 'broadcast-channel' ? words.noLocks : words.noServer;
}

function drawCarriers(root: HTMLElement, shown: Shown, words: TabWords): void {
  const reasons = new Set<string>();
  for (const element of root.querySelectorAll<HTMLButtonElement>('[data-carrier]')) {
    const carrier = element.dataset.carrier as CarrierName;
    const why = whyNot(carrier, shown, words);
    const chosen = carrier === shown.carrier && !shown.recorded;
    if (why) reasons.add(why);
    disable(element, shown.recorded || why !== undefined || !canMove(shown));
    element.setAttribute('aria-pressed', String(chosen));
    element.title = why ?? words.reach[carrier as keyof TabWords['reach']];
  }
  const note = named(root, 'why');
  note.hidden = reasons.size === 0 && !shown.recorded;
  write(note, shown.recorded ? words.recordedNote : [...reasons].join(' '));
}

/** While a seat is being taken there is nothing to move. */
const canMove = ({ reason }: Shown): boolean =>
  reason !== 'opening' && reason !== 'lost-rejoining' && reason !== 'replaced';

function drawCut(root: HTMLElement, shown: Shown): void {
  const { reason, recorded, connected } = shown;
  const isCut = reason.startsWith('lost-cut');
  const cut = button(root, 'cut');
  cut.hidden = recorded || !(hasRun(shown) || isCut) || reason === 'lost-left';
  cut.setAttribute('aria-pressed', String(isCut));
  disable(cut, isCut);
  const restart = button(root, 'restart');
  restart.hidden = recorded || !connected || !hasRun(shown) || reason === 'lost-left';
  disable(restart, shown.planned.length > 0 || shown.past !== 'no');
}

/** Whether what is shown is happening, in a word; nothing while nothing can. */
function drawLiveness(root: HTMLElement, shown: Shown, words: TabWords): void {
  const { recorded, past, reason, connected } = shown;
  const liveness = named(root, 'liveness');
  const running = connected && reason !== 'lost-left';
  const cutOff = running && reason.startsWith('lost');
  const now = cutOff ? words.running : running ? words.connectedPill : words.live;
  liveness.dataset.tone = past !== 'no' ? 'w' : recorded ? 'n' : 'ok';
  write(liveness, past !== 'no' ? words.past : recorded ? words.recorded : now);
  liveness.hidden = past === 'no' && !recorded && !running && !/^(paired|resumed)/.test(reason);
}

/** Whether this end has calls to make, or will have: until the two are connected there are more to come. */
const hasCalls = ({ planned, busy, connected, reason }: Shown): boolean =>
  planned.length > 0 || busy || !(connected || reason === 'lost-left');

function drawCalls(root: HTMLElement, shown: Shown, words: TabWords): void {
  const { script, past, planned, busy, moment } = shown;
  const looking = past !== 'no';
  const run = hasRun(shown);
  disable(button(root, 'back'), moment.count === 0 || moment.halves.length === 0);
  disable(button(root, 'step'), looking ? false : !run || busy || planned.length === 0 || script !== 'hand');
  const runs = run && hasCalls(shown);
  const playing = past === 'playing' || (!looking && runs && (script === 'playing' || script === 'all'));
  disable(button(root, 'play'), shown.recorded ? moment.halves.length === 0 : !looking && !runs);
  button(root, 'play').setAttribute('aria-pressed', String(playing));
  write(named(root, 'play'), playing ? words.bench.pause : words.bench.play);
  disable(button(root, 'run'), looking || !runs || script === 'all');
  disable(button(root, 'start-over'), shown.reason === 'alone' && !shown.recorded);
  disable(button(root, 'live'), !looking);
}

/** What is negotiated is A's to choose. */
function drawOptions(root: HTMLElement, { peer, recorded, scenario }: Shown, words: TabWords): void {
  const theirs = peer === 'b' || recorded;
  const form = part(root, '.options', HTMLFormElement);
  form.title = peer === 'b' ? words.optionsOther : words.optionsNote;
  part(form, 'fieldset', HTMLFieldSetElement).disabled = theirs;
  const trickle = part(form, '[name=trickle]', HTMLInputElement);
  trickle.disabled = theirs;
  if (peer !== 'b' || !scenario) return;
  trickle.checked = scenario.trickle;
  part(form, `[value=${scenario.carries}]`, HTMLInputElement).checked = true;
}

export function drawBars(root: HTMLElement, shown: Shown, words: TabWords): void {
  drawCarriers(root, shown, words);
  drawCut(root, shown);
  drawLiveness(root, shown, words);
  drawCalls(root, shown, words);
  drawOptions(root, shown, words);
}
