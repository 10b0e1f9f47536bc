import type { Round } from './connect.page.ts';
import { type Figure, figureOf, quantile } from './figure.ts';
import { launchChromium, withSources } from './page.ts';

const rounds = 7;

/** Pairs of each kind in a round: Chromium refuses more once some hundreds await collection, so each round has its context. */
const samples = 40;

/** Pairs before them that do not count: what compiles and loads does so then. */
const warmUp = 10;

/** The time to connect a pair that is recorded, against one that is not. */
export async function* figures(): AsyncGenerator<Figure> {
  const browser = await launchChromium();
  try {
    const measured: Round[] = [];
    for (let round = -1; round < rounds; round++) {
      const result = await withSources(browser, (page) =>
        page.evaluate(
          async ([module, warmUp, count]) => {
            const { connectInTurn }: typeof import('./connect.page.ts') = await import(module);
            await connectInTurn(warmUp);
            return connectInTurn(count);
          },
          ['/test/bench/connect.page.ts', warmUp, samples] as const,
        ),
      );
      if (round >= 0) measured.push(result);
    }
    for (const [label, q, limit] of [
      ['p50', 0.5, 1.05],
      ['p95', 0.95, 1.1],
    ] as const) {
      const pairs = measured.map(({ recorded, bare }) => ({ a: quantile(recorded, q), b: quantile(bare, q) }));
      yield figureOf({ name: `connect through the recorder / bare, ${label}`, limit, unit: 'ms' }, pairs);
    }
  } finally {
    await browser.close();
  }
}
