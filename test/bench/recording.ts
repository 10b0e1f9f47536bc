import { pageCredential } from '../media/raw-client.ts';
import { type Figure, figureOf, quantile } from './figure.ts';
import { launchChromium, withSources } from './page.ts';
import type { Round } from './recording.page.ts';
import { startMeasured } from './relay-load.ts';

const rounds = 7;

/** Pairs of each kind in a round: each round has its context, and a relayed connect takes some tenths of a second. */
const samples = 12;

/** Pairs before them that do not count: what compiles and loads does so then. */
const warmUp = 3;

/** The time to connect a relayed pair whose candidates and pairs are recorded, against one that is not. */
export async function* figures(): AsyncGenerator<Figure> {
  const browser = await launchChromium();
  const relay = await startMeasured('trickle');
  const { username, password } = pageCredential();
  const servers = [{ urls: `turn:127.0.0.1:${relay.port}?transport=udp`, username, credential: password }];
  try {
    const measured: Round[] = [];
    for (let round = -1; round < rounds; round++) {
      const result = await withSources(browser, (page) =>
        page.evaluate(
          async ([module, servers, warmUp, count]) => {
            const { relayInTurn }: typeof import('./recording.page.ts') = await import(module);
            await relayInTurn(servers, warmUp);
            return relayInTurn(servers, count);
          },
          ['/test/bench/recording.page.ts', servers, warmUp, samples] as const,
        ),
      );
      if (round >= 0) measured.push(result);
    }
    const pairs = measured.map(({ recorded, bare }) => ({ a: quantile(recorded, 0.5), b: quantile(bare, 0.5) }));
    yield figureOf(
      { name: 'relayed connect, candidates and pairs recorded / bare, p50', limit: 1.05, unit: 'ms' },
      pairs,
    );
  } finally {
    await relay.stop();
    await browser.close();
  }
}
