import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, seconds } from './install.mjs';
import { launch, top } from './launch.mjs';

/** What the built site depends on. */
const sources = ['src', 'content', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'];

const stamp = `${top}dist/.built-from`;

/** Builds the site into `dist/` when its sources have changed since, or `always`; gives the exit code. */
export async function build(node, { always = false, rest = [] } = {}) {
  const hash = hashOfSources();
  if (!always && readIfThere(stamp) === hash) return 0;
  console.log('Building the site …');
  const started = performance.now();
  const astro = ['node_modules/astro/bin/astro.mjs', 'build', '--silent', ...rest];
  const code = (await launch(node, astro)) || (await launch(node, ['signaling/compress.ts', 'dist']));
  if (code !== 0) return code;
  writeFileSync(stamp, hash);
  console.log(`Built in ${seconds(started)} s.`);
  return 0;
}

function hashOfSources() {
  const hash = createHash('sha256').update(`${process.env.BASE_PATH}`);
  for (const file of sources.flatMap((name) => filesOf(join(top, name)))) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** A file by itself; a folder as all files in it, sorted. */
function filesOf(path) {
  if (!existsSync(path)) return [];
  try {
    const names = readdirSync(path).sort();
    return names.flatMap((name) => filesOf(join(path, name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}
