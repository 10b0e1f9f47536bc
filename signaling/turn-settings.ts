/** Which STUN and TURN servers the site hands out, and the secret with which it signs for them. */
export type TurnSettings =
  /** Ours, in a process beside this one, which says at this port of 127.0.0.1 where it listens. */
  | { kind: 'ours'; secret: string; control: number }
  /** Others, such as coturn with `use-auth-secret`: `turn:turn.course.example:3478?transport=udp`. */
  | { kind: 'other'; secret: string; urls: string[] }
  | { kind: 'none' };

/** RFC 7064 §3.1 and RFC 7065 §3.1, for a host that is a name, an IPv4 or an IPv6 address. */
const url =
  /^(?:stuns?:(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?|turns?:(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?)$/;

/** Reads TURN_URLS, TURN_SECRET and RELAY_CONTROL; throws where they contradict each other or are no addresses. */
export function turnSettings(env: NodeJS.ProcessEnv): TurnSettings {
  const urls = (env['TURN_URLS'] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  const secret = env['TURN_SECRET'];
  const wrong = urls.find((each) => !url.test(each));
  if (wrong) throw new Error(`TURN_URLS has ${wrong}: an address is written like turn:turn.course.example:3478`);
  if (urls.length > 0 && !secret) throw new Error('TURN_URLS needs TURN_SECRET, the static-auth-secret of that server');
  if (urls.length > 0 && secret) return { kind: 'other', secret, urls };
  const control = Number(env['RELAY_CONTROL']);
  return secret && control > 0 ? { kind: 'ours', secret, control } : { kind: 'none' };
}
