import { type MeaningKey, meaningSources, type Source } from './meaning-sources.ts';

/** Values from the line, for the sentence. */
export type Params = Readonly<Record<string, string>>;

export interface Meaning {
  /** Key of the sentence. */
  readonly key: MeaningKey;
  readonly params: Params;
  /** WebRTC makes nothing of it. */
  readonly ignored: boolean;
  readonly source: Source;
}

const noParams: Params = {};
const plain = new Map<MeaningKey, Meaning>();

/** A meaning; when a value that its sentence needs is missing, the line cannot be read as what it claims to be. */
export function meaning(key: MeaningKey, params: Params = noParams): Meaning {
  if (params === noParams) return plainMeaning(key);
  for (const name in params) if (params[name] === '') return plainMeaning('unreadable');
  const source = meaningSources[key];
  return { key, params, ignored: source.ignored, source };
}

/** A meaning without values; each time the same object. */
function plainMeaning(key: MeaningKey): Meaning {
  const known = plain.get(key);
  if (known) return known;
  const source = meaningSources[key];
  const made = { key, params: noParams, ignored: source.ignored, source };
  plain.set(key, made);
  return made;
}
