/** Runs one command of package.json on a machine that has only Node 20 and npm: installs and builds what it needs first. */
const [command, ...rest] = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Trickle needs Node 20 or newer; this is ${process.version}. See https://nodejs.org/`);
  process.exit(1);
}

try {
  const { run } = await import('./commands.mjs');
  process.exitCode = await run(command, rest);
} catch (error) {
  console.error(error instanceof Error && error.name === 'Advice' ? error.message : error);
  process.exitCode = 1;
}
