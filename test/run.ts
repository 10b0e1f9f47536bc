import { rmSync } from 'node:fs';
import { launch } from '../signaling/launch.mjs';
import { findBrowsers } from './find-browsers.ts';
import { findCounterparts } from './find-counterparts.ts';
import { top } from './server.ts';
import { playwrightTally, reportIn, type Tally, vitestTally } from './tally.ts';

/** One part of `npm test`: what Node runs, and how its report counts; without a report only a failure counts. */
interface Stage {
  name: string;
  run: string[];
  report?: { file: string; tally: (report: unknown) => Tally };
}

const stages: Stage[] = [
  { name: 'types', run: ['node_modules/astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning'] },
  { name: 'lint', run: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'] },
  {
    name: 'layers and units',
    run: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts'],
    report: { file: 'test-results/vitest.json', tally: vitestTally },
  },
  { name: 'build', run: ['signaling/bootstrap.mjs', 'build'] },
  {
    name: 'browsers',
    run: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/playwright.config.ts'],
    report: { file: 'test-results/playwright.json', tally: playwrightTally },
  },
];

async function runStage({ name, run, report }: Stage): Promise<Tally & { name: string; seconds: number }> {
  console.log(`\n== ${name}`);
  const started = performance.now();
  if (report) rmSync(top + report.file, { force: true });
  const code = await launch(process.execPath, run);
  const counted = report?.tally(reportIn(top + report.file)) ?? { passed: 0, failed: 0 };
  const failed = code === 0 ? counted.failed : Math.max(1, counted.failed);
  return { name, passed: counted.passed, failed, seconds: (performance.now() - started) / 1000 };
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (interrupted = true));

findBrowsers();
findCounterparts();
const results = [];
for (const stage of stages) if (!interrupted) results.push(await runStage(stage));

console.log();
for (const { name, passed, failed, seconds } of results) {
  const columns = [name.padEnd(18), failed > 0 ? 'failed' : 'passed', `${passed} tests`.padStart(12)];
  console.log(...columns, `${seconds.toFixed(1)} s`.padStart(10));
}
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || interrupted ? 1 : 0;
