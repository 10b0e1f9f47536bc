import type { CallArgument, Description, Method } from '#domain/trace.ts';

/** One call of a sequence by name; `changed`: the text last created with another s= line; `foreign`: a text of the other end. */
export type CallName =
  | 'createOffer'
  | 'createAnswer'
  | 'setLocal()'
  | `setLocal(${'offer' | 'answer' | 'pranswer' | 'rollback'})`
  | `setLocal(${'offer' | 'answer' | 'pranswer'}, ${'changed' | 'foreign'})`
  | `setRemote(${'offer' | 'answer' | 'pranswer' | 'rollback'})`
  | 'addIceCandidate'
  | 'addIceCandidate(end)'
  | 'addIceCandidate(unknown mid)'
  | 'createDataChannel'
  | 'close';

/** What a real connection was given, and what it did. */
export interface Outcome {
  name: CallName;
  call: { method: Method; argument?: CallArgument };
  /** What createOffer and createAnswer gave. */
  created?: Description;
  /** Name of the exception, if it threw. */
  error?: string;
  message?: string;
  /** signalingState afterwards. */
  state: string;
}

/**
 * Runs in a page: makes each sequence of calls on a connection of its own, and closes it. The remote descriptions are those of
 * a second real connection, so that their text is acceptable wherever their type is.
 */
export async function runSequences(sequences: CallName[][]): Promise<Outcome[][]> {
  const connection = () => new RTCPeerConnection({ iceServers: [] });

  /** An offer and an answer with one data channel. */
  const remoteTexts = async () => {
    const [helper, other] = [connection(), connection()];
    helper.createDataChannel('data');
    other.createDataChannel('data');
    const offer = await helper.createOffer();
    await helper.setLocalDescription(offer);
    await helper.setLocalDescription({ type: 'rollback' });
    await helper.setRemoteDescription(await other.createOffer());
    const answer = await helper.createAnswer();
    helper.close();
    other.close();
    return { offer: offer.sdp ?? '', answer: answer.sdp ?? '' };
  };

  const remote = await remoteTexts();
  const withMid = (sdp: string, mid: string) => sdp.replace(/a=(mid:|group:BUNDLE )\S+/g, `a=$1${mid}`);
  const candidateInit = (candidate: string, sdpMid: string) => ({
    candidate,
    sdpMid,
    sdpMLineIndex: 0,
    usernameFragment: null,
  });
  const host = 'candidate:1 1 udp 2122260223 127.0.0.1 9 typ host';

  const outcomesOf = async (names: CallName[]): Promise<Outcome[]> => {
    const pc = connection();
    pc.createDataChannel('data');
    const created = { offer: '', answer: '' };
    /** The mid that the connection's descriptions have; Firefox throws when a closed one is asked for them. */
    const midIn = (which: 'localDescription' | 'currentLocalDescription' | 'remoteDescription') => {
      const sdp = pc.signalingState === 'closed' ? '' : (pc[which]?.sdp ?? '');
      return /a=mid:(\S+)/.exec(sdp)?.[1] ?? '0';
    };
    /** Chromium leaves the data channel out of the offer that follows a rollback of the first; the answer then has none. */
    const offersNothing = () =>
      /^have-(local-offer|remote-pranswer)$/.test(pc.signalingState) && !/^m=/m.test(pc.localDescription?.sdp ?? '');
    /** DTLS roles are kept from one answer to the next (RFC 8842 §5.5). */
    let setup = 'active';

    const descriptionOf = (name: CallName): Description | undefined => {
      const [, local, type, text] = /^set(Local|Remote)\((\w*)(?:, (\w+))?\)$/.exec(name) ?? [];
      if (type !== 'offer' && type !== 'answer' && type !== 'pranswer' && type !== 'rollback') return undefined;
      if (type === 'rollback') return { type, sdp: '' };
      const slot = type === 'offer' ? 'offer' : 'answer';
      if (local === 'Remote' && slot === 'offer')
        return { type, sdp: withMid(remote.offer, midIn('currentLocalDescription')) };
      if (local === 'Remote') {
        const sdp = remote.answer.replace(/a=setup:\w+/, `a=setup:${setup}`);
        return {
          type,
          sdp: offersNothing()
            ? sdp.replace(/^a=group.*\r\n/m, '').replace(/^m=.*/ms, '')
            : withMid(sdp, midIn('localDescription')),
        };
      }
      if (!text) return { type, sdp: created[slot] };
      return {
        type,
        sdp: text === 'changed' && created[slot] ? created[slot].replace(/^s=.*$/m, 's=changed') : remote[slot],
      };
    };

    const callOf = (name: CallName): Outcome['call'] => {
      if (name === 'createOffer' || name === 'createAnswer' || name === 'close') return { method: name };
      if (name === 'createDataChannel') return { method: name, argument: { label: 'more' } };
      if (name.startsWith('addIceCandidate')) {
        const mid = name.includes('unknown') ? 'nowhere' : midIn('remoteDescription');
        const candidate = candidateInit(name.includes('end') ? '' : host, mid);
        return { method: 'addIceCandidate', argument: { candidate } };
      }
      const method = name.startsWith('setLocal') ? 'setLocalDescription' : 'setRemoteDescription';
      const description = descriptionOf(name);
      return description ? { method, argument: { description } } : { method };
    };

    const make = async ({ method, argument }: Outcome['call']): Promise<Description | undefined> => {
      const description = argument?.description;
      if (method === 'createOffer' || method === 'createAnswer') {
        const { type, sdp = '' } = await pc[method]();
        created[type === 'offer' ? 'offer' : 'answer'] = sdp;
        return { type, sdp };
      }
      if (method === 'setLocalDescription') {
        await pc.setLocalDescription(description?.sdp ? description : description && { type: description.type });
        const role = /a=setup:(active|passive)/.exec(pc.localDescription?.sdp ?? '')?.[1];
        if (role) setup = role === 'active' ? 'passive' : 'active';
        if (description?.sdp === '' || !description) {
          if (pc.signalingState === 'have-local-offer') created.offer = '';
          else created.answer = '';
        }
      }
      if (method === 'setRemoteDescription' && description) {
        await pc.setRemoteDescription(description.sdp ? description : { type: description.type });
      }
      if (method === 'addIceCandidate') await pc.addIceCandidate(argument?.candidate ?? undefined);
      if (method === 'createDataChannel') pc.createDataChannel('more');
      if (method === 'close') pc.close();
      return undefined;
    };

    const outcomes: Outcome[] = [];
    for (const name of names) {
      const call = callOf(name);
      const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('it never settled')), 5000));
      try {
        const description = await Promise.race([make(call), late]);
        outcomes.push({ name, call, state: pc.signalingState, ...(description && { created: description }) });
      } catch (reason) {
        const error = reason instanceof Error || reason instanceof DOMException ? reason : new Error(String(reason));
        outcomes.push({ name, call, state: pc.signalingState, error: error.name, message: error.message });
      }
    }
    pc.close();
    return outcomes;
  };

  const all: Outcome[][] = [];
  for (const names of sequences) all.push(await outcomesOf(names));
  return all;
}
