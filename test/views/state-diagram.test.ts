// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { diagramOf } from '#machines/diagram.ts';
import { iceTransportStateMachine } from '#machines/ice-connection.ts';
import { signalingStateMachine } from '#machines/signaling.ts';
import { renderStateDiagram, type StateDiagramPicture } from '#views/state-diagram.ts';
import { narrowest, planOf } from '#views/state-diagram-plan.ts';

const { nodes, edges } = diagramOf(signalingStateMachine);
let stage = document.createElement('div');

function draw(part: Partial<StateDiagramPicture> = {}) {
  const current = part.current ?? { a: 'stable', b: 'stable' };
  renderStateDiagram(stage, {
    width: 400,
    nodes: nodes.map((id) => ({ id })),
    edges,
    current,
    possible: edges.filter(({ from }) => Object.values(current).includes(from)),
    words: { label: 'The machine.', text: 'Both are in stable.', fromEvery: '{event}, from every state' },
    ...part,
  });
}

const texts = (selector: string) => [...stage.querySelectorAll(selector)].map((each) => each.textContent);

beforeEach(() => {
  stage = document.createElement('div');
});

describe('the state diagram', () => {
  test('draws every state of the definition once', () => {
    draw();
    expect(texts('.state .name')).toEqual(nodes);
  });

  test('draws every move of the definition, and close once for all', () => {
    draw();
    const drawn = texts('.move').flatMap((text) =>
      text === 'rollback' ? ['setLocal(rollback)', 'setRemote(rollback)'] : [text],
    );
    const expected = edges.filter(({ event }) => event !== 'close').map(({ event }) => event);
    expect(drawn.sort()).toEqual([...expected, 'close, from every state'].sort());
  });

  test('moves from the states that the peers are in are possible, the others faint', () => {
    draw({ current: { a: 'have-local-offer', b: 'closed' } });
    expect(texts('.move.possible').sort()).toEqual(
      [
        'close, from every state',
        'rollback',
        'setLocal(offer)',
        'setRemote(answer)',
        'setRemote(offer)',
        'setRemote(pranswer)',
      ].sort(),
    );
  });

  test('the move just made is lit in the hue of its peer', () => {
    const edge = { from: 'stable', event: 'setRemote(offer)', to: 'have-remote-offer' };
    draw({ current: { a: 'have-local-offer', b: 'have-remote-offer' }, taken: { peer: 'b', edge } });
    expect(texts('.move.taken.b')).toEqual(['setRemote(offer)']);
    expect(stage.querySelectorAll('.way.taken.b')).toHaveLength(1);
  });

  test('each peer has a badge, in two states or in one', () => {
    draw({ current: { a: 'stable', b: 'have-remote-offer' } });
    expect(texts('.state.current .name')).toEqual(['stable', 'have-remote-offer']);
    draw();
    expect(texts('.badge')).toEqual(['A', 'B']);
    expect(texts('.state.a.b .name')).toEqual(['stable']);
  });

  test('a second drawing of the same is the same', () => {
    draw();
    const once = stage.innerHTML;
    draw();
    expect(stage.innerHTML).toBe(once);
  });

  test('says in words what it shows', () => {
    draw();
    expect(stage.querySelector('svg')?.getAttribute('aria-label')).toBe('The machine. Both are in stable.');
  });

  test('a state without a place is named', () => {
    const others = diagramOf(iceTransportStateMachine).nodes.map((id) => ({ id }));
    expect(() => draw({ nodes: others })).toThrow('no place for the state new');
  });
});

describe('its plan', () => {
  test.each([200, narrowest, 400, 560])('at %d px every box is inside, and none meets another', (width) => {
    const { boxes, width: drawn, height } = planOf(width);
    const all = [...boxes.values()];
    for (const box of all) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(drawn);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      const meets = all.filter(
        (other) =>
          other !== box &&
          other.x < box.x + box.width &&
          box.x < other.x + other.width &&
          other.y < box.y + box.height &&
          box.y < other.y + other.height,
      );
      expect(meets).toEqual([]);
    }
  });
});
