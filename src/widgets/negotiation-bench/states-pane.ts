import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { diagramOf } from '#machines/diagram.ts';
import { signalingStateMachine } from '#machines/signaling.ts';
import { type DiagramEdge, renderStateDiagram } from '#views/state-diagram.ts';
import { named, write } from '#widgets/parts.ts';
import type { BenchWords } from './bench-words.ts';
import type { Moment } from './inspector.ts';
import { lastHappening } from './pictures.ts';

/** The machine's own states and moves; self-moves and all. */
const diagram = diagramOf(signalingStateMachine);
const nodes = diagram.nodes.map((id) => ({ id }));

/** The move that the last step made, if it made one. */
export function moveTaken({ run, cursor }: Moment): { peer: PeerName; edge: DiagramEdge } | undefined {
  const last = lastHappening(run, cursor);
  if (!last || last.exception) return undefined;
  const { step, begin } = last;
  const from = run.index.at(begin)[step.peer].signalingState;
  const to = run.index.at(cursor)[step.peer].signalingState;
  const edge = diagram.edges.find((each) => each.from === from && each.to === to && each.event === step.kind);
  return edge && { peer: step.peer, edge };
}

/** The signaling states of both peers in one diagram of the standard's machine. */
export class StatesPane {
  readonly #root: HTMLElement;
  readonly #words: BenchWords;

  constructor(root: HTMLElement, words: BenchWords) {
    this.#root = root;
    this.#words = words;
  }

  draw(moment: Moment): void {
    const { a, b } = moment.run.index.at(moment.cursor);
    const current = { a: a.signalingState, b: b.signalingState };
    const text = fill(this.#words.statesText, current);
    const container = named(this.#root, 'diagram');
    renderStateDiagram(container, {
      width: container.clientWidth - 16,
      nodes,
      edges: diagram.edges,
      current,
      taken: moveTaken(moment),
      possible: diagram.edges.filter(({ from }) => from === current.a || from === current.b),
      words: { label: this.#words.statesLabel, text, fromEvery: this.#words.fromEvery },
    });
    write(named(this.#root, 'diagram-text'), `${text} ${this.#words.statesLabel}`);
  }
}
