/** Words of the two-tab bench. `{self}` and `{other}` are the letters of this tab's peer and of the other's. */
export const twoTabs = {
  label: 'Live negotiation between this tab and another',
  keys: 'Keys, while the panel has focus: → step, ← back, space play or pause, A run all, R start over, Home first event, End live.',
  carrier: 'Carrier',
  carriers: {
    'in-page': 'in this page',
    'broadcast-channel': 'BroadcastChannel',
    peerserver: 'PeerServer',
    polling: 'HTTP polling',
    'copy-paste': 'Copy and paste',
  },
  reach: {
    'broadcast-channel': 'tabs of this browser, no server',
    peerserver: 'any device, through a WebSocket',
    polling: 'any device, through HTTP requests',
    'copy-paste': 'any device, by hand',
  },
  noServer: 'This site has no signaling server. Start one with npm start, and open its page.',
  noLocks: 'BroadcastChannel needs Web Locks, which the browser gives to pages over https and on localhost alone.',
  asking: 'Asking whether this site has a signaling server…',
  cut: 'Cut the signaling',
  runAll: 'Run all',
  restartIce: 'Restart ICE',
  startOver: 'Start over',
  carries: 'What is negotiated',
  data: 'Data',
  both: 'Data and picture',
  trickle: 'Trickle ICE',
  optionsNote: 'A change starts over in both tabs, with two new connections.',
  optionsOther: 'Tab A chooses what is negotiated.',
  live: 'live',
  running: 'call still running',
  past: 'looking back',
  recorded: 'recorded run',
  recordedNote: 'A run that was shared or pasted is shown; nothing here is live. Start over begins a live one.',
  goBack: 'This tab is B and runs by itself. Go back to tab A, and press Step there.',
  returnToLive: 'Live',
  a: 'A',
  b: 'B',
  clock: 'ms, A’s clock',
  rows: 'Messages of signaling between tab A and tab B',
  rowsEmpty: 'No message has passed yet. The first will be hello.',
  row: {
    crossed: '{from} sent {label} at {sent} ms; it reached {to} at {received} ms.',
    'under-way': '{from} sent {label} at {sent} ms; it has not reached {to} yet.',
    'no-way': '{from} made {label} at {sent} ms; there was no way across.',
    unheard: '{from} sent {label} at {sent} ms; nobody could tell whether it reached {to}.',
    unsent: '{to} received {label} at {received} ms; {from} has not told when it was sent.',
  },
  noWay: 'no way across',
  unheard: 'nobody could tell',
  messages: {
    hello: 'hello',
    offer: 'offer',
    'restart-offer': 'restart offer',
    answer: 'answer',
    pranswer: 'provisional answer',
    rollback: 'rollback',
    candidate: 'candidate',
    'end-of-candidates': 'end of candidates',
    message: 'message',
  },
  times: '{label} ×{count}',
  changes: {
    cutHere: '{time} · you cut the signaling',
    cut: '{time} · {peer} cut the signaling',
    lost: '{time} · {carrier} lost',
    closed: '{time} · {peer} left',
    open: '{time} · {carrier} open again',
    moved: '{time} · on by {carrier}',
  },
  card: {
    own: '{self} · this tab',
    heard: '{other} · as heard',
    label: 'Tab {peer}',
    seesBoth: 'Tab {peer} shows the picture of {other}, and its own in the corner.',
    seesOwn: 'Tab {peer} shows its own picture; none of {other} has come.',
    seesNothing: 'Tab {peer} shows no picture.',
    pathNone: 'no room yet',
    signaling: 'signaling',
    ice: 'ICE',
    frames: '{other}’s frames',
    framesValue: '{count} decoded',
    pair: 'pair in use',
    pairValue: '{local} to {remote}',
    none: '–',
    measured: 'measured',
    here: 'now, here',
    heardTerm: 'heard',
    ago: '{seconds} s ago',
    never: 'nothing yet',
  },
  direct: 'Straight from A to B',
  directLabel: 'What goes straight between the tabs: {flows}',
  directNone: 'Nothing goes straight yet. What you see above is all that passes.',
  gone: 'Nothing goes straight any more: {other} has left.',
  video: '{peer}’s video {rate} kbit/s',
  videoSoon: '{peer}’s video',
  channel: 'data channel “chat”, both ways',
  connectedPill: 'connected',
  open: {
    title: 'Open the other half',
    tab: 'Open the second tab',
    otherTab: 'Open tab {other}',
    copyLink: 'Copy link',
    linkCopied: 'Link copied.',
    linkInBar: 'The browser did not allow copying. The link is selected: copy it from there.',
    phone: 'Show a code for a phone',
    code: 'QR code of the link to this room',
    codeOfText: 'QR code of the text to carry over',
    loopback:
      'This page is served from {host}, which only this computer can reach. For a phone, start the site with npm start -- --host, open it by this computer’s address in the network, and come back here.',
    noPhone: 'For a phone a signaling server is needed, or Copy and paste: this site has no server.',
    taken: 'Tab {other} is here.',
    waiting: 'The link is good until somebody has opened it: the room has two seats.',
    byBroadcast: 'BroadcastChannel reaches tabs of this browser only, in this profile, and not a private window.',
  },
  carry: {
    title: 'Carry the messages by hand',
    out: 'For tab {other}',
    outEmpty: 'Nothing is to be carried over. When this tab has something to say, its text stands here.',
    outCount: '{characters} characters. Carry them to tab {other}, and paste them there.',
    hint: 'Carry the text under “For tab {other}” over, and bring back what it shows.',
    copy: 'Copy text',
    copied: 'Copied. Paste it in tab {other}.',
    copyFailed: 'The browser did not allow copying. The text is selected: copy it from there.',
    in: 'From tab {other}',
    take: 'Take it in',
    taken: 'Taken in.',
    errors: {
      empty: 'The box is empty. Paste the text that tab {other} shows.',
      'not-ours': 'This is not a text of this bench. Copy the whole text that tab {other} shows.',
      'other-version': 'This text is of another version of the bench. Open both tabs from the same site.',
      'cut-off': 'The text breaks off. Copy it once more, from the first to the last character.',
      altered: 'The text was altered on the way. Copy it once more, or carry it another way.',
      'too-long': 'The text is longer than any that this bench writes.',
      'other-room': 'This text is of another room. Open the link of this one in tab {other}.',
      'own-text': 'This is the text of this very tab. Paste it in the other one.',
    },
  },
  clockTitle: 'B’s clock against A’s',
  clockValue: '{offset} ms ± {error}',
  clockNone: 'not compared yet',
  clockText:
    'Of {count} pings {over} the fastest took {roundTrip} ms, so it can be wrong by half of that. Each tab counts from its own start.',
  clockEmpty:
    'Each tab counts from its own start. Once both are here they ask each other’s clock, and every time is told on A’s.',
  over: { signaling: 'by the carrier', data: 'on the data channel' },
  plot: {
    label:
      '{count} pings: how far B’s clock seemed ahead of A’s, against the round trip. The fastest says {offset} ms.',
    offset: 'offset, ms',
    roundTrip: 'round trip, ms',
    fastest: 'fastest ping',
  },
  chat: {
    title: 'Chat, on the data channel',
    label: 'What was said',
    empty: 'Once the channel is open, what you write goes straight to the other tab.',
    say: 'Say something to {other}',
    send: 'Send',
    at: '{time}',
    acknowledged: '{time} · acknowledged in {ms} ms',
    unacknowledged: '{time} · not acknowledged yet',
    cut: 'signaling cut',
    lost: 'signaling lost',
    open: 'signaling open again',
    closed: '{peer} left',
    tooLong: 'At most {most} characters.',
    notSent: 'The channel is not open: nothing was sent.',
  },
  tracks: {
    label: 'Time, both tabs: move through the run',
    text: '{time} of {end}',
    signaling: 'signaling',
    direct: 'direct',
    picture: 'Signaling was there for {signaling}, the direct connection for {direct}.',
    gaps: {
      cut: 'cut',
      lost: 'lost',
      closed: 'closed',
      moved: 'moved',
      disconnected: 'disconnected',
      failed: 'failed',
    },
  },
  transcript: 'Transcript, trace and link to this moment',
  ranOther: '{peer} ran, in the other tab',
  waitsFor: '{self} waits',
  happened: {
    'send(offer)':
      'The offer is on its way to {other}. {self} can only wait: it does not know whether anybody is there.',
    'send(answer)': 'The answer is on its way to {other}.',
    'sendGathered(offer)': 'The offer is on its way to {other}, with every candidate inside.',
    'sendGathered(answer)': 'The answer is on its way to {other}, with every candidate inside.',
  },
  next: {
    'send(offer)':
      'The application hands the offer to the carrier. WebRTC does not do it and does not care how it is done.',
    'send(answer)': 'The application hands the answer to the carrier.',
    'sendGathered(offer)':
      'Without trickle the application waits until every candidate is found, then sends the offer.',
    'sendGathered(answer)':
      'Without trickle the application waits until every candidate is found, then sends the answer.',
  },
  waits: {
    offer: '{other} has not sent its offer yet. Its next call is {code}, in the other tab.',
    offerSoon: '{other} has not sent its offer yet; it is made in the other tab.',
    takesOffer: '{self} has sent its offer; {other}’s next call is {code}, in the other tab.',
    answer: '{other} is writing its answer; its next call is {code}, in the other tab.',
    takesAnswer: '{self} has sent its answer; {other}’s next call is {code}, in the other tab.',
    candidates: 'Every message that has arrived is used. The browsers look for candidates, and check pairs of them.',
    candidatesOther: 'Every message that has arrived here is used; {other}’s next call is {code}, in the other tab.',
  },
  met: {
    label: 'The two have met',
    sentence: 'Each tab knows that the other is there. Nothing has been negotiated yet.',
  },
  browsersWork: 'The browsers',
  connected: {
    label: 'Connected',
    sentence:
      'What was negotiated goes straight from A to B now, and the carrier has nothing left to do. Cut the signaling, and see what stops.',
  },
  situations: {
    malformed: {
      label: 'No such room',
      sentence:
        'The link names no room that can be: it was cut off or altered. Ask for it again, or begin a room of your own.',
    },
    brokenRun: {
      label: 'The link breaks off',
      sentence:
        'The run in this link cannot be read: the link was cut off or altered. Ask for it again, or begin a live run.',
    },
    otherVersion: {
      label: 'Another version',
      sentence:
        'The run in this link was written by another version of this bench. Open it there, or begin a live run.',
    },
    alone: {
      label: 'Alone',
      sentence:
        'This tab will be A. Open the second tab, which will be B: what they say to each other to become connected passes below, in both.',
    },
    opening: { label: 'Taking a seat', sentence: 'This tab is taking its seat in room {room}, by {carrier}.' },
    waiting: {
      label: 'Waiting for {other}',
      sentence:
        '{self} sits in room {room} and has said hello, and nobody else is there. Open the link to the room, here or elsewhere.',
    },
    waitingByHand: {
      label: 'Waiting for {other}',
      sentence:
        'Open the link in another tab, browser or device. Then carry the text under “For tab {other}” there, and bring back what it shows.',
    },
    waitingByHandSecond: {
      label: 'Waiting for {other}',
      sentence: 'Carry the text from tab {other} here, then carry yours back.',
    },
    full: {
      label: 'The room is full',
      sentence:
        'Two tabs sit in room {room} already, and it has two seats. Close one of them and try again, or begin a new room.',
    },
    replaced: {
      label: 'Another tab sits here',
      sentence:
        'Another tab has taken this one’s seat, as a copy of it would. Go on there; or close it, and try again here.',
    },
    refused: {
      label: 'Not by {carrier}',
      sentence: '{carrier} cannot be had here: {reason}. Choose another carrier, or try again.',
    },
    lost: {
      label: '{carrier} is gone',
      sentence:
        '{carrier} went away ({reason}): {waiting}. This tab keeps trying to reach it, and then the negotiation goes on where it stands. Or choose another carrier in both tabs, or start over.',
    },
    lostConnected: {
      label: '{carrier} is gone',
      sentence:
        '{carrier} went away ({reason}), and the call did not notice: what was negotiated goes straight from A to B. Only what needs a new offer waits. This tab keeps trying to reach it.',
    },
    cutHere: {
      label: 'You cut the signaling',
      sentence:
        'Both tabs have left the carrier, and the call did not notice: what was negotiated goes straight from A to B. What stops is anything that needs a new offer. Try it: Restart ICE makes one, to find the path anew.',
    },
    cutThere: {
      label: '{other} cut the signaling',
      sentence:
        'Both tabs have left the carrier, and the call did not notice: what was negotiated goes straight from A to B. What stops is anything that needs a new offer. Try it: Restart ICE makes one, to find the path anew.',
    },
    cutUnconnected: {
      label: 'The signaling is cut',
      sentence: 'The two were not connected yet, so now nothing passes at all: {waiting}. Join again to go on.',
    },
    closed: {
      label: 'Left the room',
      sentence: 'This tab is not in room {room} any more: {waiting}. Join again to go on.',
    },
    restartWaits: {
      label: 'No way across',
      sentence:
        '{self} made an offer for an ICE restart at {time}, and no carrier takes it. The call goes on over its old path. Join again, and the offer is delivered.',
    },
    restartLost: {
      label: '{carrier} is gone',
      sentence:
        '{carrier} went away ({reason}). {self} made an offer for an ICE restart at {time}, and it waits; the call goes on over its old path. As soon as {carrier} is back, or both tabs have chosen another carrier, the offer is delivered.',
    },
    silent: {
      label: '{other} does not answer',
      sentence:
        'Nothing has come from {other} for more than five seconds: {waiting}. Its tab may be in the background, where browsers slow a page down, or frozen, or gone. Wait: what waits is delivered as soon as it is back. Or start over, or begin a new room.',
    },
    silentConnected: {
      label: '{other} does not answer',
      sentence:
        'Nothing has come from {other} for more than five seconds. Its tab may be in the background, where browsers slow a page down, or frozen, or gone. Wait: nothing is lost meanwhile. Or start over.',
    },
    silentByHand: {
      label: 'Yours to carry',
      sentence: '{waiting}. Carry the text under “For tab {other}” over, and bring back what it shows.',
    },
    left: {
      label: '{other} has left',
      sentence:
        'Tab {other} was closed or went to another page, and its end of the connection went with it. Open it again, or begin a new room.',
    },
    rejoining: { label: 'Joining again', sentence: 'This tab is taking its seat in room {room} again, by {carrier}.' },
    reopened: {
      label: 'Back in the room',
      sentence:
        'This tab is back in room {room}; {other} has not been heard since. Its tab may have to press Join again too, or to choose {carrier}, as this one did. What waits is delivered when it is there.',
    },
    resumed: {
      label: 'Together again',
      sentence:
        'Both tabs are in room {room}, and what waited has been delivered. The negotiation goes on where it stood.',
    },
    returned: {
      label: 'You were away',
      sentence:
        'The browser put this tab aside while you were on another page, and its connection ended then. It sits in room {room} again, and a new run begins as soon as {other} is heard.',
    },
    anew: {
      label: 'A new run',
      sentence:
        'Tab {other} was reloaded, opened again or started over, and its end of the connection went with it. A new run has begun in both tabs.',
    },
    failed: {
      label: 'The path is gone',
      sentence:
        'The pair of candidates in use has stopped working. Restart ICE to gather and check anew, or start over.',
    },
    neverConnected: {
      label: 'No path was found',
      sentence:
        'ICE tried every pair of candidates, and none worked. Are both devices in one network? Does a firewall block UDP? Change what you can, then start over.',
    },
    recorded: {
      label: 'Recorded run',
      sentence:
        'This run was recorded earlier; nothing of it is live. Both halves are shown as they were at this moment.',
    },
  },
  /** What a carrier says when it goes or refuses, as far as it is known. */
  reasons: {
    'insecure-context': 'the browser gives it to pages over https and on localhost alone',
    1001: 'the server stopped',
    1006: 'the connection broke',
    1008: 'the server turned this page away',
    1012: 'the server restarts',
    4408: 'the server had heard nothing for long',
    4429: 'too many connections or messages',
    network: 'the server cannot be reached',
    timeout: 'the server did not answer in time',
  },
  waiting: {
    nothing: 'nothing is under way',
    hello: 'the hello of {from} waits to be delivered',
    description: 'the {label} of {from} waits to be delivered',
    candidates: '{count} candidates of {from} wait to be delivered',
    theirOffer: '{self} waits for an offer',
    theirAnswer: '{self} waits for an answer',
    step: '{self}’s next call is {code}',
    other: '{other}’s next call is {code}',
  },
  act: {
    open: 'Open the second tab',
    startOver: 'Start over',
    newRoom: 'New room',
    joinAgain: 'Join again',
    tryAgain: 'Try again',
    copyOld: 'Copy the trace of the run before',
    restartIce: 'Restart ICE',
  },
  unsupported:
    'This browser has no RTCPeerConnection, so nothing can run here. Below is a run of two tabs that was recorded in {browser}.',
  noScript: 'With JavaScript off nothing can run here. Below is a run of two tabs that was recorded in {browser}.',
};
