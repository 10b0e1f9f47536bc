// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { renderTranscript, type TranscriptLine } from '#views/transcript.ts';
import { markup } from '../traces.ts';

let list = document.createElement('ol');
const line = (index: number, part: Partial<TranscriptLine> = {}): TranscriptLine => ({
  index,
  time: `${index}.0 ms`,
  peer: 'a',
  name: 'A',
  text: `event ${index}`,
  bad: false,
  ...part,
});
const fresh = (lines: readonly TranscriptLine[]): string => {
  const other = document.createElement('ol');
  renderTranscript(other, lines);
  return other.innerHTML;
};

beforeEach(() => {
  list = document.createElement('ol');
});

describe('the transcript', () => {
  test('is a line for each event: when, who, what', () => {
    renderTranscript(list, [line(0), line(1, { peer: 'b', name: 'B', bad: true })]);
    expect(
      [...list.children].map((item) => [item.className, ...[...item.children].map((part) => part.textContent)]),
    ).toEqual([
      ['a', '0.0 ms', 'A', 'event 0'],
      ['b bad', '1.0 ms', 'B', 'event 1'],
    ]);
  });

  test('drawn twice is drawn once', () => {
    renderTranscript(list, [line(0), line(1)]);
    const once = list.innerHTML;
    renderTranscript(list, [line(0), line(1)]);
    expect(list.innerHTML).toBe(once);
  });

  test('forgets what was drawn before: lines that came, went, and were of another run', () => {
    const rounds = [
      [line(0), line(1)],
      [line(1), line(2), line(3)],
      [line(0, { text: 'another run', bad: true }), line(1), line(2, { peer: 'b', name: 'B' })],
      [],
      [line(5)],
    ];
    for (const lines of rounds) {
      renderTranscript(list, lines);
      expect(list.innerHTML).toBe(fresh(lines));
    }
  });

  test('a line that stays is the same element, so that a reader is told of new lines alone', () => {
    renderTranscript(list, [line(0), line(1)]);
    const kept = list.children[1];
    renderTranscript(list, [line(1), line(2)]);
    expect(list.children[0]).toBe(kept);
  });

  test('takes the place of lines that the page had written', () => {
    list.append(document.createElement('li'), document.createElement('li'));
    renderTranscript(list, [line(0)]);
    expect(list.innerHTML).toBe(fresh([line(0)]));
  });

  test.each(['time', 'name', 'text'] as const)('shows markup in its %s as text', (field) => {
    renderTranscript(list, [line(0, { [field]: markup })]);
    expect(list.querySelectorAll('img, script').length).toBe(0);
    expect(list.textContent).toContain(markup);
  });
});
