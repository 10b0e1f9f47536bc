import { type Candidate, type CandidateType, parseCandidateValue } from '../ice/candidate.ts';
import { type Meaning, meaning } from './meaning.ts';
import type { MeaningKey } from './meaning-sources.ts';

const keys: Readonly<Record<CandidateType, MeaningKey>> = {
  host: 'candidateHost',
  srflx: 'candidateSrflx',
  prflx: 'candidatePrflx',
  relay: 'candidateRelay',
};

/** `1 1 udp 2122260223 192.0.2.1 51620 typ host` (RFC 8839 §5.1). */
export function meaningOfCandidate(value: string): Meaning {
  const result = parseCandidateValue(value, false);
  if (!result.ok) return meaning('unreadable');
  const { candidate } = result;
  const { type, address, port, priority } = candidate;
  return meaning(keyOf(candidate), { type, address, port: String(port), priority: String(priority) });
}

function keyOf(candidate: Candidate): MeaningKey {
  if (candidate.transport === 'tcp') return 'candidateTcp';
  return candidate.isMdns ? 'candidateMdns' : keys[candidate.type];
}
