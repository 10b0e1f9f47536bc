// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTrace } from '#domain/trace-file.ts';
import { en } from '#i18n/en.ts';
import { renderCandidateLanes } from '#views/candidate-lanes.ts';
import { renderCandidatePriority } from '#views/candidate-priority.ts';
import { priorityPicture } from '#widgets/candidate-gathering/candidate-pictures.ts';
import { lanesPicture } from '#widgets/candidate-gathering/lanes-picture.ts';
import { momentOf } from '#widgets/candidate-gathering/moment.ts';

const { problems, log, logEmpty, logMore, copied, copyFailed, unknownBrowser, share } = en.bench;
const { pasteShown } = en.gathering;
const trace = { problems, log, logEmpty, logMore, copied, copyFailed, unknownBrowser, pasteShown };
const words = { ...en.gathering, trace, share };

const names = ['chromium', 'firefox'].flatMap((browser) =>
  ['host', 'relay'].map((kind) => `${browser}-checks-${kind}`),
);

describe.each(names)('what %s gathered, as it was recorded', (name) => {
  const { events } = parseTrace(readFileSync(`test/fixtures/traces/${name}.json`, 'utf8'));

  test('is drawn at every moment, each candidate a card from its event on', () => {
    const stage = document.createElement('div');
    for (let count = 0; count <= events.length; count++) {
      const found = events.slice(0, count).filter((event) => event.type === 'candidate' && event.peer === 'a');
      const announced = found.filter((event) => event.type === 'candidate' && event.candidate);
      renderCandidateLanes(stage, lanesPicture(momentOf(events, count), words), () => {});
      expect(stage.querySelectorAll('button.candidate')).toHaveLength(announced.length);
    }
  });

  test('has priorities whose three parts add up to them', () => {
    const { gathering } = momentOf(events, events.length);
    expect(gathering.candidates.length).toBeGreaterThan(0);
    for (const { candidate } of gathering.candidates) {
      const stage = document.createElement('div');
      const picture = priorityPicture(candidate, gathering, words);
      expect(Number.parseInt(picture.parts.map((part) => part.bits).join(''), 2)).toBe(candidate.priority);
      renderCandidatePriority(stage, picture);
      expect(stage.textContent).toContain(picture.sum.total);
      expect(Number(picture.sum.total.replaceAll(',', ''))).toBe(candidate.priority);
    }
  });
});
