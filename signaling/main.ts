import { parseArgs } from 'node:util';
import { limits } from './limits.ts';
import { type Listening, serve } from './server.ts';
import { createSignaling, type Signaling } from './signaling.ts';
import { site } from './site.ts';
import { turnSettings } from './turn-settings.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'boolean', default: false },
    root: { type: 'string', default: 'dist' },
    'behind-proxy': { type: 'boolean', default: false },
  },
});
const wanted = Number(process.env['PORT'] ?? 4321);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
  throw new Error(`PORT is ${process.env['PORT']}: it must be a number from 0 to 65535`);
}
const origins = (process.env['ORIGINS'] ?? '').split(',').filter(Boolean);
const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
if (wrong) throw new Error(`ORIGINS has ${wrong}: an origin is written like https://course.example`);

const signaling = createSignaling({
  origins,
  everywhere: values.host,
  behindProxy: values['behind-proxy'],
  turn: turnSettings(process.env),
});
const handlers = [...signaling.handlers, site(values.root)];
const listening = await serve(handlers, { port: wanted, everywhere: values.host }, signaling);
if (wanted !== 0 && listening.port !== wanted) console.log(`Port ${wanted} is taken; using ${listening.port}.`);
console.log(`Trickle is at http://localhost:${listening.port}/`);
console.log(values.host ? 'Every machine that reaches this one can read it. Ctrl-C stops it.' : 'Ctrl-C stops it.');

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signaling, listening));

/** Lets who is here finish; PeerServer has timers that only the end of the process stops. */
async function stop(carriers: Signaling, server: Listening): Promise<void> {
  await Promise.all([carriers.drain(), server.close(limits.drainMs)]);
  process.exit();
}
