import type { Words } from '../words.ts';

export const natPacket: Words['natPacket'] = {
  label: 'NAT 하나, 패킷 하나씩',
  noScript: '그림에는 JavaScript가 필요합니다. 아래는 처음에 고른 NAT를 지나는 같은 패킷들을 글로 적은 것입니다.',
  back: '뒤로',
  step: '한 단계',
  play: '재생',
  pause: '멈춤',
  startOver: '처음부터',
  model: '모형',
  count: '패킷 {of}개 중 {at}',
  timeline: '패킷',
  keys: '키: 오른쪽 화살표는 패킷 하나 앞으로, 왼쪽 화살표는 하나 뒤로, 스페이스는 재생, R은 처음부터, Home과 End는 양 끝으로 갑니다.',
  nat: 'NAT',
  natAddress: '203.0.113.7',
  host: '내 호스트',
  regions: { inside: '내 네트워크', outside: '바깥' },
  places: {
    server: '서버',
    'other-port': '그 서버의 다른 포트',
    peer: '피어',
    stranger: '모르는 상대',
  },
  toward: {
    server: '서버',
    'other-port': '서버의 다른 포트',
    peer: '피어',
    stranger: '모르는 상대',
  },
  send: '내 호스트가 보낼 곳',
  receive: '내 호스트로 보내는 쪽',
  mapping: '매핑',
  filtering: '필터링',
  classic: {
    'full-cone': 'full cone',
    'restricted-cone': 'restricted cone',
    'port-restricted-cone': 'port-restricted cone',
    symmetric: 'symmetric',
  },
  oldName: '옛 이름',
  noOldName: '옛 이름이 없습니다',
  replay: 'NAT를 바꾸면 같은 패킷들이 다시 지나갑니다.',
  packetOut: '나가는 패킷',
  packetIn: '들어오는 패킷',
  sent: '보낸 그대로',
  came: '오던 모습',
  arrived: '받는 모습',
  never: '도착했다면 이런 모습',
  notes: {
    newMapping: '새 줄: 출발지를 {port} 포트로 고쳐 씀',
    sameMapping: '맞는 줄이 있어 다시 {port} 포트',
    anyone: '{port} 포트로는 누구나 들어옴',
    contact: '{port} 포트에서 그리로 보낸 적이 있음',
  },
  events: {
    begin: {
      title: '아직 아무것도 보내지 않았습니다',
      fact: '두 표가 비어 있습니다. 바깥의 누구도 내 호스트에 닿지 못합니다. 그리로 이어지는 줄이 없기 때문입니다.',
    },
    newMapping: {
      title: '보내는 곳: {place}',
      fact: 'NAT가 매핑을 적습니다. {inside} 주소는 {outside} 주소로 나갑니다. 필터에는 {peer} 주소로 보냈다고 적습니다.',
    },
    sameMapping: {
      title: '보내는 곳: {place}',
      fact: '맞는 매핑이 이미 있어 패킷은 {outside} 주소로 나갑니다. 필터에는 {peer} 주소로 보냈다고 적습니다.',
    },
    repeated: {
      title: '다시 보내는 곳: {place}',
      fact: '두 줄이 모두 있습니다. 패킷은 전과 같이 {outside} 주소로 나갑니다.',
    },
    anyone: {
      title: '들어옵니다: {Place}',
      fact: '패킷이 온 {outside} 주소에는 매핑이 있고, 이 필터는 누구인지 묻지 않습니다. {inside} 주소로 건네줍니다.',
    },
    contact: {
      title: '들어옵니다: {Place}',
      fact: '패킷이 {outside} 주소로 왔고, 거기서 {peer} 주소로 보낸 적이 있습니다. {inside} 주소로 건네줍니다.',
    },
    port: {
      title: '돌려보냅니다: {Place}',
      fact: '{outside} 주소에서 {address} 주소로 보낸 적은 있지만, {source} 주소와는 포트가 다릅니다. 이 필터는 포트도 봅니다.',
    },
    address: {
      title: '돌려보냅니다: {Place}',
      fact: '{outside} 주소에서 {address} 주소로 보낸 적이 없습니다. 보낸 쪽은 아무것도 알 수 없습니다.',
    },
    'no-mapping': {
      title: '돌려보냅니다: {Place}',
      fact: '{outside} 주소에는 매핑이 없어 패킷을 건네줄 상대가 없습니다. 규칙도 방화벽도 필요 없습니다.',
    },
  },
  Places: {
    server: '서버',
    'other-port': '서버의 다른 포트',
    peer: '피어',
    stranger: '모르는 상대',
  },
  honest: {
    model: '이 NAT는 모형입니다.',
    text: '공인 주소 하나, 호스트 하나, UDP뿐이고, 여기서는 줄이 만료되지 않습니다. 주소는 RFC 5737이 문서용으로 남겨 둔 것입니다.',
  },
};
