/** Makes a pair, lets `prepare` have it, and gives the ms from its making to an open data channel. */
export async function timedConnect(
  configuration: RTCConfiguration,
  prepare: (a: RTCPeerConnection, b: RTCPeerConnection) => void = () => {},
): Promise<number> {
  const started = performance.now();
  const a = new RTCPeerConnection(configuration);
  const b = new RTCPeerConnection(configuration);
  prepare(a, b);
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate ?? undefined));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate ?? undefined));
  const channel = a.createDataChannel('bench');
  const open = new Promise((resolve) => channel.addEventListener('open', resolve, { once: true }));
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription ?? { type: 'offer' });
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription ?? { type: 'answer' });
  await open;
  const took = performance.now() - started;
  a.close();
  b.close();
  return took;
}
