/** Candidates in time: a lane for each type in order of priority, each candidate at the moment at which it was announced. */
import { type BaseType, type EnterElement, type Selection, select } from 'd3';

export interface CandidateCard {
  /** Tells it from the others: the position of its event in the trace. */
  key: number;
  /** When it was announced, as a share of the axis from 0 to 1. */
  share: number;
  address: string;
  time: string;
  transport: string;
  priority: string;
  isSelected: boolean;
  /** What its lane says, for who does not see in which it is: `host candidate`. */
  label: string;
}

export interface CandidateLane {
  type: string;
  hint: string;
  cards: readonly CandidateCard[];
  /** What stands where no card is. `reserved`: framed by dashes, for what is never gathered. */
  empty?: { text: string; isReserved: boolean };
}

export interface CandidateLanesPicture {
  ticks: readonly { share: number; label: string }[];
  unit: string;
  lanes: readonly CandidateLane[];
  /** How far work reaches that began before the zero of the axis, and what it is. */
  ahead?: { share: number; label: string };
  /** Where gathering was complete, if it is. */
  end?: { share: number; label: string };
}

type OnPick = (key: number) => void;

/** From here on a card opens to the left of its moment, so that it does not meet the end of the axis. */
const turn = 0.5;

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Draws the lanes; `onPick` is told the key of the card that was pressed, and without it nothing can be pressed. */
export function renderCandidateLanes(container: Element, picture: CandidateLanesPicture, onPick?: OnPick): void {
  const root = select(container);
  const part = (name: string, parent = root) => parent.selectAll<HTMLElement, null>(`:scope > .${name}`).data([null]);
  const axis = part('axis').join((enter) => enter.append('div').attr('class', 'axis').attr('aria-hidden', 'true'));
  axis
    .selectAll<HTMLElement, CandidateLanesPicture['ticks'][number]>('span')
    .data(picture.ticks)
    .join('span')
    .style('left', ({ share }) => percent(share))
    .text(({ label }) => label);
  axis.selectAll('em').data([picture.unit]).join('em').text(String);
  const grid = part('grid').join((enter) => enter.append('div').attr('class', 'grid'));
  renderLines(grid.node(), picture);
  renderLanes(grid.node(), picture.lanes, onPick);
  const foot = part('close').join((enter) => enter.append('div').attr('class', 'close'));
  foot
    .selectAll<HTMLElement, { share: number; label: string }>('span')
    .data(picture.end ? [picture.end] : [])
    .join('span')
    .style('left', ({ share }) => percent(share))
    .classed('near', ({ share }) => share < turn)
    .text(({ label }) => label);
  foot
    .selectAll<HTMLElement, { share: number; label: string }>('i')
    .data(picture.ahead ? [picture.ahead] : [])
    .join('i')
    .style('--share', ({ share }) => percent(share))
    .text(({ label }) => label);
}

function renderLines(grid: HTMLElement | null, { ticks, end, ahead }: CandidateLanesPicture): void {
  const lines = [
    ...(ahead ? [{ share: ahead.share, kind: 'ahead' }] : []),
    ...ticks.map(({ share }) => ({ share, kind: '' })),
    ...(end ? [{ share: end.share, kind: 'end' }] : []),
  ];
  select(grid)
    .selectAll<HTMLElement, null>(':scope > .lines')
    .data([null])
    .join((enter) => enter.append('div').attr('class', 'lines').attr('aria-hidden', 'true'))
    .selectAll<HTMLElement, (typeof lines)[number]>('i')
    .data(lines)
    .join('i')
    .attr('class', ({ kind }) => kind)
    .style('left', ({ share, kind }) => (kind === 'ahead' ? '0' : percent(share)))
    .style('width', ({ share, kind }) => (kind === 'ahead' ? percent(share) : null));
}

function renderLanes(grid: HTMLElement | null, lanes: readonly CandidateLane[], onPick?: OnPick): void {
  const lane = select(grid)
    .selectAll<HTMLElement, CandidateLane>(':scope > .lane')
    .data(lanes, (each) => each?.type)
    .join(newLane)
    .classed('reserved', ({ empty }) => empty?.isReserved ?? false);
  lane.select('.type').text(({ type }) => type);
  lane.select('.hint').text(({ hint }) => hint);
  lane
    .select('.cards')
    .selectAll<HTMLElement, string>('p')
    .data(({ empty }) => (empty ? [empty.text] : []))
    .join('p')
    .text(String);
  lane
    .select('.cards')
    .selectAll<HTMLElement, CandidateCard>('.row')
    .data(
      ({ cards }) => cards,
      (card) => card?.key,
    )
    .join((enter) => newRow(enter, onPick ? 'button' : 'span'))
    .order()
    .each(function draw(card) {
      drawRow(this, card, onPick);
    });
}

function newLane<Parent extends BaseType, Data>(
  enter: Selection<EnterElement, CandidateLane, Parent, Data>,
): Selection<HTMLElement, CandidateLane, Parent, Data> {
  const lane = enter.append<HTMLElement>('section').attr('class', 'lane');
  const head = lane.append('h3');
  head.append('b').attr('class', 'type');
  head.append('span').attr('class', 'hint');
  lane.append('div').attr('class', 'cards');
  return lane;
}

function newRow<Parent extends BaseType, Data>(
  enter: Selection<EnterElement, CandidateCard, Parent, Data>,
  tag: 'button' | 'span',
): Selection<HTMLElement, CandidateCard, Parent, Data> {
  const row = enter.append<HTMLElement>('div').attr('class', 'row');
  row.append('i').attr('class', 'wait');
  const button = row.append(tag);
  if (tag === 'button') button.attr('type', 'button');
  button.append('i').attr('class', 'mark');
  button.append('span').attr('class', 'sr-only label');
  const card = button.append('span').attr('class', 'candidate-card');
  card.append('span').attr('class', 'address');
  const facts = card.append('span').attr('class', 'facts');
  for (const name of ['time', 'transport', 'priority']) facts.append('span').attr('class', name);
  return row;
}

function drawRow(element: HTMLElement, card: CandidateCard, onPick?: OnPick): void {
  const row = select(element);
  row.select<HTMLElement>('.wait').style('width', percent(card.share));
  const place = row
    .select<HTMLElement>('.row > :last-child')
    .attr('class', card.share > turn ? 'candidate left' : 'candidate')
    .style('--x', percent(card.share));
  if (onPick) {
    place
      .attr('aria-pressed', String(card.isSelected))
      .attr('data-key', card.key)
      .on('click', () => onPick(card.key));
  }
  for (const name of ['label', 'address', 'time', 'transport', 'priority'] as const)
    row.select(`.${name}`).text(card[name]);
}
