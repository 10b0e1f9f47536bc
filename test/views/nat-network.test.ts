// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { natBehaviours } from '#domain/nat/behaviour.ts';
import { runNetwork } from '#domain/nat/run.ts';
import { wordsOf } from '#i18n/words.ts';
import { renderNatNetwork } from '#views/nat-network.ts';
import { type NetworkPlan, networkPlans } from '#views/nat-network-plan.ts';
import { networkShapes } from '#views/nat-network-shapes.ts';
import { linesOf } from '#views/nat-shapes.ts';
import { networkPicture } from '#widgets/nat-lab/network-picture.ts';

const { natLab: words } = wordsOf('en');
const [full] = natBehaviours;
const portRestricted = natBehaviours[2];
const symmetric = natBehaviours[8];
if (!full || !portRestricted || !symmetric) throw new Error('there are nine NATs');

const run = runNetwork({ a: portRestricted, b: symmetric, starts: 'a' });
const pictureAt = (at: number) => networkPicture({ run, at }, `step ${at}`, words);

/** Texts with where they stand. */
const textsIn = (plan: NetworkPlan, at: number) =>
  networkShapes(pictureAt(at), plan).flatMap((shape) => (shape.tag === 'text' ? [shape] : []));

describe('the picture of the network', () => {
  it('is drawn lying down and upright, under one sentence', () => {
    const stage = document.createElement('div');
    renderNatNetwork(stage, pictureAt(11));
    const pictures = [...stage.querySelectorAll('svg')];
    expect(pictures.map((svg) => svg.getAttribute('class'))).toEqual(['nat-network wide', 'nat-network narrow']);
    expect(pictures.map((svg) => svg.getAttribute('aria-label'))).toEqual(['step 11', 'step 11']);
  });

  it('is the same whether it was stepped to or drawn at once', () => {
    const stepped = document.createElement('div');
    for (let at = 0; at <= run.steps.length; at++) renderNatNetwork(stepped, pictureAt(at));
    renderNatNetwork(stepped, pictureAt(11));
    const atOnce = document.createElement('div');
    renderNatNetwork(atOnce, pictureAt(11));
    expect(stepped.innerHTML).toBe(atOnce.innerHTML);
  });

  it('has no hole in a wall before a row stands behind it, and one for what passes without', () => {
    const doors = (shown: ReturnType<typeof pictureAt>) =>
      networkShapes(shown, networkPlans.wide).flatMap(({ look }) => (look.startsWith('door') ? [look] : []));
    expect(doors(pictureAt(0))).toEqual(['door closed a', 'door closed b']);
    expect(doors(pictureAt(1))).toEqual(['door a', 'door closed b']);
    const blocked = runNetwork({ a: { ...full, blocksUdp: true }, b: full, starts: 'a' });
    const blockedAt = (at: number) => doors(networkPicture({ run: blocked, at }, '', words))[0];
    expect([blockedAt(0), blockedAt(1), blockedAt(2), blockedAt(3)]).toEqual([
      'door closed a',
      'door shut',
      'door a',
      'door closed a',
    ]);
  });

  it('shows what the relay sends on at the receiver, with the addresses of that hop', () => {
    const { packet } = pictureAt(15);
    expect(packet?.boxes.public).toMatchObject({ source: '198.51.100.4:3478', destination: '203.0.113.7:41000' });
    expect(packet?.boxes.a).toMatchObject({ look: 'now', destination: '192.168.1.10:50000' });
    expect(packet?.note).toContain('Data indication');
  });

  it('shows a refusal as two addresses under each other and a shut door', () => {
    const shapes = networkShapes(pictureAt(11), networkPlans.wide);
    expect(shapes.filter(({ look }) => look === 'door shut')).toHaveLength(1);
    const strong = textsIn(networkPlans.wide, 11).filter(({ look }) => /^value strong( bad)?$/.test(look));
    expect(strong.map(({ text }) => text)).toEqual([':61040', ':44398']);
    expect(new Set(strong.map(({ x }) => x)).size).toBe(1);
  });

  it.each(['wide', 'narrow'] as const)('keeps all its words within the %s frame at every step', (layout) => {
    const plan = networkPlans[layout];
    for (let at = 0; at <= run.steps.length; at++) {
      for (const { x, y, text } of textsIn(plan, at)) {
        expect([text, x >= 0 && x <= plan.width && y >= 10 && y <= plan.height]).toEqual([text, true]);
      }
    }
  });
});

it('a text is broken at its spaces, and Korean counts as wide', () => {
  expect(linesOf('no mapping for this destination', 12)).toEqual(['no mapping for this', 'destination']);
  expect(linesOf('이 목적지용 매핑이 없어 새 포트', 10)).toEqual(['이 목적지용 매핑이', '없어 새 포트']);
});
