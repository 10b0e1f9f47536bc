/** Terms of the course, each with the section that defines it and the lesson that teaches it. */
export const glossary = {
  webrtc: {
    term: 'WebRTC',
    definition:
      'A JavaScript API and a set of network protocols for audio, video and data in real time between browsers.',
    source: { document: 'RFC 8825', section: '1' },
    lesson: 'start/what-webrtc-is',
  },
  peer: {
    term: 'peer',
    definition: 'One end of a connection: most often a browser, but it can be a server, an app or a device.',
    source: { document: 'RFC 8825', section: '2.4' },
    lesson: 'start/what-webrtc-is',
  },
  signaling: {
    term: 'signaling',
    definition:
      'The messages two peers exchange to set up a connection: descriptions and candidates. How they travel is up to the application.',
    source: { document: 'RFC 8825', section: '2.4' },
    lesson: 'signaling/what-signaling-is',
  },
  'secure-context': {
    term: 'secure context',
    definition: 'A page the browser trusts with powerful features: served over HTTPS, or from this same machine.',
    source: { document: 'W3C Secure Contexts', anchor: 'is-origin-trustworthy' },
    lesson: 'start/what-webrtc-is',
  },
  track: {
    term: 'track',
    definition: 'One stream of sound or picture, from a camera, a microphone, a screen, a canvas or a mixer.',
    source: { document: 'RFC 8834', section: '3' },
    lesson: 'media/capture',
  },
  transceiver: {
    term: 'transceiver',
    definition: 'A sender and a receiver of one kind of media, tied to one media section of the session description.',
    source: { document: 'RFC 9429', section: '3.4.1' },
    lesson: 'signaling/renegotiation',
  },
  'data-channel': {
    term: 'data channel',
    definition: 'A two-way pipe for messages between peers. It runs over SCTP inside DTLS.',
    source: { document: 'RFC 8831', section: '6.4' },
    lesson: 'data/channels',
  },
  sdp: {
    term: 'SDP',
    definition:
      'Session Description Protocol: a text format, one field a line, that says what a peer can send and receive, and how.',
    source: { document: 'RFC 8866', section: '5' },
    lesson: 'signaling/sdp',
  },
  'session-description': {
    term: 'session description',
    definition: 'A type (offer, answer, pranswer or rollback) together with a text in SDP.',
    source: { document: 'RFC 9429', section: '3.2' },
    lesson: 'signaling/sdp',
  },
  offer: {
    term: 'offer',
    definition: 'A session description that proposes a session as its sender would like it.',
    source: { document: 'RFC 3264', section: '3' },
    lesson: 'signaling/offer-answer',
  },
  answer: {
    term: 'answer',
    definition: 'The session description that replies to an offer, media section by media section.',
    source: { document: 'RFC 3264', section: '3' },
    lesson: 'signaling/offer-answer',
  },
  pranswer: {
    term: 'pranswer',
    definition: 'A provisional answer: it is applied like an answer, but the exchange stays open for the final one.',
    source: { document: 'RFC 9429', section: '4.1.10.1' },
    lesson: 'signaling/state-machine',
  },
  rollback: {
    term: 'rollback',
    definition:
      'An empty description that takes back an offer to which no answer has been applied yet, and returns to stable.',
    source: { document: 'RFC 9429', section: '4.1.10.2' },
    lesson: 'signaling/renegotiation',
  },
  glare: {
    term: 'glare',
    definition: 'Both peers send an offer at the same time. The application has to resolve it.',
    source: { document: 'RFC 9429', section: '3.1' },
    lesson: 'signaling/perfect-negotiation',
  },
  'perfect-negotiation': {
    term: 'perfect negotiation',
    definition:
      'A rule for glare: one peer is polite and gives up its own offer, the other is impolite and ignores the one that arrives.',
    source: { document: 'W3C WebRTC', anchor: 'perfect-negotiation-example' },
    lesson: 'signaling/perfect-negotiation',
  },
  'signaling-state': {
    term: 'signaling state',
    definition: 'How far the exchange of offer and answer has come on one side, as pc.signalingState shows it.',
    source: { document: 'W3C WebRTC', anchor: 'rtcsignalingstate-enum' },
    lesson: 'signaling/offer-answer',
  },
  'media-section': {
    term: 'media section',
    definition:
      'An m= line and every line up to the next m=. It describes one audio or video transceiver, or all data channels.',
    source: { document: 'RFC 8866', section: '5.14' },
    lesson: 'signaling/sdp',
  },
  mid: {
    term: 'mid',
    definition: 'The name of a media section, as in a=mid:0. Candidates and bundles refer to it.',
    source: { document: 'RFC 5888', section: '4' },
    lesson: 'signaling/sdp',
  },
  bundle: {
    term: 'BUNDLE',
    definition: 'Several media sections share one transport: one pair of addresses, one DTLS handshake.',
    source: { document: 'RFC 9143', section: '1.2' },
    lesson: 'signaling/sdp',
  },
  codec: {
    term: 'codec',
    definition: 'A way to compress sound or picture and to restore it, such as Opus, VP8 or H.264.',
    source: { document: 'RFC 8834', section: '4.3' },
    lesson: 'media/rtp',
  },
  'payload-type': {
    term: 'payload type',
    definition:
      'A small number that stands for one codec and its settings. a=rtpmap says which; every RTP packet carries it.',
    source: { document: 'RFC 8866', section: '6.6' },
    lesson: 'signaling/sdp',
  },
  direction: {
    term: 'direction',
    definition: 'Who sends in a media section, seen by whoever wrote it: sendrecv, sendonly, recvonly or inactive.',
    source: { document: 'RFC 8866', section: '6.7' },
    lesson: 'signaling/sdp',
  },
  nat: {
    term: 'NAT',
    definition:
      'Network address translation: a router lets many machines share public addresses by rewriting address and port.',
    source: { document: 'RFC 4787', section: '3' },
    lesson: 'connectivity/addresses-and-nat',
  },
  mapping: {
    term: 'mapping',
    definition: 'The public address and port that a NAT has given to a private address and port.',
    source: { document: 'RFC 4787', section: '4.1' },
    lesson: 'connectivity/addresses-and-nat',
  },
  filtering: {
    term: 'filtering',
    definition: 'Whose packets a NAT lets in through a mapping. It is a question of its own, apart from the mapping.',
    source: { document: 'RFC 4787', section: '5' },
    lesson: 'connectivity/addresses-and-nat',
  },
  stun: {
    term: 'STUN',
    definition: 'Session Traversal Utilities for NAT. A server answers with the address and port a request came from.',
    source: { document: 'RFC 8489', section: '2' },
    lesson: 'connectivity/stun',
  },
  turn: {
    term: 'TURN',
    definition:
      'Traversal Using Relays around NAT. A server receives packets at an address of its own and passes them on.',
    source: { document: 'RFC 8656', section: '3' },
    lesson: 'connectivity/turn',
  },
  ice: {
    term: 'ICE',
    definition:
      'Interactive Connectivity Establishment: collect possible addresses, try the pairs, use one that works.',
    source: { document: 'RFC 8445', section: '2' },
    lesson: 'connectivity/checks',
  },
  candidate: {
    term: 'candidate',
    definition:
      'A transport address at which a peer might be reached. Host, server-reflexive and relayed ones are gathered; peer-reflexive ones turn up during the checks.',
    source: { document: 'RFC 8445', section: '4' },
    lesson: 'connectivity/candidates',
  },
  host: {
    term: 'host candidate',
    definition: 'An address and port of one of the machine’s own network interfaces.',
    source: { document: 'RFC 8445', section: '5.1.1.1' },
    lesson: 'connectivity/candidates',
  },
  mdns: {
    term: 'mDNS name',
    definition:
      'A random name such as 3f9c….local that stands for a private address. Only the local network can resolve it.',
    source: { document: 'draft-ietf-mmusic-mdns-ice-candidates', section: '3' },
    lesson: 'connectivity/candidates',
  },
  srflx: {
    term: 'server-reflexive candidate (srflx)',
    definition: 'The public side of a NAT mapping, learned from a STUN server.',
    source: { document: 'RFC 8445', section: '5.1.1.2' },
    lesson: 'connectivity/candidates',
  },
  prflx: {
    term: 'peer-reflexive candidate (prflx)',
    definition: 'An address nobody announced, discovered when a connectivity check is seen to come from it.',
    source: { document: 'RFC 8445', section: '7.3.1.3' },
    lesson: 'connectivity/checks',
  },
  relay: {
    term: 'relayed candidate (relay)',
    definition: 'An address on a TURN server. What arrives there is passed on to the peer that asked for it.',
    source: { document: 'RFC 8445', section: '5.1.1.2' },
    lesson: 'connectivity/turn',
  },
  gathering: {
    term: 'gathering',
    definition: 'Collecting one’s own candidates. It begins when a local description is applied.',
    source: { document: 'RFC 9429', section: '3.5.1' },
    lesson: 'connectivity/candidates',
  },
  trickle: {
    term: 'trickle ICE',
    definition: 'Each candidate is sent as soon as it is found, while the checks already run.',
    source: { document: 'RFC 8838', section: '1' },
    lesson: 'connectivity/trickle',
  },
  'end-of-candidates': {
    term: 'end of candidates',
    definition: 'A peer’s notice that it has no more candidates to announce in this generation.',
    source: { document: 'RFC 8838', section: '13' },
    lesson: 'connectivity/trickle',
  },
  'ice-credentials': {
    term: 'ICE credentials',
    definition:
      'A user name fragment that names the connectivity checks of this session, and a password that signs them (ice-ufrag, ice-pwd).',
    source: { document: 'RFC 8839', section: '5.4' },
    lesson: 'signaling/sdp',
  },
  'candidate-pair': {
    term: 'candidate pair',
    definition: 'One local and one remote candidate: one way the packets could go.',
    source: { document: 'RFC 8445', section: '6.1.2.2' },
    lesson: 'connectivity/checks',
  },
  'connectivity-check': {
    term: 'connectivity check',
    definition: 'A STUN request sent over a candidate pair, and its response. It shows that the pair works.',
    source: { document: 'RFC 8445', section: '2.2' },
    lesson: 'connectivity/checks',
  },
  nomination: {
    term: 'nomination',
    definition: 'The controlling peer picks a pair that has passed its check; from then on that pair carries the data.',
    source: { document: 'RFC 8445', section: '8.1.1' },
    lesson: 'connectivity/checks',
  },
  'ice-restart': {
    term: 'ICE restart',
    definition:
      'A new offer and answer with new ICE credentials: both peers gather and check anew, while the old pair carries on.',
    source: { document: 'RFC 8445', section: '9' },
    lesson: 'connectivity/when-paths-die',
  },
  consent: {
    term: 'consent',
    definition:
      'The other peer’s permission to send to it, renewed by STUN requests on the pair in use. It expires after 30 seconds without a response.',
    source: { document: 'RFC 7675', section: '5.1' },
    lesson: 'connectivity/when-paths-die',
  },
  dtls: {
    term: 'DTLS',
    definition:
      'TLS for datagrams. Its handshake runs between the two peers, over the pair that ICE found, and makes the keys.',
    source: { document: 'RFC 8827', section: '6.5' },
    lesson: 'security/dtls-srtp',
  },
  'dtls-role': {
    term: 'DTLS role',
    definition:
      'Who sends the first message of the DTLS handshake. a=setup: actpass leaves the choice, active begins, passive waits.',
    source: { document: 'RFC 5763', section: '5' },
    lesson: 'security/dtls-srtp',
  },
  fingerprint: {
    term: 'fingerprint',
    definition: 'A hash of the certificate that a peer will show in the DTLS handshake.',
    source: { document: 'RFC 8122', section: '5' },
    lesson: 'security/dtls-srtp',
  },
  rtp: {
    term: 'RTP',
    definition:
      'Real-time Transport Protocol: packets of media with a sequence number, a timestamp and a payload type.',
    source: { document: 'RFC 8834', section: '4.1' },
    lesson: 'media/rtp',
  },
  srtp: {
    term: 'SRTP',
    definition: 'RTP, encrypted and authenticated. WebRTC sends media in no other form.',
    source: { document: 'RFC 8827', section: '6.5' },
    lesson: 'security/dtls-srtp',
  },
  sctp: {
    term: 'SCTP',
    definition:
      'Stream Control Transmission Protocol: message streams, ordered or not, reliable or not. Data channels use it.',
    source: { document: 'RFC 8831', section: '6.1' },
    lesson: 'data/channels',
  },
  mesh: {
    term: 'mesh',
    definition: 'Everybody is connected to everybody. With n people each one sends n−1 copies.',
    source: { document: 'RFC 7667', section: '3.4' },
    lesson: 'topologies/mesh',
  },
  sfu: {
    term: 'SFU',
    definition:
      'Selective forwarding unit: a server that takes each stream once and forwards it to those who should get it.',
    source: { document: 'RFC 7667', section: '3.7' },
    lesson: 'topologies/sfu',
  },
  mcu: {
    term: 'MCU',
    definition:
      'Multipoint control unit: a server that decodes all streams and sends each person one mix, without their own voice.',
    source: { document: 'RFC 7667', section: '3.6.1' },
    lesson: 'topologies/mcu',
  },
};
