/** Why a line is bad; the key of its sentence. */
export type ProblemKey = (typeof problemKeys)[number];

export const problemKeys = [
  'emptyLine',
  'notTypeValue',
  'unknownType',
  'byteOrderMark',
  'nulCharacter',
  'loneCarriageReturn',
  'unfinishedLine',
  'spaceAfterEquals',
  'versionFirst',
  'versionNotZero',
  'missingOrigin',
  'missingSessionName',
  'missingTime',
  'missingConnection',
  'outOfOrder',
  'repeatedLine',
  'origin',
  'sessionNameEmpty',
  'connection',
  'bandwidth',
  'time',
  'media',
  'mediaPort',
  'attributeName',
  'rtpmap',
  'fmtp',
  'rtcpFb',
  'candidate',
  'fingerprint',
  'fingerprintLength',
  'setup',
  'mid',
  'repeatedMid',
  'groupUnknownMid',
  'iceUfrag',
  'icePwd',
  'extmap',
  'ssrc',
  'ssrcGroup',
  'group',
  'sctpPort',
  'maxMessageSize',
  'rid',
  'simulcast',
  'msid',
  'rtcp',
] as const;

/** A reason and the values its sentence needs. */
export interface Fault {
  readonly key: ProblemKey;
  readonly params: Readonly<Record<string, string>>;
}

export interface Problem extends Fault {
  /** Number of the bad line, from 1. */
  readonly line: number;
}

const none: Fault['params'] = {};
const faults = new Map<ProblemKey, Fault>(problemKeys.map((key) => [key, { key, params: none }]));

/** A fault; without values the same object each time. */
export function fault(key: ProblemKey, params: Fault['params'] = none): Fault {
  return (params === none && faults.get(key)) || { key, params };
}

/** Bad lines in the order of their numbers, one reason each. */
export class Problems {
  readonly #lines: number[] = [];
  readonly #faults: Fault[] = [];

  get length(): number {
    return this.#faults.length;
  }

  /** Adds a line that is not before the last one. */
  push(line: number, reason: Fault): void {
    this.#lines.push(line);
    this.#faults.push(reason);
  }

  at(index: number): Problem | undefined {
    const reason = this.#faults[index];
    const line = this.#lines[index];
    return reason && line !== undefined ? { line, key: reason.key, params: reason.params } : undefined;
  }

  *[Symbol.iterator](): Generator<Problem> {
    for (let index = 0; index < this.length; index++) {
      const problem = this.at(index);
      if (problem) yield problem;
    }
  }

  /** Index of the first problem at or after a line. */
  indexFrom(line: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What is wrong with a line. */
  ofLine(line: number): Problem | undefined {
    const problem = this.at(this.indexFrom(line));
    return problem?.line === line ? problem : undefined;
  }

  /** These problems and others that were found late, in order; of two reasons for a line the earlier one stays. */
  mergedWith(late: readonly Problem[]): Problems {
    if (late.length === 0) return this;
    const merged = new Problems();
    let mine = 0;
    for (const other of [...late].sort((a, b) => a.line - b.line)) {
      for (; this.#isBefore(mine, other.line); mine++) merged.#take(this, mine);
      if (this.#lines[mine] !== other.line) merged.push(other.line, other);
    }
    for (; mine < this.length; mine++) merged.#take(this, mine);
    return merged;
  }

  #isBefore(index: number, line: number): boolean {
    return (this.#lines[index] ?? Number.POSITIVE_INFINITY) < line;
  }

  #take(from: Problems, index: number): void {
    const line = from.#lines[index];
    const reason = from.#faults[index];
    if (reason && line !== undefined) this.push(line, reason);
  }
}
