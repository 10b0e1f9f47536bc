import type { Words } from '../words.ts';

export const glossary: Words['glossary'] = {
  webrtc: {
    term: 'WebRTC',
    definition:
      '브라우저끼리 소리, 영상, 데이터를 실시간으로 주고받게 하는 JavaScript API와 네트워크 프로토콜의 묶음입니다.',
    source: { document: 'RFC 8825', section: '1' },
    lesson: 'start/what-webrtc-is',
  },
  peer: {
    term: '피어(peer)',
    definition: '연결의 한쪽 끝입니다. 대개 브라우저이지만 서버나 앱, 기기일 수도 있습니다.',
    source: { document: 'RFC 8825', section: '2.4' },
    lesson: 'start/what-webrtc-is',
  },
  signaling: {
    term: '시그널링(signaling)',
    definition:
      '연결을 준비하려고 두 피어가 주고받는 메시지, 곧 설명과 후보입니다. 어떻게 나를지는 애플리케이션이 정합니다.',
    source: { document: 'RFC 8825', section: '2.4' },
    lesson: 'signaling/what-signaling-is',
  },
  'secure-context': {
    term: '보안 컨텍스트(secure context)',
    definition:
      '브라우저가 민감한 기능을 맡길 만하다고 보는 페이지입니다. HTTPS로 받았거나 같은 컴퓨터에서 온 페이지가 그렇습니다.',
    source: { document: 'W3C Secure Contexts', anchor: 'is-origin-trustworthy' },
    lesson: 'start/what-webrtc-is',
  },
  track: {
    term: '트랙(track)',
    definition: '소리나 영상 한 줄기입니다. 카메라, 마이크, 화면, 캔버스, 믹서에서 나옵니다.',
    source: { document: 'RFC 8834', section: '3' },
    lesson: 'media/capture',
  },
  transceiver: {
    term: '트랜시버(transceiver)',
    definition: '한 종류의 미디어를 보내는 쪽과 받는 쪽의 짝입니다. 세션 설명의 미디어 구역 하나에 대응합니다.',
    source: { document: 'RFC 9429', section: '3.4.1' },
    lesson: 'signaling/renegotiation',
  },
  'data-channel': {
    term: '데이터 채널(data channel)',
    definition: '피어 사이의 양방향 메시지 통로입니다. DTLS 안의 SCTP 위에서 움직입니다.',
    source: { document: 'RFC 8831', section: '6.4' },
    lesson: 'data/channels',
  },
  sdp: {
    term: 'SDP',
    definition:
      'Session Description Protocol. 무엇을 어떻게 보내고 받을 수 있는지 한 줄에 한 항목씩 적는 텍스트 형식입니다.',
    source: { document: 'RFC 8866', section: '5' },
    lesson: 'signaling/sdp',
  },
  'session-description': {
    term: '세션 설명(session description)',
    definition: '종류(offer, answer, pranswer, rollback)와 SDP 텍스트를 합친 것입니다.',
    source: { document: 'RFC 9429', section: '3.2' },
    lesson: 'signaling/sdp',
  },
  offer: {
    term: 'offer(제안)',
    definition: '보내는 쪽이 바라는 모습의 세션을 제안하는 세션 설명입니다.',
    source: { document: 'RFC 3264', section: '3' },
    lesson: 'signaling/offer-answer',
  },
  answer: {
    term: 'answer(응답)',
    definition: 'offer에 미디어 구역 하나하나 답하는 세션 설명입니다.',
    source: { document: 'RFC 3264', section: '3' },
    lesson: 'signaling/offer-answer',
  },
  pranswer: {
    term: 'pranswer(잠정 응답)',
    definition: 'answer처럼 적용되지만, 최종 answer가 올 때까지 교환이 끝나지 않는 응답입니다.',
    source: { document: 'RFC 9429', section: '4.1.10.1' },
    lesson: 'signaling/state-machine',
  },
  rollback: {
    term: 'rollback(되돌리기)',
    definition: '아직 answer를 적용하지 않은 offer를 거두고 stable로 돌아가는, 내용이 빈 설명입니다.',
    source: { document: 'RFC 9429', section: '4.1.10.2' },
    lesson: 'signaling/renegotiation',
  },
  glare: {
    term: '동시 제안(glare)',
    definition: '두 피어가 같은 때에 offer를 보낸 상황입니다. 애플리케이션이 풀어야 합니다.',
    source: { document: 'RFC 9429', section: '3.1' },
    lesson: 'signaling/perfect-negotiation',
  },
  'perfect-negotiation': {
    term: 'perfect negotiation',
    definition:
      '동시 제안(glare)을 푸는 규칙입니다. 한쪽은 공손해서(polite) 제 offer를 거두고, 다른 쪽은 무례해서(impolite) 도착한 offer를 무시합니다.',
    source: { document: 'W3C WebRTC', anchor: 'perfect-negotiation-example' },
    lesson: 'signaling/perfect-negotiation',
  },
  'signaling-state': {
    term: '시그널링 상태(signaling state)',
    definition: 'offer와 answer의 교환이 이쪽에서 어디까지 왔는지를 나타냅니다. pc.signalingState로 볼 수 있습니다.',
    source: { document: 'W3C WebRTC', anchor: 'rtcsignalingstate-enum' },
    lesson: 'signaling/offer-answer',
  },
  'media-section': {
    term: '미디어 구역(media section)',
    definition: 'm= 줄부터 다음 m= 앞까지입니다. 오디오나 비디오 트랜시버 하나, 또는 데이터 채널 전체를 설명합니다.',
    source: { document: 'RFC 8866', section: '5.14' },
    lesson: 'signaling/sdp',
  },
  mid: {
    term: 'mid',
    definition: 'a=mid:0처럼 적는 미디어 구역의 이름입니다. 후보와 묶음이 이 이름을 가리킵니다.',
    source: { document: 'RFC 5888', section: '4' },
    lesson: 'signaling/sdp',
  },
  bundle: {
    term: 'BUNDLE(묶음)',
    definition: '여러 미디어 구역이 전송로 하나를 함께 씁니다. 주소 쌍도 하나, DTLS 핸드셰이크도 하나입니다.',
    source: { document: 'RFC 9143', section: '1.2' },
    lesson: 'signaling/sdp',
  },
  codec: {
    term: '코덱(codec)',
    definition: '소리나 영상을 압축하고 되살리는 방법입니다. Opus, VP8, H.264 등이 있습니다.',
    source: { document: 'RFC 8834', section: '4.3' },
    lesson: 'media/rtp',
  },
  'payload-type': {
    term: '페이로드 타입(payload type)',
    definition:
      '코덱 하나와 그 설정을 가리키는 작은 번호입니다. 뜻은 a=rtpmap이 정하고, 모든 RTP 패킷이 이 번호를 싣습니다.',
    source: { document: 'RFC 8866', section: '6.6' },
    lesson: 'signaling/sdp',
  },
  direction: {
    term: '방향(direction)',
    definition:
      '미디어 구역에서 누가 보내는지를 쓴 쪽의 눈으로 적은 것입니다. sendrecv, sendonly, recvonly, inactive가 있습니다.',
    source: { document: 'RFC 8866', section: '6.7' },
    lesson: 'signaling/sdp',
  },
  nat: {
    term: 'NAT',
    definition: '네트워크 주소 변환. 공유기가 주소와 포트를 바꿔 써서 여러 기기가 공인 주소를 나눠 쓰게 합니다.',
    source: { document: 'RFC 4787', section: '3' },
    lesson: 'connectivity/addresses-and-nat',
  },
  mapping: {
    term: '매핑(mapping)',
    definition: 'NAT가 사설 주소와 포트에 내어 준 공인 주소와 포트입니다.',
    source: { document: 'RFC 4787', section: '4.1' },
    lesson: 'connectivity/addresses-and-nat',
  },
  filtering: {
    term: '필터링(filtering)',
    definition: 'NAT가 매핑을 통해 누구의 패킷을 들여보내는가입니다. 매핑과는 별개의 문제입니다.',
    source: { document: 'RFC 4787', section: '5' },
    lesson: 'connectivity/addresses-and-nat',
  },
  stun: {
    term: 'STUN',
    definition: 'Session Traversal Utilities for NAT. 요청이 어느 주소와 포트에서 왔는지 서버가 알려 줍니다.',
    source: { document: 'RFC 8489', section: '2' },
    lesson: 'connectivity/stun',
  },
  turn: {
    term: 'TURN',
    definition: 'Traversal Using Relays around NAT. 서버가 제 주소로 패킷을 받아 대신 전해 줍니다.',
    source: { document: 'RFC 8656', section: '3' },
    lesson: 'connectivity/turn',
  },
  ice: {
    term: 'ICE',
    definition: 'Interactive Connectivity Establishment. 가능한 주소를 모으고, 쌍마다 시험하고, 통하는 쌍을 씁니다.',
    source: { document: 'RFC 8445', section: '2' },
    lesson: 'connectivity/checks',
  },
  candidate: {
    term: '후보(candidate)',
    definition:
      '피어에게 닿을 수 있을지도 모르는 주소와 포트입니다. host, srflx, relay는 직접 모으고, prflx는 검사하다가 드러납니다.',
    source: { document: 'RFC 8445', section: '4' },
    lesson: 'connectivity/candidates',
  },
  host: {
    term: '호스트 후보(host)',
    definition: '컴퓨터 자신의 네트워크 인터페이스가 가진 주소와 포트입니다.',
    source: { document: 'RFC 8445', section: '5.1.1.1' },
    lesson: 'connectivity/candidates',
  },
  mdns: {
    term: 'mDNS 이름',
    definition: '사설 주소를 대신하는 3f9c….local 같은 무작위 이름입니다. 같은 로컬 네트워크에서만 주소로 풀립니다.',
    source: { document: 'draft-ietf-mmusic-mdns-ice-candidates', section: '3' },
    lesson: 'connectivity/candidates',
  },
  srflx: {
    term: '서버 반사 후보(srflx)',
    definition: 'NAT 매핑의 공인 쪽 주소입니다. STUN 서버에게서 알아냅니다.',
    source: { document: 'RFC 8445', section: '5.1.1.2' },
    lesson: 'connectivity/candidates',
  },
  prflx: {
    term: '피어 반사 후보(prflx)',
    definition: '아무도 알려 주지 않았지만, 연결성 검사가 거기에서 온 것으로 보여 발견된 주소입니다.',
    source: { document: 'RFC 8445', section: '7.3.1.3' },
    lesson: 'connectivity/checks',
  },
  relay: {
    term: '중계 후보(relay)',
    definition: 'TURN 서버에 있는 주소입니다. 거기에 도착한 것은 그 주소를 요청한 피어에게 전달됩니다.',
    source: { document: 'RFC 8445', section: '5.1.1.2' },
    lesson: 'connectivity/turn',
  },
  gathering: {
    term: '후보 수집(gathering)',
    definition: '자신의 후보를 모으는 일입니다. 로컬 설명을 적용할 때 시작합니다.',
    source: { document: 'RFC 9429', section: '3.5.1' },
    lesson: 'connectivity/candidates',
  },
  trickle: {
    term: 'trickle ICE',
    definition: '후보를 찾는 대로 하나씩 보내고, 그동안 이미 검사를 시작하는 방식입니다.',
    source: { document: 'RFC 8838', section: '1' },
    lesson: 'connectivity/trickle',
  },
  'end-of-candidates': {
    term: '후보 끝(end of candidates)',
    definition: '이번 세대에 더 알릴 후보가 없다는 알림입니다.',
    source: { document: 'RFC 8838', section: '13' },
    lesson: 'connectivity/trickle',
  },
  'ice-credentials': {
    term: 'ICE 자격 정보(ICE credentials)',
    definition: '이 세션의 연결성 검사에 싣는 이름 조각(ice-ufrag)과 검사에 서명하는 암호(ice-pwd)입니다.',
    source: { document: 'RFC 8839', section: '5.4' },
    lesson: 'signaling/sdp',
  },
  'candidate-pair': {
    term: '후보 쌍(candidate pair)',
    definition: '내 후보 하나와 상대 후보 하나. 패킷이 갈 수 있는 길 하나입니다.',
    source: { document: 'RFC 8445', section: '6.1.2.2' },
    lesson: 'connectivity/checks',
  },
  'connectivity-check': {
    term: '연결성 검사(connectivity check)',
    definition: '후보 쌍으로 보내는 STUN 요청과 그 응답입니다. 그 쌍이 통한다는 것을 보여 줍니다.',
    source: { document: 'RFC 8445', section: '2.2' },
    lesson: 'connectivity/checks',
  },
  nomination: {
    term: '지명(nomination)',
    definition: '제어하는 쪽이 검사에 통과한 쌍을 고르는 일입니다. 그 뒤로는 그 쌍이 데이터를 나릅니다.',
    source: { document: 'RFC 8445', section: '8.1.1' },
    lesson: 'connectivity/checks',
  },
  'ice-restart': {
    term: 'ICE 재시작',
    definition:
      '새 ICE 자격 정보를 담아 offer와 answer를 다시 주고받는 일입니다. 양쪽이 후보를 새로 모으고 검사하는 동안 쓰던 쌍이 계속 나릅니다.',
    source: { document: 'RFC 8445', section: '9' },
    lesson: 'connectivity/when-paths-die',
  },
  consent: {
    term: '동의(consent)',
    definition:
      '상대에게 보내도 된다는 상대의 허락입니다. 쓰고 있는 쌍으로 STUN 요청을 보내 갱신하며, 30초 동안 응답이 없으면 끝납니다.',
    source: { document: 'RFC 7675', section: '5.1' },
    lesson: 'connectivity/when-paths-die',
  },
  dtls: {
    term: 'DTLS',
    definition: '데이터그램용 TLS입니다. ICE가 찾은 쌍 위에서 두 피어가 직접 핸드셰이크를 하고 키를 만듭니다.',
    source: { document: 'RFC 8827', section: '6.5' },
    lesson: 'security/dtls-srtp',
  },
  'dtls-role': {
    term: 'DTLS 역할(a=setup)',
    definition:
      'DTLS 핸드셰이크를 누가 먼저 시작하는가입니다. actpass는 선택을 맡기고, active는 시작하고, passive는 기다립니다.',
    source: { document: 'RFC 5763', section: '5' },
    lesson: 'security/dtls-srtp',
  },
  fingerprint: {
    term: '지문(fingerprint)',
    definition: 'DTLS 핸드셰이크에서 내보일 인증서의 해시입니다.',
    source: { document: 'RFC 8122', section: '5' },
    lesson: 'security/dtls-srtp',
  },
  rtp: {
    term: 'RTP',
    definition: 'Real-time Transport Protocol. 순서 번호, 타임스탬프, 페이로드 타입이 붙은 미디어 패킷입니다.',
    source: { document: 'RFC 8834', section: '4.1' },
    lesson: 'media/rtp',
  },
  srtp: {
    term: 'SRTP',
    definition: '암호화하고 인증한 RTP입니다. WebRTC는 미디어를 다른 형태로 보내지 않습니다.',
    source: { document: 'RFC 8827', section: '6.5' },
    lesson: 'security/dtls-srtp',
  },
  sctp: {
    term: 'SCTP',
    definition:
      'Stream Control Transmission Protocol. 순서와 신뢰성을 골라 쓸 수 있는 메시지 흐름입니다. 데이터 채널이 씁니다.',
    source: { document: 'RFC 8831', section: '6.1' },
    lesson: 'data/channels',
  },
  mesh: {
    term: '메시(mesh)',
    definition: '모두가 모두와 연결됩니다. n명이면 한 사람이 n−1벌을 보냅니다.',
    source: { document: 'RFC 7667', section: '3.4' },
    lesson: 'topologies/mesh',
  },
  sfu: {
    term: 'SFU',
    definition: '선택적 전달 장치. 스트림을 한 번 받아 필요한 사람에게 전달하는 서버입니다.',
    source: { document: 'RFC 7667', section: '3.7' },
    lesson: 'topologies/sfu',
  },
  mcu: {
    term: 'MCU',
    definition: '다지점 제어 장치. 모든 스트림을 디코딩해 섞고, 사람마다 자기 목소리를 뺀 하나를 보내는 서버입니다.',
    source: { document: 'RFC 7667', section: '3.6.1' },
    lesson: 'topologies/mcu',
  },
};
