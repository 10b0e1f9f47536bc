import type { Words } from '../words.ts';

export const relay: Words['relay'] = {
  impairment: {
    title: '경로 나쁘게 만들기',
    aside: 'relay가 이렇게 넘깁니다',
    loss: '손실',
    delay: '지연',
    jitter: '지터',
    rate: '대역폭',
    more: '순서 바꾸기와 중복',
    reorder: '순서 바뀜',
    duplicate: '두 번 보냄',
    percent: '{share}%',
    milliseconds: '{ms} ms',
    plusMinus: '± {ms} ms',
    kilobits: '{rate} kb/s',
    unlimited: '제한 없음',
    cut: '경로 끊기',
    mend: '경로 잇기',
    cutSays: '다시 이을 때까지 모든 패킷을 버립니다',
    isCut: '지금은 어느 방향으로도 지나가지 못합니다',
    heal: '모두 원래대로',
  },
};
