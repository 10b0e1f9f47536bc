import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { compressible } from './site.ts';

/** Stores each text file of a built site once more, compressed, beside it: `index.html.gz`. */
async function compressSite(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile() && extname(entry.name) in compressible);
  await Promise.all(texts.map((entry) => compress(join(entry.parentPath, entry.name))));
}

async function compress(file: string): Promise<void> {
  await writeFile(`${file}.gz`, await promisify(gzip)(await readFile(file), { level: 9 }));
}

const [root] = process.argv.slice(2);
if (!root) throw new Error('which folder? node signaling/compress.ts dist');
await compressSite(root);
