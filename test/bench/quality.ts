import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromiumArguments, chromiumPath } from '../browsers.ts';
import { startSite, top } from '../server.ts';
import { type Figure, figureOf, median } from './figure.ts';

const pages = ['en', 'ko'].flatMap((language) => [`/${language}/`, `/${language}/signaling/offer-answer/`]);
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Times that Lighthouse looks at each page; its middle score counts. */
const looks = 3;

/** Lighthouse's four scores of the home page and of a lesson, in each language. */
export async function* figures(): AsyncGenerator<Figure> {
  const server = await startSite();
  try {
    for (const path of pages) {
      const scores: Record<string, number>[] = [];
      for (let look = 0; look < looks; look++) scores.push(await lighthouse(server.origin + path));
      for (const category of categories) {
        const a = median(scores.map((score) => score[category] ?? 0));
        const name = `Lighthouse ${category} of ${path} / 100`;
        yield figureOf({ name, limit: 0.95, bound: 'at least', unit: 'points' }, [{ a, b: 100 }]);
      }
    }
  } finally {
    await server.stop();
  }
}

/** Scores of a page from 0 to 100, by category. */
async function lighthouse(url: string): Promise<Record<string, number>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      `${top}/node_modules/lighthouse/cli/index.js`,
      url,
      '--quiet',
      '--output=json',
      `--only-categories=${categories}`,
      `--chrome-flags=--headless=new ${chromiumArguments.join(' ')}`,
    ],
    { cwd: top, maxBuffer: 64 * 2 ** 20, env: { ...process.env, ...(chromiumPath && { CHROME_PATH: chromiumPath }) } },
  );
  const report: { categories: Record<string, { score: number | null }> } = JSON.parse(stdout);
  return Object.fromEntries(
    Object.entries(report.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
  );
}
