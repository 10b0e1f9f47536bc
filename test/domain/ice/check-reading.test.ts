import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Moment, momentsOf } from '#domain/ice/check-moments.ts';
import { checksOf, readChecks } from '#domain/ice/check-reading.ts';
import type { CheckRow } from '#domain/ice/check-rows.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';

const recorded = (name: string): TraceEvent[] => {
  const text = readFileSync(new URL(`../../fixtures/traces/${name}.json`, import.meta.url), 'utf8');
  return parseTrace(text).events;
};

const atEnd = (name: string, peer: PeerName) => {
  const events = recorded(name);
  return readChecks(checksOf(events, peer), events.at(-1)?.t ?? 0);
};

/** A row as `host>srflx model in-progress, reported succeeded nominated selected`. */
function told({ local, remote, model, reported, absence }: CheckRow): string {
  const [first] = reported;
  const flags = `${first?.nominated ? ' nominated' : ''}${first?.selected ? ' selected' : ''}`;
  return `${local.type}>${remote.type} ${model?.state}, ${first ? `${first.state}${flags}` : absence}`;
}

describe('what Chromium reported of a run with relayed candidates', () => {
  it('at A: two pairs nominated, the better one in use, no relayed candidate with a name, none of two families', () => {
    expect(atEnd('chromium-checks-relay', 'a').rows.map(told)).toEqual([
      'host>host in-progress, succeeded nominated selected',
      'host>host in-progress, waiting',
      'host>srflx in-progress, succeeded nominated',
      'host>relay in-progress, waiting',
      'relay>host in-progress, relay-with-name',
      'relay>srflx in-progress, waiting',
      'relay>relay in-progress, waiting',
    ]);
  });

  it('at B: the pair nominated first is still in use', () => {
    const { rows, role } = atEnd('chromium-checks-relay', 'b');
    expect(role).toBe('controlled');
    expect(rows.filter(({ reported }) => reported[0]?.nominated).map(told)).toEqual([
      'host>host in-progress, succeeded nominated',
      'host>srflx in-progress, succeeded nominated selected',
    ]);
  });

  it('a reflexive candidate of A makes no pair of its own, whose base the page is not told', () => {
    const { pruned, locals } = atEnd('chromium-checks-relay', 'a');
    const srflx = locals.find(({ type }) => type === 'srflx');
    expect(pruned.map(({ local }) => local.id)).toEqual(Array(3).fill(srflx?.id));
    expect(locals.find(({ id }) => id === srflx?.base)?.port).toBe(srflx?.port);
  });

  it('pairs a second transport would have stay frozen but for those whose twin has succeeded', () => {
    const { second } = atEnd('chromium-checks-relay', 'a');
    expect(second.filter(({ state }) => state !== 'frozen').map(({ rank }) => rank)).toEqual([1, 3]);
  });
});

describe('what Firefox reported', () => {
  it('with relayed candidates: one pair in use, others cancelled, and an active TCP candidate in no pair', () => {
    const { rows, locals } = atEnd('firefox-checks-relay', 'a');
    expect(rows.filter(({ reported }) => reported.length > 0).map(told)).toEqual([
      'host>host in-progress, cancelled',
      'host>host waiting, cancelled',
      'host>srflx waiting, succeeded nominated selected',
      'relay>relay waiting, cancelled',
    ]);
    expect(locals.filter(({ transport }) => transport === 'tcp').map(({ tcpType }) => tcpType)).toEqual([
      'active',
      'active',
    ]);
    expect(rows.some(({ local }) => local.transport === 'tcp')).toBe(false);
  });

  it('at B: a pair nominated before it has answered, as in RFC 5245 §8.1.1.2', () => {
    const { rows } = atEnd('firefox-checks-relay', 'b');
    expect(rows.filter(({ reported }) => reported[0]?.nominated).map(told)).toContain(
      'host>host waiting, waiting nominated',
    );
  });

  it('under the name of a peer-reflexive candidate, where the request came before the name was resolved', () => {
    const { rows } = atEnd('firefox-checks-host', 'b');
    expect(
      rows
        .filter(({ reflexive }) => reflexive)
        .map(({ reflexive, local, remote }) => [reflexive, local.type, remote.type]),
    ).toEqual([['remote', 'host', 'host']]);
  });
});

describe.each(['chromium', 'firefox'])('the moments of a run in %s', (browser) => {
  const run = checksOf(recorded(`${browser}-checks-relay`), 'a');
  const moments = momentsOf(run);
  const times = moments.map(({ t }) => t - (run.start ?? 0));

  it('begin when the candidates have been handed over, and never go back', () => {
    expect(moments[0]).toMatchObject({
      kind: 'formed',
      remotes: run.arrivals.filter(({ end }) => end === 'remote').length,
    });
    expect(times).toEqual(times.toSorted((one, two) => one - two));
  });

  it('send the model’s checks 50 ms apart, the highest pair first (RFC 8445 §6.1.4.2)', () => {
    const sent = moments.filter((moment): moment is Moment & { kind: 'sent' } => moment.kind === 'sent');
    expect(sent.map(({ t }) => Math.round(t - (run.start ?? 0)))).toEqual(sent.map((_, index) => index * 50));
    const { rows } = readChecks(run, run.start ?? 0);
    expect(sent.map(({ key }) => key)).toEqual(rows.map(({ key }) => key));
  });

  it('tell of nothing before the first check: every pair waits, and getStats has not been asked', () => {
    const { rows } = readChecks(run, run.start ?? 0);
    expect(new Set(rows.map(({ model }) => model?.state))).toEqual(new Set(['waiting']));
    expect(new Set(rows.map(({ absence }) => absence))).toEqual(new Set(['not-asked']));
  });

  it('give no reason for the absence of a pair that is reported later', () => {
    const first = moments.find(({ kind }) => kind === 'reported');
    const rows = (t: number) => readChecks(run, t).rows;
    const reasons = rows((first?.t ?? 0) - 0.01).map(({ absence }) => absence);
    expect(reasons.filter((reason) => reason !== 'not-asked' && reason !== 'not-yet')).toEqual([]);
  });

  it('report the pair in use once, or again when it changes', () => {
    const selected = moments.flatMap((moment) =>
      moment.kind === 'reported' ? moment.changes.filter(({ what }) => what === 'selected') : [],
    );
    expect(selected.length).toBe(browser === 'chromium' ? 2 : 1);
  });
});

it('a trace without checks has no pair and no moment', () => {
  const run = checksOf(
    recorded('chromium-data').filter(({ type }) => type !== 'call'),
    'a',
  );
  expect([run.start, momentsOf(run), readChecks(run, 1000).rows]).toEqual([undefined, [], []]);
});

it('a trace whose samples name no candidates shows the model alone', () => {
  const events = recorded('chromium-data');
  const { rows } = readChecks(checksOf(events, 'a'), events.at(-1)?.t ?? 0);
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map(({ absence }) => absence))).toEqual(new Set(['not-asked']));
});
