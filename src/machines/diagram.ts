import type { AnyStateMachine } from 'xstate';

/** A machine as a picture needs it: names only. */
export interface Diagram {
  nodes: string[];
  edges: { from: string; event: string; to: string }[];
}

/** Reads nodes and edges from a machine's definition: `{ from: 'stable', event: 'setLocal(offer)', to: 'have-local-offer' }`. */
export function diagramOf(machine: AnyStateMachine): Diagram {
  const states = Object.values(machine.root.states);
  const edges = states.flatMap((state) =>
    [...state.transitions.values()]
      .flat()
      .flatMap((move) =>
        (move.target ?? []).map((target) => ({ from: state.key, event: move.eventType, to: target.key })),
      ),
  );
  return { nodes: states.map((state) => state.key), edges };
}
