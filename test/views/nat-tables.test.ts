// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { doorwayOf, passThrough } from '#domain/nat/doorway.ts';
import { wordsOf } from '#i18n/words.ts';
import { renderNatMap } from '#views/nat-map.ts';
import { renderNatTables } from '#views/nat-tables.ts';
import { natTables } from '#widgets/nat-rows.ts';

const { tables } = wordsOf('en').natLab;
const behaviour = { mapping: 'endpoint-independent', filtering: 'address-and-port-dependent' } as const;
const rowsOf = (stage: Element) =>
  [...stage.querySelectorAll('tbody tr')].map((row) => [
    row.className,
    ...[...row.children].map((cell) => cell.textContent),
  ]);

it('an empty NAT has three tables, each of which says that it is empty', () => {
  const stage = document.createElement('div');
  renderNatTables(
    stage,
    natTables(doorwayOf(behaviour), 'A', { step: 0 }, tables, () => 'plain'),
  );
  expect([...stage.querySelectorAll('caption')].map(({ textContent }) => textContent)).toEqual([
    'Mappings: one for every destination',
    'Filters: A has sent there, so it may come in',
    'At the door',
  ]);
  expect(rowsOf(stage).map(([, text]) => text)).toEqual(['None yet.', 'None yet.', 'Nobody was turned away.']);
});

it('where UDP is blocked no table says that anyone comes in', () => {
  const blocked = { ...behaviour, filtering: 'endpoint-independent', blocksUdp: true } as const;
  const captions = natTables(doorwayOf(blocked), 'A', { step: 0 }, tables, () => 'plain').map(({ caption }) => caption);
  expect(captions.slice(0, 2)).toEqual(['Mappings: none, UDP is blocked', 'Filters: UDP is blocked, nobody comes in']);
});

it('what a packet made is lit, what let one in is marked, and what refused one is near', () => {
  const steps = passThrough(behaviour, [
    { direction: 'out', place: 'server' },
    { direction: 'in', place: 'server' },
    { direction: 'in', place: 'other-port' },
  ]);
  const stage = document.createElement('div');
  const drawn = steps.map(({ nat, passage }, index) => {
    const admittedBy =
      passage.kind === 'in' && passage.admission.by === 'contact' ? passage.admission.contact : undefined;
    const closest = passage.kind === 'refused' ? passage.refusal.closest : undefined;
    renderNatTables(
      stage,
      natTables(nat, 'A', { step: index + 1, admittedBy, closest }, tables, () => 'a'),
    );
    return rowsOf(stage).map(([state]) => state);
  });
  expect(drawn).toEqual([
    ['lit', 'lit', 'kept'],
    ['kept', 'used', 'kept'],
    ['kept', 'near', 'miss'],
  ]);
  expect(rowsOf(stage).at(-1)).toEqual(['miss', ':41000', '198.51.100.3:3479', 'refused, step 3']);
});

it('a cell of the map says in words what its mark says, and one alone takes the focus', () => {
  const table = document.createElement('table');
  table.innerHTML = '<tbody><tr><td><button></button></td><td><button></button></td></tr></tbody>';
  renderNatMap(table, {
    cells: [
      { index: 0, mark: 'D', label: 'A x, B y: direct' },
      { index: 1, mark: undefined, label: 'A x, B z: not run yet' },
    ],
    current: 1,
    focus: 1,
  });
  const [run, empty] = table.querySelectorAll('button');
  expect([run?.textContent, run?.getAttribute('aria-label'), run?.tabIndex]).toEqual(['D', 'A x, B y: direct', -1]);
  expect([empty?.textContent, empty?.getAttribute('aria-current'), empty?.tabIndex]).toEqual(['', 'true', 0]);
});
