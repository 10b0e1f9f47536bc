// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { formatTrace, parseTrace } from '#domain/trace-file.ts';
import { en } from '#i18n/en.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { markup, randomTrace, recordedEvents, recordedText } from '../traces.ts';

const words = en.bench;
let shown: { browser: string; events: readonly TraceEvent[] }[] = [];
let controller = new AbortController();
let tools: TraceTools;

const find = <T extends HTMLElement>(selector: string): T => {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const said = () => find('[data-part=trace-said]').textContent;
const isOpen = () => !find('.paste').hidden;

function paste(text: string): void {
  find('[data-do=paste]').click();
  find<HTMLTextAreaElement>('textarea').value = text;
  find<HTMLFormElement>('form').requestSubmit();
}

beforeEach(() => {
  document.body.innerHTML = `
    <button data-do="paste" aria-expanded="false"></button>
    <form class="paste" hidden><textarea></textarea><button>Show it</button>
    <button type="button" data-do="cancel-paste"></button></form>
    <p data-part="trace-said"></p>`;
  shown = [];
  controller = new AbortController();
  tools = new TraceTools(document.body, words);
  tools.wire(controller.signal, (browser, events) => shown.push({ browser, events }));
});
afterEach(() => controller.abort());

describe('a trace that is pasted', () => {
  test('whole is shown, said, and leaves the box empty and closed', () => {
    paste(recordedText);
    const { browser, events } = parseTrace(recordedText);
    expect(shown).toEqual([{ browser, events }]);
    expect(said()).toBe(`Shown: ${events.length} events, recorded in ${browser}. Start over returns to a live run.`);
    expect([isOpen(), find<HTMLTextAreaElement>('textarea').value]).toEqual([false, '']);
  });

  test('is not spoken of any more once another run is shown', () => {
    paste(recordedText);
    tools.clear();
    expect(said()).toBe('');
  });

  test('of a browser without a name says so', () => {
    paste(formatTrace('', recordedEvents));
    expect(said()).toContain('recorded in an unnamed browser');
  });

  test('and cut off is shown as far as it goes, says so, and stays in the box', () => {
    const cut = recordedText.split('\n').slice(0, 11).join('\n');
    paste(cut);
    expect(shown[0]?.events.length).toBe(10);
    expect(said()).toBe(`This trace breaks off: 10 of ${recordedEvents.length} events are there. They are shown.`);
    expect([isOpen(), find<HTMLTextAreaElement>('textarea').value]).toEqual([true, cut]);
  });

  test('with a wrong event is shown up to it, and the event is named', () => {
    const lines = recordedText.split('\n');
    paste([...lines.slice(0, 3), '{"t":1e9,"peer":"c"},', ...lines.slice(3)].join('\n'));
    expect(shown[0]?.events.length).toBe(2);
    expect(said()).toContain('Event 3 is not understood: its field “peer”');
  });

  test.each([
    ['', words.problems.empty],
    ['v=0', words.problems['not-json']],
    ['{"answer":42}', words.problems['not-a-trace']],
    [
      recordedText.replace('"version":1', '"version":7'),
      'This trace is of version 7; this page reads version 1. Nothing of it is shown.',
    ],
  ])('and cannot be shown changes nothing, and says why (%#)', (text, sentence) => {
    paste(text);
    expect([shown, said(), isOpen()]).toEqual([[], sentence, true]);
  });

  test('with markup in it is told as text', () => {
    paste(formatTrace(markup, randomTrace(2, 9, markup)));
    expect(said()).toContain(markup);
    expect(document.querySelectorAll('img, script').length).toBe(0);
  });

  test('after the end of the widget is shown to nobody', () => {
    controller.abort();
    find<HTMLTextAreaElement>('textarea').value = recordedText;
    find<HTMLFormElement>('form').dispatchEvent(new Event('submit', { cancelable: true }));
    expect(shown).toEqual([]);
  });
});

describe('a trace that is copied', () => {
  test('names the browser that recorded it, and is read again as it was', async () => {
    await tools.copy('Firefox 153', recordedEvents);
    const text = await navigator.clipboard.readText();
    expect(parseTrace(text)).toEqual({ browser: 'Firefox 153', events: recordedEvents });
    expect(said()).toBe(`Copied: ${recordedEvents.length} events.`);
    expect(isOpen()).toBe(false);
  });

  test('on a page without a clipboard, as one without TLS, is in the box, and said to be', async () => {
    const allowing = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    await tools.copy('Firefox 153', recordedEvents);
    if (allowing) Object.defineProperty(navigator, 'clipboard', allowing);
    else Reflect.deleteProperty(navigator, 'clipboard');
    expect(find<HTMLTextAreaElement>('textarea').value).toBe(formatTrace('Firefox 153', recordedEvents));
    expect([isOpen(), said()]).toEqual([true, words.copyFailed]);
  });
});

describe('the box to paste into', () => {
  test('opens with the focus in it, and closes with the focus where it came from', () => {
    const opener = find('[data-do=paste]');
    opener.click();
    expect([isOpen(), opener.getAttribute('aria-expanded')]).toEqual([true, 'true']);
    expect(document.activeElement).toBe(find('textarea'));
    find('[data-do=cancel-paste]').click();
    expect([isOpen(), opener.getAttribute('aria-expanded')]).toEqual([false, 'false']);
    expect(document.activeElement).toBe(opener);
  });

  test('that the page has not written is named', () => {
    find('textarea').remove();
    expect(() => new TraceTools(document.body, words)).toThrow('body has no .paste textarea.');
  });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153'],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Chromium 156',
  ],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15', 'Safari 26'],
  ['something else', ''],
])('%s is %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
