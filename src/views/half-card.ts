/**
 * One of the two tabs, drawn as a browser's tab: what it shows and how its half of the connection is. This page's own is solid and
 * has a place for pictures that play; the other's is dashed, since all of it was told.
 */
import { type Selection, select } from 'd3';
import type { PeerName } from '#domain/trace.ts';
import { type PictureFrame, renderToldPictures } from './told-pictures.ts';

export interface HalfFact {
  key: string;
  term: string;
  text: string;
  /** It is a state, and stands in a pill. */
  pill: boolean;
}

export interface HalfCard {
  peer: PeerName;
  /** It happened in this page; otherwise the other page told of it. */
  own: boolean;
  /** The tabs of the strip, as `A · this tab` and `B`; the card's own is the one in front. */
  tabs: Readonly<Record<PeerName, string>>;
  /** As `/t/7QX4-2MKD`. */
  path: string;
  /** Which pictures the tab shows at this moment: the other's, and its own in the corner. */
  pictures: { other: boolean; own: boolean };
  facts: readonly HalfFact[];
  words: {
    /** Names the card. */
    label: string;
    /** Says what the picture area shows. */
    pictures: string;
  };
}

type Card = Selection<HTMLElement, HalfCard, Element, unknown>;

const ends = ['a', 'b'] as const;

/** The two pictures of a tab: the other's, and its own in the corner. */
const framesOf = ({ peer, pictures }: HalfCard): PictureFrame[] => [
  { place: 'other', from: peer === 'a' ? 'b' : 'a', shown: pictures.other },
  { place: 'own', from: peer, shown: pictures.own },
];

function drawStrip(card: Card): void {
  card
    .select('.strip')
    .selectAll<HTMLSpanElement, { front: boolean; text: string }>('span')
    .data(({ peer, tabs }) => ends.map((end) => ({ front: end === peer, text: tabs[end] })))
    .join('span')
    .attr('class', ({ front }) => (front ? 'front' : 'behind'))
    .text(({ text }) => text);
}

/** The places for pictures that play. What is put into them stays. */
function drawSlots(card: Card): void {
  card
    .select('.tab-picture')
    .selectAll<HTMLDivElement, PictureFrame>('div')
    .data((half) => (half.own ? framesOf(half) : []))
    .join('div')
    .attr('class', ({ place, from, shown }) => `frame ${place} ${from} ${shown ? 'shown' : 'blank'}`)
    .attr('data-letter', ({ from }) => from.toUpperCase());
}

function drawFacts(card: Card): void {
  const fact = card
    .select('dl')
    .selectAll<HTMLDivElement, HalfFact>('div')
    .data(
      ({ facts }) => facts,
      (each) => each?.key,
    )
    .join((enter) => {
      const made = enter.append('div');
      made.append('dt');
      made.append('dd').append('span');
      return made;
    })
    .order();
  fact.select('dt').text(({ term }) => term);
  fact
    .select('dd span')
    .attr('class', ({ pill }) => (pill ? 'pill' : 'plain'))
    .text(({ text }) => text);
}

/** Draws the card into `container`. */
export function renderHalfCard(container: Element, half: HalfCard): void {
  const card = select(container)
    .selectAll<HTMLElement, HalfCard>('section.half-card')
    .data([half])
    .join((enter) => {
      const made = enter.append('section');
      made.append('div').attr('class', 'strip');
      made.append('p').attr('class', 'address');
      made.append('div').attr('class', 'tab-picture');
      made.append('dl');
      return made;
    })
    .attr('class', ({ own, peer }) => `half-card ${peer} ${own ? 'seen' : 'told'}`)
    .attr('aria-label', ({ words }) => words.label);
  drawStrip(card);
  card.select('.address').text(({ path }) => path);
  drawSlots(card);
  card.select<HTMLDivElement>('.tab-picture').each(function draw() {
    renderToldPictures(this, half.own ? [] : framesOf(half), half.words.pictures);
  });
  drawFacts(card);
}

/** The two places for pictures that play, in the card of this page that `container` holds. */
export function pictureSlots(container: Element): { other: Element; own: Element } | undefined {
  const other = container.querySelector('.frame.other');
  const own = container.querySelector('.frame.own');
  return other && own ? { other, own } : undefined;
}
