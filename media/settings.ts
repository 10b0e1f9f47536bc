import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Where the relay is, and by what its credentials are signed. */
export interface RelaySettings {
  secret: string;
  /** For UDP and TCP; 0 lets the system choose. */
  port: number;
  tlsPort: number;
  /** In PEM; without it there is no TLS. */
  tls: { cert: string; key: string } | undefined;
  /** Addresses to listen at. */
  listen: readonly string[];
  /** Addresses that are lent. */
  relayAddresses: readonly string[];
  /** Peers that may be reached although they are not plainly public: `192.168.1.0/24`. */
  allowedPeers: readonly string[];
}

/** Ports of RFC 8656 §4. */
const [turnPort, turnsPort] = [3478, 5349];

const loopback = ['127.0.0.1', '::1'];

/**
 * Reads TURN_SECRET, RELAY_PORT, RELAY_TLS_PORT, RELAY_CERT, RELAY_KEY, RELAY_PEERS and, where other machines reach this one,
 * RELAY_ADDRESS; throws where one of them is not what it must be.
 */
export function relaySettings(env: NodeJS.ProcessEnv, everywhere: boolean): RelaySettings {
  const secret = env['TURN_SECRET'];
  if (!secret) throw new Error('TURN_SECRET is missing: the site and the relay share it');
  const [cert, key] = [env['RELAY_CERT'], env['RELAY_KEY']];
  if (!cert !== !key) throw new Error('RELAY_CERT and RELAY_KEY name two files in PEM: one is missing');
  return {
    secret,
    port: portIn(env, 'RELAY_PORT', turnPort),
    tlsPort: portIn(env, 'RELAY_TLS_PORT', turnsPort),
    tls: cert && key ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined,
    listen: everywhere ? ['0.0.0.0', '::'] : loopback,
    allowedPeers: listIn(env['RELAY_PEERS']),
    relayAddresses: everywhere ? lent(env['RELAY_ADDRESS']) : loopback,
  };
}

function portIn(env: NodeJS.ProcessEnv, name: string, usual: number): number {
  const port = Number(env[name] ?? usual);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${name} is ${env[name]}: it must be a number from 0 to 65535`);
  }
  return port;
}

/** `192.0.2.1, 2001:db8::1` */
function listIn(text = ''): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

/** The addresses that are named, or of each family the first of this machine that others reach. */
function lent(named: string | undefined): string[] {
  const given = listIn(named);
  const wrong = given.find((address) => isIP(address) === 0);
  if (wrong) throw new Error(`RELAY_ADDRESS is ${wrong}: it must be an IP address of this machine`);
  if (given.length > 0) return given;
  const outward = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal }) => !internal);
  const first = (family: 'IPv4' | 'IPv6') =>
    outward.find(({ family: its, scopeid }) => its === family && !scopeid)?.address;
  const found = [first('IPv4'), first('IPv6')].filter((address) => address !== undefined);
  return found.length > 0 ? found : loopback;
}
