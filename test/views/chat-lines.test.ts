// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { type ChatLine, renderChatLines } from '#views/chat-lines.ts';

let stage = document.createElement('ol');
const question: ChatLine = {
  kind: 'text',
  key: '1',
  from: 'a',
  name: 'A',
  text: 'still there?',
  note: '13.02 s · acknowledged in 1.0 ms',
};
const reply: ChatLine = { kind: 'text', key: '2', from: 'b', name: 'B', text: 'still here', note: '13.31 s' };
const cut: ChatLine = { kind: 'separator', key: 'cut', tone: 'bad', text: 'signaling cut' };
const items = () => [...stage.querySelectorAll('li')];

beforeEach(() => {
  stage = document.createElement('ol');
});

describe('the chat', () => {
  test('has a line for each text, with who wrote it and when', () => {
    renderChatLines(stage, [question, reply]);
    expect(items().map(({ className }) => className)).toEqual(['said a', 'said b']);
    expect([...(items()[0]?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
      'A',
      'still there?',
      '13.02 s · acknowledged in 1.0 ms',
    ]);
  });

  test('says where signaling stopped', () => {
    renderChatLines(stage, [question, cut, reply]);
    expect(items()[1]?.className).toBe('separator bad');
    expect(items()[1]?.textContent).toBe('signaling cut');
  });

  test('shows markup as it was written', () => {
    renderChatLines(stage, [{ ...question, text: '<b>bold</b><script>alert(1)</script>' }]);
    expect(stage.querySelector('p')?.textContent).toBe('<b>bold</b><script>alert(1)</script>');
    expect(stage.querySelector('p')?.children.length).toBe(0);
  });

  test('drawn after other lines is as if it was drawn at once', () => {
    for (const lines of [[question], [question, cut, reply], [reply, question], []]) {
      renderChatLines(stage, lines);
      const fresh = document.createElement('ol');
      renderChatLines(fresh, lines);
      expect(stage.innerHTML).toBe(fresh.innerHTML);
    }
  });
});
