import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from '../../signaling/launch.mjs';
import { startSite, top } from '../server.ts';
import { type Figure, figureOf } from './figure.ts';
import { launchChromium } from './page.ts';

const lesson = '/en/signaling/offer-answer/';

/** Bytes of script, compressed: of a lesson as it opens, and of what the bench adds once it is in view. */
export async function* figures(): AsyncGenerator<Figure> {
  const ours = await eagerScripts(join(top, 'dist'), lesson);
  const bare = await withBareStarlight((dist) => eagerScripts(dist, '/'));
  yield figureOf({ name: 'eager scripts of a lesson / a bare Starlight page', limit: 1.3, unit: 'gzip bytes' }, [
    { a: ours.bytes, b: bare.bytes },
  ]);
  const added = await scriptsInView(lesson, ours.files);
  yield figureOf({ name: 'scripts that the bench adds in view / 45 kB', limit: 1, unit: 'gzip bytes' }, [
    { a: added, b: 45_000 },
  ]);
}

interface Scripts {
  /** Compressed, each file by itself. */
  bytes: number;
  /** Paths in the site: `/_astro/page.a1b2.js`. */
  files: Set<string>;
}

/** What a page runs without anybody asking: its inline scripts, its script files, and all that these import at once. */
async function eagerScripts(dist: string, page: string): Promise<Scripts> {
  const html = await readFile(join(dist, page, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].filter(([, tag]) => isScript(`${tag}`));
  const files = new Set<string>();
  for (const [, tag] of scripts) {
    const source = /\ssrc="([^"]+)"/.exec(`${tag}`)?.[1];
    if (source) await addWithImports(dist, source, files);
  }
  const inline = scripts.map(([, , body]) => gzipped(`${body}`)).reduce((sum, bytes) => sum + bytes, 0);
  const sizes = await Promise.all([...files].map(async (file) => gzipped(await readFile(join(dist, file)))));
  return { files, bytes: sizes.reduce((sum, bytes) => sum + bytes, inline) };
}

function isScript(tag: string): boolean {
  const type = /\stype="([^"]+)"/.exec(tag)?.[1];
  return type === undefined || type === 'module' || type === 'text/javascript';
}

async function addWithImports(dist: string, file: string, files: Set<string>): Promise<void> {
  if (files.has(file)) return;
  files.add(file);
  const text = await readFile(join(dist, file), 'utf8');
  for (const [, specifier] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{0,2}\/[^"']+\.js)["']/g)) {
    await addWithImports(dist, resolve(dirname(file), `${specifier}`), files);
  }
}

function gzipped(text: string | Buffer): number {
  return text.length === 0 ? 0 : gzipSync(text, { level: 9 }).length;
}

/** Builds Starlight as its manual begins, with one page, where it finds our own packages, and gives what `read` reads of it. */
async function withBareStarlight<T>(read: (dist: string) => Promise<T>): Promise<T> {
  await mkdir(join(top, 'test-results'), { recursive: true });
  const folder = await mkdtemp(join(top, 'test-results/bare-'));
  try {
    await mkdir(join(folder, 'src/content/docs'), { recursive: true });
    for (const [name, text] of Object.entries(bareStarlight)) await writeFile(join(folder, name), text);
    const astro = join(top, 'node_modules/astro/bin/astro.mjs');
    if ((await launch(process.execPath, [astro, 'build', '--silent', '--root', folder])) !== 0) {
      throw new Error('the bare Starlight site could not be built');
    }
    return await read(join(folder, 'dist'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const bareStarlight = {
  'package.json': '{ "type": "module", "dependencies": { "@astrojs/starlight": "*", "astro": "*" } }',
  'astro.config.mjs': `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({ integrations: [starlight({ title: 'Bare' })] });`,
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
  'src/content/docs/index.md': '---\ntitle: Bare\n---\n\n## One\n\nText.\n\n## Two\n\nText.\n',
};

/** Compressed bytes of the scripts that a page loads besides those in `eager` when the bench comes into view. */
async function scriptsInView(path: string, eager: Set<string>): Promise<number> {
  const server = await startSite();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const sizes = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.endsWith('.js') || pathname.startsWith('/pagefind/') || eager.has(pathname)) return;
      sizes.set(pathname, response.body().then(gzipped));
    });
    await page.goto(server.origin + path);
    await page.locator('negotiation-bench').scrollIntoViewIfNeeded();
    await page.locator('negotiation-bench:defined').waitFor();
    await page.waitForLoadState('networkidle');
    return (await Promise.all(sizes.values())).reduce((sum, bytes) => sum + bytes, 0);
  } finally {
    await browser.close();
    await server.stop();
  }
}
