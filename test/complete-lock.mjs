import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * Optional dependencies that an entry of the lock names and the lock lacks, as `[path, version]`. `npm install` drops
 * those that its registry cannot serve for another platform, and `npm ci` then refuses the lock.
 */
export function missingFromLock(lock) {
  return Object.values(lock.packages)
    .flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}))
    .map(([name, version]) => [`node_modules/${name}`, version])
    .filter(([path]) => !(path in lock.packages));
}

/** The entry of a package for one platform, which its name tells: `@pagefind/windows-x64`. */
export function platformEntry(path, version) {
  const words = path.replace('windows', 'win32').split(/[/-]/);
  const of = (known) => words.filter((word) => known.includes(word));
  const os = of(['android', 'darwin', 'freebsd', 'linux', 'win32']);
  const cpu = of(['arm64', 'wasm32', 'x64']);
  if (cpu.length !== 1) throw new Error(`${path}: its name does not say which processor it is for`);
  const libc = os.includes('linux') ? of(['musl']) : [];
  return { version, cpu, ...(libc.length && { libc }), optional: true, ...(os.length && { os }) };
}

function completeLock(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingFromLock(lock);
  for (const [path, version] of missing) lock.packages[path] = platformEntry(path, version);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} entries added to package-lock.json`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  completeLock(new URL('../package-lock.json', import.meta.url));
}
