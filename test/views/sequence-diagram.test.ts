// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { Sequence } from '#domain/sequence.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { renderSequence, rowHeight, type SequencePicture, sequenceRowTop } from '#views/sequence-diagram.ts';
import { markup, randomTrace, recordedEvents, seeds } from '../traces.ts';

const words = { label: 'The sequence.', a: 'Peer A', b: 'Peer B', signaling: 'Signaling', now: 'now' };

/** The picture of a trace at a moment, in which lifelines are as long as they come. */
function pictureOf(
  events: readonly TraceEvent[],
  cursor: number,
  part: Partial<SequencePicture> = {},
): SequencePicture {
  const sequence = new Sequence();
  events.forEach((event, i) => {
    sequence.append(event, i);
  });
  const stretches = (peer: 'a' | 'b') =>
    sequence
      .segmentsAt(peer, cursor)
      .map(({ row, state }, i, all) => ({ from: row, to: all[i + 1]?.row ?? -1, state }));
  return {
    width: 800,
    rows: sequence.rows,
    first: 0,
    now: sequence.rowsAt(cursor),
    total: sequence.rows.length,
    cursor,
    planned: [],
    lifelines: { a: stretches('a'), b: stretches('b') },
    words,
    ...part,
  };
}

let stage = document.createElement('div');
const fresh = (picture: SequencePicture): string => {
  const other = document.createElement('div');
  renderSequence(other, picture);
  return other.innerHTML;
};
const all = (selector: string) => [...stage.querySelectorAll(selector)];
const classes = (selector: string) => all(selector).map((element) => element.getAttribute('class'));

beforeEach(() => {
  stage = document.createElement('div');
});

describe('the picture of a sequence', () => {
  test('drawn twice is drawn once', () => {
    const picture = pictureOf(recordedEvents, 40);
    renderSequence(stage, picture);
    const once = stage.innerHTML;
    renderSequence(stage, picture);
    expect(stage.innerHTML).toBe(once);
  });

  test.each(seeds(30))(
    'forgets what was drawn before: another run, another moment, another width (seed %i)',
    (seed) => {
      const one = randomTrace(seed, 60, 'chat');
      const two = randomTrace(seed + 1000, 60, 'other');
      const planned = [{ peer: 'a', label: 'createOffer()', kind: 'call' }] as const;
      const pictures = [
        pictureOf(one, 60, { width: seed % 2 ? 400 : 800, planned }),
        pictureOf(two, 60),
        pictureOf(two, seed),
        pictureOf(one, 30, { width: 400, planned: [{ peer: 'b', label: 'offer', kind: 'description' }] }),
        pictureOf(one, 31),
      ];
      for (const picture of pictures) {
        renderSequence(stage, picture);
        expect(stage.innerHTML).toBe(fresh(picture));
      }
    },
  );

  test('of a part in sight places its rows where they are in the whole', () => {
    const whole = pictureOf(recordedEvents, recordedEvents.length);
    renderSequence(stage, whole);
    const place = all('.rows g.row')[10]?.getAttribute('transform');
    renderSequence(stage, { ...whole, rows: whole.rows.slice(10, 14), first: 10 });
    expect(all('.rows g.row').length).toBe(4);
    expect(all('.rows g.row')[0]?.getAttribute('transform')).toBe(place);
  });

  test.each(['label', 'a', 'b', 'signaling', 'now'] as const)('says its %s as text', (name) => {
    renderSequence(stage, pictureOf(recordedEvents, 5, { words: { ...words, [name]: markup } }));
    expect(all('img, script')).toEqual([]);
    if (name === 'label') expect(all('svg.rows')[0]?.getAttribute('aria-label')).toBe(markup);
    else expect(stage.textContent).toContain(markup);
  });

  test('shows markup in a trace as text', () => {
    const picture = pictureOf(randomTrace(3, 200, markup), 200);
    const planned = [{ peer: 'a', label: markup, kind: 'call' }] as const;
    renderSequence(stage, { ...picture, planned, lifelines: { a: [{ from: 0, to: -1, state: markup }], b: [] } });
    expect(all('img, script')).toEqual([]);
    expect(all('text.name').some((text) => text.textContent?.includes(markup))).toBe(true);
    expect(all('text.state')[0]?.textContent).toBe(markup);
  });

  test('of nothing is two names and the line of now', () => {
    renderSequence(stage, pictureOf([], 0));
    expect(all('.rows g.row')).toEqual([]);
    expect(all('g.now text').map((text) => text.textContent)).toEqual(['now']);
    expect(stage.innerHTML).not.toContain('NaN');
  });
});

