import { build } from './build.mjs';
import { install, installedNode } from './install.mjs';
import { launch } from './launch.mjs';
import { start } from './start.mjs';

/** What each command runs, with its arguments, once the packages are there. */
const commands = {
  start: async (node, rest) => (await build(node)) || start(node, rest),
  build: (node, rest) => build(node, { always: true, rest }),
  dev: (node, rest) => launch(node, ['node_modules/astro/bin/astro.mjs', 'dev', ...rest]),
  test: (node, rest) => launch(node, ['test/run.ts', ...rest]),
  bench: async (node, rest) => (await build(node)) || launch(node, ['--no-warnings', 'test/bench/run.ts', ...rest]),
};

/** Runs a command of package.json and gives its exit code. */
export async function run(name, rest) {
  const command = commands[name];
  if (!command) throw new Error(`unknown command ${name}: one of ${Object.keys(commands).join(', ')}`);
  await install();
  return command(installedNode(), rest);
}
