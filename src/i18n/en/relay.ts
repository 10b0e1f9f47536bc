/** The relayed call, and the controls that make a path worse. */
export const relay = {
  impairment: {
    title: 'Make the path worse',
    aside: 'as the relay sends on',
    loss: 'Loss',
    delay: 'Delay',
    jitter: 'Jitter',
    rate: 'Bandwidth',
    more: 'Reorder and duplicate',
    reorder: 'Reordered',
    duplicate: 'Sent twice',
    percent: '{share}%',
    milliseconds: '{ms} ms',
    plusMinus: '± {ms} ms',
    kilobits: '{rate} kb/s',
    unlimited: 'no limit',
    cut: 'Cut the path',
    mend: 'Mend the path',
    cutSays: 'drops every packet until you mend it',
    isCut: 'nothing passes now, in either direction',
    heal: 'All back to normal',
  },
};
