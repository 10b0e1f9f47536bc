import type { Words } from '../words.ts';

export const gathering: Words['gathering'] = {
  label: '실시간 후보 수집: 연결 하나가 자기 주소를 찾습니다',
  keys: 'G 모으기, R 처음부터, ← → 후보에서 후보로, 스페이스 기록을 재생.',
  gather: '모으기',
  startOver: '처음부터',
  policy: '정책',
  policies: { all: 'all', relay: 'relay' },
  servers: '서버',
  serverChoices: { none: '없음', stun: 'STUN', turn: 'STUN + TURN' },
  pool: '풀',
  stunAnswers: 'STUN 응답',
  stunAfter: { '0': '바로', '1000': '1초 뒤', never: '안 함' },
  microphone: '마이크를 허용하고',
  live: '이 탭에서 실시간',
  past: '지난 순간',
  recorded: '{browser}에서 기록함',
  unknownBrowser: '다른 브라우저',
  heard: 'A가 들음',
  did: 'A가 함',
  nothingYet: '모으기를 누르세요. 그 전에는 어떤 주소도 찾지 않습니다.',
  looking: '{ms} ms 동안 후보 {count}개. A가 아직 찾고 있습니다.',
  complete:
    '{ms} ms 동안 후보 {count}개. 마지막 icecandidate 이벤트에는 null이 실려 왔습니다. 더는 오지 않는다는 뜻입니다.',
  pooled:
    '풀에는 setLocalDescription이 후보를 요구하기 전까지 0.5초가 있었습니다. 그동안 찾아 둔 것은 몇 밀리초 안에 알려졌습니다.',
  diagnosis: {
    waiting: '',
    'as-asked': '',
    'only-loopback':
      '아무것도 모이지 않았습니다. 켜져 있는 네트워크 인터페이스가 루프백뿐이거나(브라우저는 루프백을 쓰지 않습니다), 정책이나 확장 프로그램이 이 브라우저의 인터페이스 사용을 막고 있습니다.',
    'no-server': '어떤 서버에도 묻지 않았으므로 나올 수 있는 것은 host 후보뿐입니다.',
    'relay-without-turn': '정책은 중계 후보만 허용하는데 TURN 서버를 주지 않았습니다. 아무것도 나올 수 없습니다.',
    'udp-blocked':
      'UDP가 막혀 있습니다. {host}가 UDP로는 {ms} ms 동안 답하지 않았지만 TCP로는 포트를 빌려줍니다. 이 경로에는 TCP나 TLS로 닿는 TURN이 필요합니다.',
    unanswered:
      '우리 STUN 서버는 {ms} ms 동안 UDP 요청 {requests}개를 받았고, 답하지 말라는 지시를 따르고 있습니다. A에게는 UDP가 막혔거나 서버가 사라진 것처럼 보입니다.',
    silent:
      '{host}에서는 {ms} ms 동안 UDP로도, 물어보았다면 TCP로도 아무 답이 없습니다. 서버가 없거나, 그곳까지 아무것도 닿지 못합니다.',
    refused: '서버가 거절했습니다. {url}의 답은 {code} {text}입니다.',
    unreachable: '서버에 닿지 못했습니다: {url}. 브라우저의 말로는 {text}',
    redundant:
      'STUN 서버는 답했습니다. 중간에 NAT이 없어 그 답이 이미 있는 host 후보의 주소와 같으므로, 브라우저가 중복이라 보고 뺐습니다(RFC 8445 §5.1.3).',
  },
  lanesLabel: '종류 순서로 늘어놓은 후보, 시간은 setLocalDescription부터',
  ms: 'ms',
  completeAt: '완료 {ms} ms',
  cardLabel: '{type} 후보 {address}, {transport}, {ms} ms에 찾음, 우선순위 {priority}',
  by: '{transport}, 중계까지 {relay}',
  hints: {
    host: '이 기기의 주소',
    srflx: 'STUN 서버가 본 주소',
    relay: 'TURN 서버가 빌려준 포트',
    prflx: '검사 중에 발견',
  },
  reserved:
    '비워 둔 자리입니다. 어떤 서버도 A에게 알려 주지 않은 주소에서 검사가 도착하면 그때 알게 됩니다. 수집으로는 나오지 않습니다.',
  empty: {
    none: '없음.',
    notYet: '아직 없음.',
    notAllowed: '알리지 않습니다. 정책이 중계 후보만 허용합니다.',
    noStun: 'STUN 서버에 묻지 않았습니다.',
    noTurn: 'TURN 서버에 묻지 않았습니다.',
    redundant: '뺐습니다. STUN 서버의 답이 host 후보의 주소와 같습니다.',
    answered: '우리 서버의 답은 {address}였고, 이미 host 후보로 있습니다.',
  },
  tabsLabel: '무엇을 볼지',
  tabs: { selected: '선택한 후보', all: '전체 {count}', events: '이벤트', stats: 'getStats' },
  noneSelected: '그림에서 후보를 고르세요.',
  about: {
    mdns: '192.168.0.7 같은 주소를 대신하는 이름입니다. 이 페이지는 카메라나 마이크 권한이 없어서 이 기기의 주소를 알 수 없습니다. 브라우저가 임의의 이름을 지어내고 멀티캐스트 DNS(mDNS)로 그 이름에 답하므로, 같은 네트워크의 기기만 이름을 주소로 바꿀 수 있습니다.',
    host: '네트워크 인터페이스가 가진 이 기기의 주소 그대로입니다. 이 페이지가 카메라나 마이크를 쓸 수 있거나, 이 브라우저가 주소를 숨기지 않도록 설정되어 있어서 그대로 보입니다.',
    active:
      '밖으로 걸기만 하는 TCP 후보입니다. 아무도 이쪽으로 연결할 수 없으니 포트는 의미가 없고, RFC 6544 §4.5에 따라 discard 서비스의 포트인 9를 적습니다.',
    srflx:
      'A의 요청이 STUN 서버에 도착했을 때의 출발 주소와 포트입니다. NAT 뒤에서는 NAT이 바꾸어 놓은 값이며, 바깥이 지금까지 본 A의 유일한 주소입니다.',
    relay:
      'TURN 서버의 포트를 A가 빌린 것입니다. 이곳에 도착한 것은 A에게 전달되고, A가 이곳을 거쳐 보낸 것은 여기서 나온 것처럼 보입니다.',
    prflx: '검사가 날아온 주소입니다.',
  },
  related: {
    hidden: 'raddr 0.0.0.0 rport 0: 어느 주소에서 알아냈는지도 숨깁니다.',
    base: '관련 주소(related address) {address}: 서버가 보았거나 답을 보낸 A의 주소입니다. 진단에만 씁니다.',
  },
  from: '{url}에서 옴',
  scale: '종류 선호도(type preference)',
  scaleNote: '0~126, 이 브라우저에서',
  scaleLabel: '0에서 126까지의 종류 선호도: {points}',
  preferred: {
    own: '{type} {preference}은(는) 이 브라우저가 고른 값입니다{by}. RFC 8445 §5.1.2.2의 권고는 {advised}이며, 중요한 것은 순서뿐입니다.',
    advised: '{type} {preference}은(는) RFC 8445 §5.1.2.2가 권하는 값입니다. 중요한 것은 순서뿐입니다.',
    by: { udp: '(UDP로 닿는 TURN)', tcp: '(TCP로 닿는 TURN)', tls: '(TLS로 닿는 TURN)', hostTcp: '(TCP)' },
  },
  priority: '우선순위 {priority}, 비트 하나하나',
  parts: {
    type: '종류 선호도',
    local: '로컬 선호도',
    component: '256 − 컴포넌트',
    interface: '어느 인터페이스인지',
    componentOf: '컴포넌트 {component}',
    libwebrtc: '인터페이스 {high} × 256 + 주소 {low}',
    libwebrtcRelay: '인터페이스 {high} × 256 + 주소와 서버 {low}',
    other: '{high} × 256 + {low}',
  },
  advisedTotal: '인터페이스가 하나라면 RFC는 로컬 선호도를 65,535로 둡니다: {advised}',
  carried:
    '줄에는 컴포넌트가 {component}인데 비트는 256이라고 합니다. 이 브라우저는 풀에 있던 후보의 우선순위를 컴포넌트가 정해지기 전에 계산했고, 256 − 0이 왼쪽으로 올림되었습니다.',
  line: 'A가 보내는 줄',
  lineNote: '칸의 순서 그대로, RFC 8839 §5.1',
  fields: {
    prefix: 'SDP 속성',
    foundation: 'foundation',
    component: '컴포넌트',
    transport: '전송',
    priority: '우선순위',
    address: '주소',
    mdns: '주소(mDNS 이름)',
    port: '포트',
    type: '종류',
    raddr: '관련 주소',
    rport: '관련 포트',
    tcptype: 'TCP 종류',
    extension: '확장',
  },
  allHeads: { candidate: '후보', address: '주소', priority: '우선순위', foundation: 'foundation' },
  foundations:
    'foundation이 같은 후보는 종류, 기반 주소, 서버, 전송이 같습니다. foundation이 같은 쌍의 검사는 서로를 기다립니다(RFC 8445 §5.1.1.3, §6.1.2.6).',
  statsHeads: { candidate: '후보', address: '주소', priority: '우선순위', announced: '알림' },
  announced: { yes: '예', no: '아니요' },
  hidden: '(숨김)',
  statsEmpty: '수집이 끝나거나 오래 걸리면 getStats에 묻습니다.',
  statsMore:
    '이 가운데 {count}개는 알려진 적이 없습니다. 브라우저가 가지고 있지만, 누구에게도 쓸모가 없어 내보내지 않습니다.',
  statsSame: 'getStats가 아는 후보는 모두 이미 알려졌습니다.',
  timeline: '시간: 어느 후보가 있는지',
  returnToLive: '지금으로',
  needsServer:
    'STUN과 TURN에는 서버가 필요한데, 이 사이트는 서버 없이 제공되고 있습니다. npm start로 시작하세요. 그동안은 {browser}에서 우리 서버로 기록한 실행을 보여 줍니다.',
  otherServer:
    '이 사이트는 다른 STUN·TURN 서버({host})를 씁니다. 하는 일은 같지만 무엇을 보았는지 보여 주지 않고, 늦게 답하라고 시킬 수도 없습니다.',
  lost: '우리 STUN·TURN 서버에 닿지 못했습니다: {reason}. npm start로 시작하세요.',
  refusedMicrophone: '마이크를 얻지 못했습니다: {name}. 마이크 없이 모으면 주소는 숨겨진 채입니다.',
  unsupported:
    '이 브라우저에는 RTCPeerConnection이 없어 여기서 아무것도 실행할 수 없습니다. 아래는 {browser}에서 기록한 실행입니다.',
  noScript: 'JavaScript가 꺼져 있어 여기서 아무것도 실행할 수 없습니다. 아래는 {browser}에서 기록한 실행입니다.',
  pasteShown: '이벤트 {count}개, {browser}에서 기록함. 다시 실행하려면 모으기나 처음부터를 누르세요.',
  brokenLink: '이 링크의 실행을 읽을 수 없습니다. 링크가 잘렸거나 바뀌었습니다.',
};
