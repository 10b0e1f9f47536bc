import { expect, test } from '@playwright/test';
import { predictPath } from '#domain/nat/path.ts';
import { BrowserBehind } from '../nat/browser-behind.ts';
import { connect, hangUp, type PathKind, settledKind, talk } from '../nat/call.ts';
import { type Classic, classic, rulesOf, udpBlocked } from '../nat/linux-nat.ts';
import { TwoNetworks, whyNoNamespaces } from '../nat/namespaces.ts';
import { RelayBetween } from '../nat/relay-between.ts';

/** What stands before a browser: a NAT of a type, or one that lets no UDP through. */
type Router = Classic | 'UDP blocked';

const types = Object.keys(classic) as Classic[];
const routers: Router[] = [...types, 'UDP blocked'];
const rows = routers.flatMap((a) => types.map((b) => [a, b] as const));

const predicted = (a: Router, b: Classic): PathKind =>
  a === 'UDP blocked' ? 'relay' : predictPath(classic[a], classic[b]);

const why = whyNoNamespaces();
test.skip(why !== undefined, `no real NATs here: ${why}`);
test.describe.configure({ mode: 'serial' });

test.describe('two Chromiums behind real Linux NATs', () => {
  let networks: TwoNetworks;
  let relay: RelayBetween;
  let a: BrowserBehind;
  let b: BrowserBehind;

  test.beforeAll(async () => {
    networks = new TwoNetworks();
    relay = await RelayBetween.start(networks);
    [a, b] = await Promise.all([BrowserBehind.start(networks, 'a'), BrowserBehind.start(networks, 'b')]);
  });
  test.afterAll(async () => {
    await Promise.all([a?.end(), b?.end(), relay?.end()]);
    networks?.remove();
  });

  for (const [before, behind] of rows) {
    test(`${before} and ${behind}: ${predicted(before, behind)}, as the model says`, async () => {
      networks.setRules('a', before === 'UDP blocked' ? udpBlocked('a') : rulesOf(before, 'a'));
      networks.setRules('b', rulesOf(behind, 'b'));
      await connect(a, b, relay.iceServers());
      const kinds = async (): Promise<(PathKind | undefined)[]> => {
        await talk(a);
        return [await settledKind(a), await settledKind(b)];
      };
      await expect.poll(kinds).toEqual([predicted(before, behind), predicted(before, behind)]);
      await hangUp(a, b);
    });
  }
});
