import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DiffRow, diffDescriptions } from '#domain/sdp/diff.ts';
import { parseSessionDescription } from '#domain/sdp/session-description.ts';
import { randomSdp, seeded } from './random-sdp.ts';

const diff = (before: string, after: string): readonly DiffRow[] =>
  diffDescriptions(parseSessionDescription(before), parseSessionDescription(after));

const shown = (rows: readonly DiffRow[]): string[] =>
  rows
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, line, was }) => `${kind} ${line.text}${was ? ` was ${was.text}` : ''}`);

const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/sdp/${name}`, import.meta.url), 'utf8');

const head = 'v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nt=0 0\n';
const audio = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\nc=IN IP4 0.0.0.0\na=mid:0\n';
const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\nc=IN IP4 0.0.0.0\na=mid:1\n';

describe('the difference of two descriptions', () => {
  it('of the same is nothing', () => {
    expect(shown(diff(head + audio, head + audio))).toEqual([]);
  });

  it('knows a changed line for the same line', () => {
    const offer = `${head}${audio}a=setup:actpass\na=sendrecv\n`;
    const answer = `${head}${audio}a=setup:active\na=recvonly\n`;
    expect(shown(diff(offer, answer))).toEqual([
      'changed a=setup:active was a=setup:actpass',
      'changed a=recvonly was a=sendrecv',
    ]);
  });

  it('shows a removed line where it stood', () => {
    const rows = diff(`${head}${audio}a=rtcp-mux\na=sendrecv\n`, `${head}${audio}a=sendrecv\n`);
    expect(rows.slice(-2).map(({ kind, line }) => [kind, line.text])).toEqual([
      ['removed', 'a=rtcp-mux'],
      ['same', 'a=sendrecv'],
    ]);
  });

  it('makes nothing of another order', () => {
    const one = `${head}${audio}a=rtcp-mux\na=sendrecv\n`;
    const other = `${head}${audio}a=sendrecv\na=rtcp-mux\n`;
    expect(shown(diff(one, other))).toEqual([]);
  });

  it('matches sections by mid, and a new section is added whole', () => {
    expect(shown(diff(head + audio, head + audio + video))).toEqual(
      video
        .trimEnd()
        .split('\n')
        .map((line) => `added ${line}`),
    );
  });

  it('removes a section whole', () => {
    expect(shown(diff(head + audio + video, head + audio))).toEqual(
      video
        .trimEnd()
        .split('\n')
        .map((line) => `removed ${line}`),
    );
  });

  it('counts repeated lines', () => {
    expect(shown(diff(`${head}a=x\na=x\n`, `${head}a=x\n`))).toEqual(['removed a=x']);
  });

  it('of an offer before and after gathering is its candidates and what follows from them', () => {
    const rows = shown(diff(fixture('chromium-data-offer.sdp'), fixture('chromium-data-local.sdp')));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => /^(added a=candidate|changed (c=|m=|a=rtcp))/.test(row))).toBe(true);
  });

  it('holds every line of both exactly once', () => {
    const random = seeded(3264);
    for (let i = 0; i < 200; i++) {
      const before = parseSessionDescription(randomSdp(random));
      const after = parseSessionDescription(randomSdp(random));
      const rows = diffDescriptions(before, after);
      expect(rows.filter(({ kind }) => kind !== 'removed').map(({ line }) => line.text)).toEqual(
        after.lines.map(({ text }) => text),
      );
      const matched = rows.filter(({ kind }) => kind === 'same' || kind === 'changed').length;
      const removed = rows.filter(({ kind }) => kind === 'removed').length;
      expect(matched + removed).toBe(before.lineCount);
    }
  });

  it('of two that have nothing in common ends soon', () => {
    const many = (name: string): string => head + Array.from({ length: 1e5 }, (_, i) => `a=${name}${i}\n`).join('');
    expect(diff(many('x'), many('y'))).toHaveLength(2e5 + 4);
  });
});
