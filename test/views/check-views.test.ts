// @vitest-environment happy-dom

import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { readChecks } from '#domain/ice/check-reading.ts';
import type { PeerName } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';
import { checks as words } from '#i18n/en/checks.ts';
import { renderCheckMatrix } from '#views/check-matrix.ts';
import { renderCheckTable } from '#views/check-table.ts';
import { announcedIn } from '#widgets/check-list/announced.ts';
import { matrixOf, tableOf } from '#widgets/check-list/pictures.ts';
import { ChecksRecord } from '#widgets/check-list/record.ts';

const fixture = (name: string): string => readFileSync(`test/fixtures/traces/${name}.json`, 'utf8');

let stage = document.createElement('div');
let body = document.createElement('tbody');
beforeEach(() => {
  stage = document.createElement('div');
  body = document.createElement('tbody');
});

/** Draws a recorded run as it was after so many moments, or at its end. */
function draw(name: string, peer: PeerName, cursor?: number, onChoose: (key: string) => void = () => {}): void {
  const { browser, events } = parseTrace(fixture(name));
  const record = new ChecksRecord(browser, events);
  const { run, moments } = record.of(peer);
  const t = moments.at((cursor ?? moments.length) - 1)?.t ?? 0;
  const reading = readChecks(run, t);
  const { key = '' } = reading.rows.find(({ reported }) => reported[0]?.selected) ?? {};
  renderCheckMatrix(stage, matrixOf(reading, announcedIn(record), key, words), onChoose);
  renderCheckTable(body, tableOf(reading, t - (run.start ?? 0), key, words), words);
}

const texts = (root: Element, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');

describe('the matrix of a run recorded in Chromium', () => {
  test('has A’s candidates as rows and B’s as columns, whichever end it is seen from', () => {
    draw('chromium-checks-relay', 'a');
    const heads = [texts(stage, '.row .type'), texts(stage, '.column .type')];
    expect(heads).toEqual([
      ['host', 'host', 'srflx', 'relay'],
      ['host', 'host', 'srflx', 'relay'],
    ]);
    const addresses = texts(stage, '.row .address');
    draw('chromium-checks-relay', 'b');
    expect(texts(stage, '.row .address')).toEqual(addresses);
    expect(addresses[0]).toMatch(/^\w{4}…\w{2}\.local:\d+$/);
  });

  test('says over the whole row that a reflexive candidate makes no pair, and in each cell where it is the other end’s', () => {
    draw('chromium-checks-relay', 'a');
    expect(texts(stage, '.gap .title')).toEqual([words.gapTitle]);
    expect(stage.querySelectorAll('.cell.pruned').length).toBe(0);
    draw('chromium-checks-relay', 'b');
    expect(stage.querySelectorAll('.gap').length).toBe(0);
    expect(texts(stage, '.cell.pruned .note')[0]).toMatch(/^pruned: the same as \d+$/);
  });

  test('marks the pair in use, the model dashed beside what was reported', () => {
    draw('chromium-checks-relay', 'a');
    const [used, ...others] = stage.querySelectorAll('.cell.selected');
    expect(others).toEqual([]);
    expect(used && texts(used, '.pair-state .state-word')).toEqual(['in-progress', 'succeeded']);
    expect(used?.querySelector('.pair-state.model')?.classList.contains('in-progress')).toBe(true);
    expect(used?.getAttribute('aria-description')).toBe(
      'Pair 1, host to host: model in-progress, reported succeeded. nominated, selected',
    );
    expect(used?.getAttribute('aria-pressed')).toBe('true');
  });

  test('tells which pair the reader chose', () => {
    const chosen: string[] = [];
    draw('chromium-checks-relay', 'a', undefined, (key) => chosen.push(key));
    stage.querySelector<HTMLElement>('.cell.pair')?.click();
    expect(chosen).toHaveLength(1);
  });

  test('says of two candidates that make no pair that nothing tells their family', () => {
    draw('chromium-checks-relay', 'b');
    expect(new Set(texts(stage, '.cell.none .note'))).toEqual(new Set([words.noPair.hidden]));
  });

  test('has no button where nothing can be chosen', () => {
    const { browser, events } = parseTrace(fixture('chromium-checks-relay'));
    const record = new ChecksRecord(browser, events);
    const reading = readChecks(record.of('a').run, Number.POSITIVE_INFINITY);
    renderCheckMatrix(stage, matrixOf(reading, announcedIn(record), '', words));
    expect(stage.querySelectorAll('.cell.pair').length).toBe(7);
    expect(stage.querySelectorAll('button, [aria-pressed], [aria-description]').length).toBe(0);
  });

  test('drawn twice is the same, and after going back as if it had never been further', () => {
    draw('chromium-checks-relay', 'a', 3);
    const before = [stage.innerHTML, body.innerHTML];
    draw('chromium-checks-relay', 'a');
    expect(stage.innerHTML).not.toBe(before[0]);
    draw('chromium-checks-relay', 'a', 3);
    expect([stage.innerHTML, body.innerHTML]).toEqual(before);
  });
});

describe('the table', () => {
  test('has every digit of a priority, in the order of the checks', () => {
    draw('chromium-checks-host', 'a');
    expect(texts(body, 'td.priority')).toEqual(['9,079,312,923,804,853,758', '9,079,290,933,572,287,998']);
    expect(texts(body, 'td.rank')).toEqual(['1', '2']);
  });

  test('says when each check is due, and once it was, sent', () => {
    draw('chromium-checks-host', 'a', 2);
    expect(texts(body, 'td.model small')).toEqual(['sent 0 ms', 'due 50 ms']);
    expect(texts(body, 'td.reported .state-word')).toEqual(Array(2).fill(words.notAsked));
  });

  test('in Firefox names what was cancelled, and the pair in use by its flags', () => {
    draw('firefox-checks-relay', 'a');
    expect(texts(body, 'td.reported .state-word').filter((text) => text === 'cancelled').length).toBe(3);
    expect(texts(body, 'tr.selected .flag')).toEqual(['nominated', 'selected']);
  });

  test('turns A and B round when it is seen from B', () => {
    draw('firefox-checks-relay', 'b');
    const [first] = texts(body, 'tr:nth-child(4) td.pair');
    draw('firefox-checks-relay', 'a');
    expect([first, texts(body, 'tr:nth-child(5) td.pair')[0]]).toEqual(['host → relay', 'relay → host']);
  });
});
