import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { seededChance } from './chance.ts';
import { openControl } from './control.ts';
import { createRelay } from './relay/relay.ts';
import { relaySettings } from './settings.ts';

const { values } = parseArgs({ options: { host: { type: 'boolean', default: false } } });
const { secret, port, tls, tlsPort, listen, relayAddresses, allowedPeers } = relaySettings(process.env, values.host);

const relay = createRelay({ secret, relayAddresses, allowedPeers });
const plain = await relay.listen({ port, addresses: listen });
const secure = tls && (await relay.listen({ port: tlsPort, addresses: listen, tls }));
const ports = { port: plain.port, tlsPort: secure?.port ?? null };
const control = await openControl({
  relay,
  secret,
  ports,
  addresses: listen,
  chance: seededChance(randomInt(2 ** 32)),
});

if (port !== 0 && plain.port !== port) console.log(`Port ${port} is taken; the relay uses ${plain.port}.`);
if (secure && tlsPort !== 0 && secure.port !== tlsPort) {
  console.log(`Port ${tlsPort} is taken; the relay uses ${secure.port} for TLS.`);
}
process.send?.(control.port);

/** The site's process ends, or lets go of this one; a signal to both of them is for the site to answer first. */
process.once('disconnect', () => void stop());
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!process.connected) void stop();
  });
}

async function stop(): Promise<void> {
  await control.close();
  await relay.close();
  process.exit();
}
