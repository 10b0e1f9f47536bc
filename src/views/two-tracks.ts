/** The timeline of two tabs: how long there was signaling, and under it how long the direct connection. */
import { select } from 'd3';

/** From 0 to 1 along the timeline. */
export interface TrackSpan {
  from: number;
  to: number;
}

export interface TrackGap extends TrackSpan {
  /** Why there is nothing, as `cut`. */
  text: string;
}

export interface TwoTracksPicture {
  signaling: readonly TrackSpan[];
  /** Where signaling stopped; one that has not ended goes to 1. */
  gaps: readonly TrackGap[];
  direct: readonly TrackSpan[];
  /** The moment shown, from 0 to 1. */
  head: number;
  words: {
    /** Says the same as the picture. */
    label: string;
  };
}

interface Piece extends TrackSpan {
  kind: 'carried' | 'stopped' | 'straight';
  text: string;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

const piecesOf = ({ signaling, gaps, direct }: TwoTracksPicture): Piece[] => [
  ...signaling.map(({ from, to }): Piece => ({ kind: 'carried', from, to, text: '' })),
  ...gaps.map(({ from, to, text }): Piece => ({ kind: 'stopped', from, to, text })),
  ...direct.map(({ from, to }): Piece => ({ kind: 'straight', from, to, text: '' })),
];

/** Draws both tracks and the head into `container`. */
export function renderTwoTracks(container: Element, picture: TwoTracksPicture): void {
  const track = select(container)
    .classed('two-tracks', true)
    .attr('role', 'img')
    .attr('aria-label', picture.words.label);
  track
    .selectAll<HTMLElement, Piece>('span')
    .data(piecesOf(picture))
    .join((enter) => enter.insert('span', 'i'))
    .attr('class', ({ kind }) => kind)
    .style('left', ({ from }) => percent(from))
    .style('width', ({ from, to }) => percent(to - from))
    .text(({ text }) => text);
  track.selectAll('i').data([picture.head]).join('i').attr('class', 'playhead').style('left', percent);
}
