import type { Words } from '../words.ts';

/** 두 탭 패널의 말. `{self}`는 이 탭의 피어, `{other}`는 상대 탭의 피어. */
export const twoTabs: Words['twoTabs'] = {
  label: '이 탭과 다른 탭 사이의 실시간 협상',
  keys: '패널에 포커스가 있을 때 쓰는 키: → 한 걸음, ← 뒤로, 스페이스 재생·멈춤, A 모두 실행, R 처음부터, Home 첫 이벤트, End 실시간.',
  carrier: '전달 수단',
  carriers: {
    'in-page': '한 페이지 안',
    'broadcast-channel': 'BroadcastChannel',
    peerserver: 'PeerServer',
    polling: 'HTTP 폴링',
    'copy-paste': '복사와 붙여넣기',
  },
  reach: {
    'broadcast-channel': '이 브라우저의 탭끼리, 서버 없이',
    peerserver: '어느 기기든, WebSocket으로',
    polling: '어느 기기든, HTTP 요청으로',
    'copy-paste': '어느 기기든, 손으로 날라서',
  },
  noServer: '이 사이트에는 시그널링 서버가 없습니다. npm start로 서버를 띄우고 그 페이지를 여세요.',
  noLocks: 'BroadcastChannel에는 Web Locks가 필요한데, 브라우저는 https와 localhost의 페이지에만 줍니다.',
  asking: '이 사이트에 시그널링 서버가 있는지 묻는 중입니다…',
  cut: '시그널링 끊기',
  runAll: '모두 실행',
  restartIce: 'ICE 재시작',
  startOver: '처음부터',
  carries: '무엇을 협상할까',
  data: '데이터',
  both: '데이터와 영상',
  trickle: 'candidate를 찾는 대로 보내기',
  optionsNote: '바꾸면 두 탭 모두 새 연결로 처음부터 시작합니다.',
  optionsOther: '무엇을 협상할지는 탭 A가 고릅니다.',
  live: '실시간',
  running: '통화는 계속되는 중',
  past: '지난 순간을 보는 중',
  recorded: '기록된 실행',
  recordedNote:
    '공유받았거나 붙여넣은 실행입니다. 지금 실시간으로 일어나는 일은 없습니다. ‘처음부터’를 누르면 실시간 실행이 시작됩니다.',
  goBack: '이 탭은 B이고 저절로 진행됩니다. 탭 A로 돌아가 거기서 ‘한 걸음’을 누르세요.',
  returnToLive: '실시간으로',
  a: 'A',
  b: 'B',
  clock: 'ms, A의 시계',
  rows: '탭 A와 탭 B 사이의 시그널링 메시지',
  rowsEmpty: '아직 오간 메시지가 없습니다. 첫 메시지는 hello입니다.',
  row: {
    crossed: '{from}가 {sent} ms에 보낸 {label}: {received} ms에 {to}에 도착했습니다.',
    'under-way': '{from}가 {sent} ms에 보낸 {label}: 아직 {to}에 도착하지 않았습니다.',
    'no-way': '{from}가 {sent} ms에 만든 {label}: 건너갈 길이 없었습니다.',
    unheard: '{from}가 {sent} ms에 보낸 {label}: {to}에 도착했는지 알려 줄 길이 없습니다.',
    unsent: '{to}가 {received} ms에 받은 {label}: 언제 보냈는지 {from}가 알려 주지 않았습니다.',
  },
  noWay: '건너갈 길 없음',
  unheard: '도착 여부 모름',
  messages: {
    hello: 'hello',
    offer: 'offer',
    'restart-offer': '재시작 offer',
    answer: 'answer',
    pranswer: 'pranswer',
    rollback: 'rollback',
    candidate: 'candidate',
    'end-of-candidates': 'candidate 끝',
    message: '메시지',
  },
  times: '{label} ×{count}',
  changes: {
    cutHere: '{time} · 이 탭이 시그널링을 끊음',
    cut: '{time} · {peer}가 시그널링을 끊음',
    lost: '{time} · {carrier} 사라짐',
    closed: '{time} · {peer}가 나감',
    open: '{time} · {carrier} 다시 열림',
    moved: '{time} · 전달 수단 바꿈: {carrier}',
  },
  card: {
    own: '{self} · 이 탭',
    heard: '{other} · 전해 들음',
    label: '탭 {peer}',
    seesBoth: '탭 {peer}에는 {other}의 영상이, 구석에는 자기 영상이 보입니다.',
    seesOwn: '탭 {peer}에는 자기 영상만 보입니다. {other}의 영상은 아직 오지 않았습니다.',
    seesNothing: '탭 {peer}에는 영상이 없습니다.',
    pathNone: '아직 방 없음',
    signaling: 'signaling',
    ice: 'ICE',
    frames: '{other}의 프레임',
    framesValue: '{count}장 디코딩',
    pair: '쓰는 쌍',
    pairValue: '{local}–{remote}',
    none: '–',
    measured: '측정',
    here: '지금 이 탭에서',
    heardTerm: '전해 들음',
    ago: '{seconds}초 전',
    never: '아직 없음',
  },
  direct: 'A와 B의 직접 연결',
  directLabel: '두 탭 사이에 바로 오가는 것: {flows}',
  directNone: '바로 오가는 것은 아직 없습니다. 지금까지 오간 것은 위에 보이는 메시지뿐입니다.',
  gone: '이제 바로 오가는 것이 없습니다. {other}가 나갔습니다.',
  video: '{peer}의 영상 {rate} kbit/s',
  videoSoon: '{peer}의 영상',
  channel: '데이터 채널 “chat”, 양방향',
  connectedPill: '연결됨',
  open: {
    title: '나머지 반쪽 열기',
    tab: '두 번째 탭 열기',
    otherTab: '탭 {other} 열기',
    copyLink: '링크 복사',
    linkCopied: '링크를 복사했습니다.',
    linkInBar: '브라우저가 복사를 허용하지 않았습니다. 링크를 선택해 두었으니 거기서 복사하세요.',
    phone: '휴대폰용 코드 보기',
    code: '이 방의 링크를 담은 QR 코드',
    codeOfText: '나를 글을 담은 QR 코드',
    loopback:
      '이 페이지는 {host}에서 왔으므로 이 컴퓨터에서만 열립니다. 휴대폰으로 하려면 npm start -- --host로 사이트를 띄우고, 네트워크 안에서 이 컴퓨터의 주소로 이 페이지를 다시 여세요.',
    noPhone: '휴대폰과 이으려면 시그널링 서버나 ‘복사와 붙여넣기’가 필요합니다. 이 사이트에는 서버가 없습니다.',
    taken: '탭 {other}가 와 있습니다.',
    waiting: '방에는 자리가 둘뿐이어서, 누군가 들어올 때까지 이 링크를 쓸 수 있습니다.',
    byBroadcast: 'BroadcastChannel은 이 브라우저의 같은 프로필 안에서만 닿습니다. 시크릿 창에는 닿지 않습니다.',
  },
  carry: {
    title: '메시지를 손으로 나르기',
    out: '탭 {other}로 가져갈 글',
    outEmpty: '나를 것이 없습니다. 이 탭이 할 말이 생기면 여기에 글이 나타납니다.',
    outCount: '{characters}자입니다. 탭 {other}로 가져가 붙여넣으세요.',
    hint: '“탭 {other}로 가져갈 글”을 나르고, 거기 보이는 글을 가져오세요.',
    copy: '글 복사',
    copied: '복사했습니다. 탭 {other}에 붙여넣으세요.',
    copyFailed: '브라우저가 복사를 허용하지 않았습니다. 글을 선택해 두었으니 거기서 복사하세요.',
    in: '탭 {other}에서 온 글',
    take: '받아들이기',
    taken: '받아들였습니다.',
    errors: {
      empty: '칸이 비어 있습니다. 탭 {other}에 보이는 글을 붙여넣으세요.',
      'not-ours': '이 레슨에서 만든 글이 아닙니다. 탭 {other}에 보이는 글을 통째로 복사하세요.',
      'other-version': '이 페이지의 다른 버전에서 나온 글입니다. 두 탭을 같은 사이트에서 여세요.',
      'cut-off': '글이 중간에 끊겼습니다. 첫 글자부터 끝 글자까지 다시 복사하세요.',
      altered: '오는 길에 글이 바뀌었습니다. 다시 복사하거나 다른 방법으로 나르세요.',
      'too-long': '이 레슨에서 만드는 글이라기에는 너무 깁니다.',
      'other-room': '다른 방의 글입니다. 탭 {other}에서 이 방의 링크를 여세요.',
      'own-text': '바로 이 탭의 글입니다. 상대 탭에 붙여넣으세요.',
    },
  },
  clockTitle: 'A의 시계에 견준 B의 시계',
  clockValue: '{offset} ms ± {error}',
  clockNone: '아직 견주지 않음',
  clockText:
    '{over} 보낸 핑 {count}번 가운데 가장 빠른 것이 {roundTrip} ms 걸렸습니다. 그래서 그 절반만큼 틀릴 수 있습니다. 탭마다 자기가 시작한 때부터 셉니다.',
  clockEmpty: '탭마다 자기가 시작한 때부터 셉니다. 둘이 만나면 서로 시계를 묻고, 모든 시각을 A의 시계로 말합니다.',
  over: { signaling: '전달 수단으로', data: '데이터 채널로' },
  plot: {
    label:
      '핑 {count}번에서 B의 시계가 A의 시계보다 얼마나 앞서 보였는지를 왕복 시간에 견주어 그렸습니다. 가장 빠른 핑은 {offset} ms라고 합니다.',
    offset: '차이, ms',
    roundTrip: '왕복 시간, ms',
    fastest: '가장 빠른 핑',
  },
  chat: {
    title: '데이터 채널로 하는 채팅',
    label: '주고받은 말',
    empty: '채널이 열리면 여기 쓴 글이 상대 탭으로 바로 갑니다.',
    say: '{other}에게 할 말',
    send: '보내기',
    at: '{time}',
    acknowledged: '{time} · {ms} ms 만에 도착 확인',
    unacknowledged: '{time} · 아직 도착 확인 없음',
    cut: '시그널링 끊김',
    lost: '시그널링 사라짐',
    open: '시그널링 다시 열림',
    closed: '{peer}가 나감',
    tooLong: '{most}자까지 보낼 수 있습니다.',
    notSent: '채널이 열려 있지 않아 보내지 못했습니다.',
  },
  tracks: {
    label: '두 탭의 시간: 실행을 앞뒤로 옮겨 보기',
    text: '{end} 가운데 {time}',
    signaling: '시그널링',
    direct: '직접',
    picture: '시그널링은 {signaling} 동안, 직접 연결은 {direct} 동안 있었습니다.',
    gaps: {
      cut: '끊음',
      lost: '사라짐',
      closed: '나감',
      moved: '옮김',
      disconnected: '끊어짐',
      failed: '실패',
    },
  },
  transcript: '글로 적은 과정, 기록, 이 순간의 링크',
  ranOther: '상대 탭의 {peer}가 실행함',
  waitsFor: '{self}는 기다리는 중',
  happened: {
    'send(offer)': 'offer가 {other}에게 가는 중입니다. {self}는 기다릴 뿐, 저쪽에 누가 있는지는 모릅니다.',
    'send(answer)': 'answer가 {other}에게 가는 중입니다.',
    'sendGathered(offer)': '찾은 candidate(후보)를 모두 담은 offer가 {other}에게 가는 중입니다.',
    'sendGathered(answer)': '찾은 candidate(후보)를 모두 담은 answer가 {other}에게 가는 중입니다.',
  },
  next: {
    'send(offer)':
      '애플리케이션이 offer를 전달 수단에 맡깁니다. WebRTC가 하는 일이 아니며, 어떻게 나르든 상관하지 않습니다.',
    'send(answer)': '애플리케이션이 answer를 전달 수단에 맡깁니다.',
    'sendGathered(offer)': 'trickle을 쓰지 않으므로 candidate(후보)를 모두 찾을 때까지 기다렸다가 offer를 보냅니다.',
    'sendGathered(answer)': 'trickle을 쓰지 않으므로 candidate(후보)를 모두 찾을 때까지 기다렸다가 answer를 보냅니다.',
  },
  waits: {
    offer: '{other}가 아직 offer를 보내지 않았습니다. {other}의 다음 호출은 {code}이고, 상대 탭에서 할 일입니다.',
    offerSoon: '{other}가 아직 offer를 보내지 않았습니다. offer는 상대 탭에서 만듭니다.',
    takesOffer: '{self}는 offer를 보냈습니다. {other}의 다음 호출은 {code}이고, 상대 탭에서 할 일입니다.',
    answer: '{other}가 answer를 만드는 중입니다. 다음 호출은 {code}이고, 상대 탭에서 할 일입니다.',
    takesAnswer: '{self}는 answer를 보냈습니다. {other}의 다음 호출은 {code}이고, 상대 탭에서 할 일입니다.',
    candidates: '도착한 메시지는 모두 썼습니다. 이제 브라우저가 candidate(후보)를 찾고 쌍을 검사합니다.',
    candidatesOther: '여기 도착한 메시지는 모두 썼습니다. {other}의 다음 호출은 {code}이고, 상대 탭에서 할 일입니다.',
  },
  met: {
    label: '둘이 만남',
    sentence: '두 탭이 서로 있다는 것을 압니다. 협상한 것은 아직 없습니다.',
  },
  browsersWork: '브라우저가 할 일',
  connected: {
    label: '연결됨',
    sentence:
      '협상한 것은 이제 A와 B 사이를 바로 오가고, 전달 수단이 할 일은 끝났습니다. 시그널링을 끊고 무엇이 멈추는지 보세요.',
  },
  situations: {
    malformed: {
      label: '그런 방은 없음',
      sentence: '링크에 적힌 방 이름이 잘렸거나 바뀌었습니다. 링크를 다시 받거나 새 방을 만드세요.',
    },
    brokenRun: {
      label: '링크가 잘렸음',
      sentence:
        '이 링크에 든 실행을 읽을 수 없습니다. 링크가 잘렸거나 바뀌었습니다. 링크를 다시 받거나 실시간 실행을 시작하세요.',
    },
    otherVersion: {
      label: '다른 버전',
      sentence: '이 링크에 든 실행은 다른 버전에서 만든 것입니다. 그 버전에서 열거나 실시간 실행을 시작하세요.',
    },
    alone: {
      label: '혼자 있음',
      sentence:
        '이 탭이 A가 됩니다. 두 번째 탭을 열면 그 탭이 B입니다. 둘이 연결되려고 주고받는 말이 두 탭 모두에 보입니다.',
    },
    opening: { label: '자리 잡는 중', sentence: '이 탭이 {room} 방에 자리를 잡는 중입니다(전달 수단: {carrier}).' },
    waiting: {
      label: '{other}를 기다림',
      sentence:
        '{self}가 {room} 방에 앉아 hello를 보냈지만 아직 아무도 없습니다. 여기서나 다른 곳에서 방의 링크를 여세요.',
    },
    waitingByHand: {
      label: '{other}를 기다림',
      sentence:
        '다른 탭이나 브라우저, 다른 기기에서 링크를 여세요. 그다음 “탭 {other}로 가져갈 글”을 그리로 나르고, 거기 보이는 글을 가져오세요.',
    },
    waitingByHandSecond: {
      label: '{other}를 기다림',
      sentence: '탭 {other}에 보이는 글을 여기로 가져온 다음, 이 탭의 글을 탭 {other}로 나르세요.',
    },
    full: {
      label: '방이 찼음',
      sentence: '{room} 방에는 자리가 둘인데 이미 두 탭이 앉아 있습니다. 하나를 닫고 다시 시도하거나 새 방을 만드세요.',
    },
    replaced: {
      label: '다른 탭이 앉아 있음',
      sentence:
        '이 탭을 복제한 것 같은 다른 탭이 이 자리에 앉았습니다. 그 탭에서 계속하거나, 그 탭을 닫고 여기서 다시 시도하세요.',
    },
    refused: {
      label: '{carrier}: 쓸 수 없음',
      sentence: '여기서는 쓸 수 없는 전달 수단입니다: {reason}. 다른 전달 수단을 고르거나 다시 시도하세요.',
    },
    lost: {
      label: '{carrier}: 사라짐',
      sentence:
        '전달 수단이 사라졌습니다({reason}). 지금 멈춘 곳: {waiting}. 이 탭이 계속 다시 시도하며, 돌아오면 협상이 그 자리에서 이어집니다. 두 탭에서 다른 전달 수단을 고르거나 처음부터 시작해도 됩니다.',
    },
    lostConnected: {
      label: '{carrier}: 사라짐',
      sentence:
        '전달 수단이 사라졌지만({reason}) 통화는 알아채지 못했습니다. 협상한 것은 A와 B 사이를 바로 오갑니다. 새 offer가 필요한 일만 기다립니다. 이 탭이 계속 다시 시도합니다.',
    },
    cutHere: {
      label: '시그널링을 끊음',
      sentence:
        '두 탭이 모두 전달 수단을 떠났지만 통화는 알아채지 못했습니다. 협상한 것은 A와 B 사이를 바로 오갑니다. 멈추는 것은 새 offer가 필요한 일입니다. ‘ICE 재시작’을 누르면 길을 새로 찾으려고 그런 offer를 만듭니다.',
    },
    cutThere: {
      label: '{other}가 시그널링을 끊음',
      sentence:
        '두 탭이 모두 전달 수단을 떠났지만 통화는 알아채지 못했습니다. 협상한 것은 A와 B 사이를 바로 오갑니다. 멈추는 것은 새 offer가 필요한 일입니다. ‘ICE 재시작’을 누르면 길을 새로 찾으려고 그런 offer를 만듭니다.',
    },
    cutUnconnected: {
      label: '시그널링이 끊김',
      sentence:
        '아직 연결되기 전이라 이제 아무것도 오가지 않습니다. 지금 멈춘 곳: {waiting}. 이어 가려면 다시 들어가세요.',
    },
    closed: {
      label: '방을 나옴',
      sentence: '이 탭은 이제 {room} 방에 없습니다. 지금 멈춘 곳: {waiting}. 이어 가려면 다시 들어가세요.',
    },
    restartWaits: {
      label: '건너갈 길 없음',
      sentence:
        '{self}가 {time}에 ICE 재시작 offer를 만들었지만 날라 줄 전달 수단이 없습니다. 통화는 전과 같은 길로 계속됩니다. 다시 들어가면 offer가 전해집니다.',
    },
    restartLost: {
      label: '{carrier}: 사라짐',
      sentence:
        '전달 수단이 사라졌습니다({reason}). {self}가 {time}에 만든 ICE 재시작 offer가 기다리고 있으며, 통화는 전과 같은 길로 계속됩니다. {carrier}에 다시 연결되거나 두 탭에서 다른 전달 수단을 고르면 offer가 전해집니다.',
    },
    silent: {
      label: '{other} 응답 없음',
      sentence:
        '{other}에게서 5초 넘게 아무것도 오지 않았습니다. 지금 멈춘 곳: {waiting}. 뒤로 가 있어 브라우저가 느리게 돌리는 탭이거나, 얼어 있거나, 없어졌을 수 있습니다. 기다리면 돌아오는 대로 전해집니다. 처음부터 시작하거나 새 방을 만들어도 됩니다.',
    },
    silentConnected: {
      label: '{other} 응답 없음',
      sentence:
        '{other}에게서 5초 넘게 아무것도 오지 않았습니다. 뒤로 가 있어 브라우저가 느리게 돌리는 탭이거나, 얼어 있거나, 없어졌을 수 있습니다. 기다려도 잃는 것은 없습니다. 처음부터 시작해도 됩니다.',
    },
    silentByHand: {
      label: '나를 차례',
      sentence: '지금 멈춘 곳: {waiting}. “탭 {other}로 가져갈 글”을 나르고, 거기 보이는 글을 가져오세요.',
    },
    left: {
      label: '{other}가 나감',
      sentence: '탭 {other}가 닫혔거나 다른 페이지로 가서, 그쪽 연결도 함께 끝났습니다. 다시 열거나 새 방을 만드세요.',
    },
    rejoining: {
      label: '다시 들어가는 중',
      sentence: '이 탭이 {room} 방에 다시 자리를 잡는 중입니다(전달 수단: {carrier}).',
    },
    reopened: {
      label: '방에 돌아옴',
      sentence:
        '이 탭은 {room} 방에 돌아왔지만 {other}에게서는 아직 소식이 없습니다. 그쪽도 ‘다시 들어가기’를 누르거나 이 탭의 전달 수단({carrier})을 골라야 할 수 있습니다. {other}가 오면 기다리던 것이 전해집니다.',
    },
    resumed: {
      label: '다시 만남',
      sentence: '두 탭이 모두 {room} 방에 있고, 기다리던 것이 전해졌습니다. 협상은 멈춘 자리에서 이어집니다.',
    },
    returned: {
      label: '다녀오셨군요',
      sentence:
        '다른 페이지를 보는 동안 브라우저가 이 탭을 재워 두어 연결이 그때 끝났습니다. 다시 {room} 방에 앉았고, {other}의 소식이 오면 새 실행이 시작됩니다.',
    },
    anew: {
      label: '새 실행',
      sentence:
        '탭 {other}를 새로고침했거나 다시 열었거나 처음부터 시작해, 그쪽 연결도 함께 끝났습니다. 두 탭에서 새 실행이 시작되었습니다.',
    },
    failed: {
      label: '길이 없어짐',
      sentence:
        '쓰던 candidate(후보) 쌍이 더는 통하지 않습니다. ICE를 재시작해 후보를 새로 모으고 검사하거나, 처음부터 시작하세요.',
    },
    neverConnected: {
      label: '길을 찾지 못함',
      sentence:
        'ICE가 candidate(후보) 쌍을 모두 검사했지만 통하는 쌍이 없었습니다. 두 기기가 같은 네트워크에 있는지, 방화벽이 UDP를 막지 않는지 살펴본 뒤 ‘처음부터’를 누르세요.',
    },
    recorded: {
      label: '기록된 실행',
      sentence: '전에 기록한 실행이며, 지금 일어나는 일은 없습니다. 두 반쪽을 모두 그 순간 그대로 보여 줍니다.',
    },
  },
  reasons: {
    'insecure-context': '브라우저가 https와 localhost의 페이지에만 줍니다',
    1001: '서버가 멈춤',
    1006: '연결이 끊어짐',
    1008: '서버가 이 페이지를 돌려보냄',
    1012: '서버가 다시 시작하는 중',
    4408: '서버가 오랫동안 아무 소식도 받지 못함',
    4429: '연결이나 메시지가 너무 많음',
    network: '서버에 닿지 않음',
    timeout: '서버가 제때 답하지 않음',
  },
  waiting: {
    nothing: '오가는 것 없음',
    hello: '{from}의 hello가 전해지기를 기다림',
    description: '{from}의 {label}가 전해지기를 기다림',
    candidates: '{from}의 candidate {count}개가 전해지기를 기다림',
    theirOffer: '{self}가 offer를 기다림',
    theirAnswer: '{self}가 answer를 기다림',
    step: '{self}의 다음 호출 {code}',
    other: '{other}의 다음 호출 {code}',
  },
  act: {
    open: '두 번째 탭 열기',
    startOver: '처음부터',
    newRoom: '새 방',
    joinAgain: '다시 들어가기',
    tryAgain: '다시 시도',
    copyOld: '앞 실행의 기록 복사',
    restartIce: 'ICE 재시작',
  },
  unsupported:
    '이 브라우저에는 RTCPeerConnection이 없어 여기서는 아무것도 실행할 수 없습니다. 아래는 {browser}에서 기록해 둔 두 탭의 실행입니다.',
  noScript:
    'JavaScript가 꺼져 있어 여기서는 아무것도 실행할 수 없습니다. 아래는 {browser}에서 기록해 둔 두 탭의 실행입니다.',
};
