import type { Words } from '../words.ts';

export const relayNote: Words['relayNote'] = {
  skipped:
    'Firefox는 자기 컴퓨터에 있는 STUN·TURN 서버에는 묻지 않습니다. 우리 서버가 바로 그 컴퓨터에 있습니다. about:config에서 media.peerconnection.ice.loopback을 true로 바꾼 뒤 이 페이지를 다시 열면 여기에 직접 보낸 패킷이 나타납니다. 그때까지는 기록된 패킷을 보여 드립니다.',
};
