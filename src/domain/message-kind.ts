/** What a message of signaling is, in a word. */
import type { MessageKind, SignalingMessage } from './trace.ts';

/** The kind of a message: `offer` of `{ kind: 'description', description: { type: 'offer', … } }`. */
export const messageKind = (body: SignalingMessage): MessageKind =>
  body.kind === 'description' ? body.description.type : body.kind;
