/** A seeded generator (mulberry32): the same seed gives the same numbers, 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pieces = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=rtpmap:111 opus/48000/2',
  'a=mid:0',
  'a=',
  '=',
  'zzz',
  '\0',
  '\u{1f600}',
  '\ud800',
  '\ufeff',
  '<img src=x onerror=alert(1)>',
  ' ',
  ':',
  '',
];
const endings = ['\r\n', '\n', '\r', '\r\r\n', '\n\r', ''];

/** Text that looks now and then like SDP, with every kind of line end. */
export function randomSdp(random: () => number): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: Math.floor(random() * 40) }, () => pick(pieces) + pick(pieces) + pick(endings)).join('');
}
