import { parseArgs } from 'node:util';
import { serve } from './server.ts';
import { site } from './site.ts';

const { values } = parseArgs({
  options: { host: { type: 'boolean', default: false }, root: { type: 'string', default: 'dist' } },
});
const wanted = Number(process.env['PORT'] ?? 4321);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
  throw new Error(`PORT is ${process.env['PORT']}: it must be a number from 0 to 65535`);
}

const listening = await serve([site(values.root)], { port: wanted, everywhere: values.host });
if (wanted !== 0 && listening.port !== wanted) console.log(`Port ${wanted} is taken; using ${listening.port}.`);
console.log(`Trickle is at http://localhost:${listening.port}/`);
console.log(values.host ? 'Every machine that reaches this one can read it. Ctrl-C stops it.' : 'Ctrl-C stops it.');

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void listening.close());