describe('a row', () => {
  const call: TraceEvent = { t: 0, peer: 'a', type: 'call', id: 1, method: 'createAnswer' };
  const state: TraceEvent = { t: 1, peer: 'a', type: 'state', attribute: 'dtlsState', value: 'new' };
  const refusal: TraceEvent = {
    t: 2,
    peer: 'a',
    type: 'exception',
    id: 1,
    method: 'createAnswer',
    name: 'InvalidStateError',
    message: '',
  };
  const events = [call, state, refusal];

  test.each<[number, string]>([
    [0, 'row call a future'],
    [1, 'row call a running newest'],
    [2, 'row call a running'],
    [3, 'row call a refused'],
  ])('after %i events is %s', (cursor, name) => {
    renderSequence(stage, pictureOf(events, cursor));
    expect(classes('.rows g.row')[0]).toBe(name);
  });

  test.each([0, 1, 2])('does not tell after %i events that its call will be refused', (cursor) => {
    renderSequence(stage, pictureOf(events, 3));
    expect(stage.textContent).toContain('✕ InvalidStateError');
    renderSequence(stage, pictureOf(events, cursor));
    expect(stage.textContent).not.toContain('InvalidStateError');
  });

  test('that was refused says so on a line of its own, so that it does not reach the other lifeline', () => {
    renderSequence(stage, pictureOf(events, 3));
    const [label, exception] = all('.rows g.refused text tspan');
    expect(label?.textContent).toBe('createAnswer()');
    expect([exception?.textContent, exception?.getAttribute('x')]).toEqual(['✕ InvalidStateError', '152']);
  });

  test('that sets a description is marked as one that changes state', () => {
    renderSequence(stage, pictureOf(recordedEvents, recordedEvents.length));
    const changes = all('.rows g.changes').map((row) => row.textContent);
    expect(changes).toEqual([
      'setLocalDescription(offer)',
      'setRemoteDescription(offer)',
      'setLocalDescription(answer)',
      'setRemoteDescription(answer)',
    ]);
  });

  test('lies below the line of now when it has not come yet', () => {
    const picture = pictureOf(recordedEvents, 12);
    renderSequence(stage, picture);
    const y = (element: Element | undefined): number =>
      Number(/,([\d.]+)\)/.exec(element?.getAttribute('transform') ?? '')?.[1]);
    const now = y(all('g.now')[0]);
    const rows = all('.rows g.row').map(y);
    expect(rows.filter((place) => place < now).length).toBe(picture.now);
    expect(rows).toEqual([...rows].sort((one, two) => one - two));
    expect(sequenceRowTop(1) - sequenceRowTop(0)).toBe(rowHeight);
  });

  test('that is planned lies below all others', () => {
    const picture = pictureOf(recordedEvents, recordedEvents.length, {
      planned: [{ peer: 'b', label: 'close()', kind: 'call' }],
    });
    renderSequence(stage, picture);
    expect(classes('.plan g')).toEqual(['row call b future planned']);
    expect(all('.plan g')[0]?.textContent).toBe('close()');
  });
});

describe('a lifeline', () => {
  test('is a stretch for each state, named beside it where there is room', () => {
    const picture = pictureOf(recordedEvents, recordedEvents.length);
    renderSequence(stage, picture);
    expect(all('text.state').map((text) => text.textContent)).toEqual([
      'have-local-offer',
      'stable',
      'have-remote-offer',
      'stable',
    ]);
    expect(classes('rect.life')).toEqual(['life a busy', 'life a stable', 'life b busy', 'life b stable']);
    renderSequence(stage, { ...picture, width: 390 });
    expect(all('text.state')).toEqual([]);
    expect(all('rect.life').length).toBe(4);
  });

  test('has its names above its stretches, however they came', () => {
    for (const cursor of [5, 30, 9, recordedEvents.length]) renderSequence(stage, pictureOf(recordedEvents, cursor));
    const order = all('g.lifelines > *').map(({ tagName }) => tagName.toLowerCase());
    expect(order).toEqual(['line', 'rect', 'rect', 'rect', 'rect', 'text', 'text', 'text', 'text']);
  });
});
