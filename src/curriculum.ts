/** The course in the order of reading: one line a lesson, and the only place that lists them. */

export interface Lesson {
  /** Where it lives in every language: `signaling/sdp` is `content/<lang>/signaling/sdp.mdx`, served at `/<lang>/signaling/sdp/`. */
  path: string;
  /** The title in each language. */
  title: { en: string; ko: string };
}

export interface Track {
  id: 'start' | 'signaling' | 'connectivity' | 'security' | 'media' | 'data' | 'topologies' | 'practice';
  lessons: readonly Lesson[];
}

const lesson = (path: string, en: string, ko: string): Lesson => ({ path, title: { en, ko } });

export const tracks: readonly Track[] = [
  {
    id: 'start',
    lessons: [
      lesson('start/what-webrtc-is', 'What WebRTC is, and what it is not', 'WebRTC란 무엇이고, 무엇이 아닌가'),
      lesson('start/first-connection', 'Your first connection', '첫 번째 연결'),
      lesson('start/browser-apis', 'The three browser APIs', '브라우저 API 세 가지'),
      lesson('start/browser-support', 'Browser support and adapter.js', '브라우저 호환성과 adapter.js'),
      lesson('start/use-cases', 'What people build with it', '무엇을 만드는가'),
    ],
  },
  {
    id: 'signaling',
    lessons: [
      lesson('signaling/what-signaling-is', 'What signaling is', '시그널링이란'),
      lesson('signaling/sdp', 'Reading a session description', 'SDP 읽기'),
      lesson(
        'signaling/offer-answer',
        'Offer, answer, and the state each leaves behind',
        'Offer와 Answer, 그리고 남는 상태',
      ),
      lesson('signaling/state-machine', 'Legal and illegal moves', '되는 호출, 안 되는 호출'),
      lesson('signaling/two-tabs', 'Two tabs, one connection', '두 탭을 잇기'),
      lesson('signaling/perfect-negotiation', 'When both sides call at once', '양쪽이 동시에 걸 때'),
      lesson('signaling/renegotiation', 'Changing a call that is running', '통화 중에 바꾸기'),
      lesson('signaling/peerjs', 'What a library does for you', '라이브러리가 대신해 주는 일'),
    ],
  },
  {
    id: 'connectivity',
    lessons: [
      lesson('connectivity/addresses-and-nat', 'Addresses, NAT and firewalls', '주소, NAT, 방화벽'),
      lesson('connectivity/stun', 'STUN: what is my address?', 'STUN: 내 주소는?'),
      lesson('connectivity/turn', 'TURN: when only a relay will do', 'TURN: 중계가 필요할 때'),
      lesson('connectivity/candidates', 'Gathering candidates', '후보 모으기'),
      lesson('connectivity/trickle', 'Trickle ICE', 'Trickle ICE'),
      lesson('connectivity/checks', 'Connectivity checks and nomination', '연결성 검사와 지명'),
      lesson('connectivity/nat-lab', 'The NAT lab: predict, then verify', 'NAT 실험실: 예측하고 확인하기'),
      lesson('connectivity/when-paths-die', 'Consent, disconnection and ICE restart', '끊김, 동의, ICE 재시작'),
    ],
  },
  {
    id: 'security',
    lessons: [
      lesson('security/dtls-srtp', 'How the keys are made', '키가 만들어지는 과정'),
      lesson('security/attacker-in-signaling', 'Whoever owns signaling', '시그널링을 쥔 공격자'),
      lesson(
        'security/end-to-end-encryption',
        'End-to-end encryption through a server',
        '서버를 거치는 종단 간 암호화',
      ),
    ],
  },
  {
    id: 'media',
    lessons: [
      lesson('media/capture', 'Cameras, microphones, screens', '카메라, 마이크, 화면'),
      lesson('media/rtp', 'RTP and RTCP', 'RTP와 RTCP'),
      lesson('media/quality', 'Loss, jitter and congestion control', '손실, 지터, 혼잡 제어'),
      lesson('media/simulcast-and-svc', 'Simulcast and SVC', '사이멀캐스트와 SVC'),
    ],
  },
  {
    id: 'data',
    lessons: [
      lesson('data/channels', 'Data channels', '데이터 채널'),
      lesson('data/file-transfer', 'Sending files', '파일 보내기'),
      lesson('data/remote-control', 'Remote control and IoT', '원격 제어와 IoT'),
    ],
  },
  {
    id: 'topologies',
    lessons: [
      lesson('topologies/mesh', 'Mesh', '메시'),
      lesson('topologies/sfu', 'SFU', 'SFU'),
      lesson('topologies/mcu', 'MCU', 'MCU'),
      lesson('topologies/compare', 'Which one, at what size', '규모별 선택'),
      lesson('topologies/media-servers', 'Kurento and today’s media servers', 'Kurento와 오늘의 미디어 서버'),
      lesson('topologies/broadcast', 'One to many: WHIP, WHEP, HLS', '일대다: WHIP, WHEP, HLS'),
    ],
  },
  {
    id: 'practice',
    lessons: [
      lesson('practice/break-it', 'The break-it gallery', '고장 내기'),
      lesson('practice/exercises', 'Exercises', '연습 문제'),
      lesson('practice/playground', 'Playground', '놀이터'),
      lesson('practice/debugging', 'Debugging a real call', '실제 통화 디버깅'),
    ],
  },
];

/** Pages beside the line: looked up, not read in order. */
export const reference: readonly Lesson[] = [
  lesson('reference/glossary', 'Glossary', '용어집'),
  lesson('reference/corrections', 'Things people get wrong', '흔한 오해'),
  lesson('reference/limits', 'Limits of WebRTC', 'WebRTC의 한계'),
];
