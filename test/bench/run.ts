import type { Figure } from './figure.ts';

/** Each bench by its name; `npm run bench -- sdp weight` runs these alone. */
const benches: Record<string, () => Promise<{ figures: () => AsyncIterable<Figure> }>> = {
  sdp: () => import('./sdp.ts'),
  connect: () => import('./connect.ts'),
  signaling: () => import('./signaling.ts'),
  rooms: () => import('./rooms.ts'),
  'two-tabs': () => import('./two-tabs.ts'),
  link: () => import('./link.ts'),
  seek: () => import('./seek.ts'),
  leak: () => import('./leak.ts'),
  weight: () => import('./weight.ts'),
  relay: () => import('./relay.ts'),
  recording: () => import('./recording.ts'),
  nat: () => import('./nat.ts'),
  quality: () => import('./quality.ts'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}: one of ${Object.keys(benches).join(', ')}`);

/** A bench that cannot be run fails, and the next one has its turn. */
async function print(load: (typeof benches)[string]): Promise<void> {
  try {
    for await (const figure of (await load()).figures()) {
      console.log(JSON.stringify(figure));
      if (!figure.pass) process.exitCode = 1;
    }
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}

for (const [name, load] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await print(load);
}
