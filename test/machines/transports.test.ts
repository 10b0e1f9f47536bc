import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { diagramOf } from '#machines/diagram.ts';
import { type DtlsTransportState, dtlsTransportStateMachine } from '#machines/dtls-transport.ts';
import {
  deriveIceConnectionState,
  type IceConnectionState,
  iceTransportStateMachine,
} from '#machines/ice-connection.ts';
import { deriveIceGatheringState, type IceGatheringState, iceGatheringStateMachine } from '#machines/ice-gathering.ts';
import {
  combineConnectionState,
  deriveConnectionState,
  peerConnectionStateMachine,
} from '#machines/peer-connection.ts';
import { signalingStateMachine } from '#machines/signaling.ts';

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((row) => row.trim());

describe('moves of one transport', () => {
  const machines = [
    [
      iceGatheringStateMachine,
      `new -> gather -> gathering
       gathering -> finish -> complete
       gathering -> discard -> new
       complete -> restart -> gathering
       complete -> discard -> new`,
    ],
    [
      iceTransportStateMachine,
      `new -> remote-candidates -> checking
       new -> close -> closed
       checking -> pair-found -> connected
       checking -> checks-finished -> completed
       checking -> checks-failed -> disconnected
       checking -> gave-up -> failed
       checking -> close -> closed
       connected -> checks-finished -> completed
       connected -> connectivity-lost -> disconnected
       connected -> consent-expired -> checking
       connected -> close -> closed
       completed -> connectivity-lost -> disconnected
       completed -> consent-expired -> failed
       completed -> ice-restart -> connected
       completed -> close -> closed
       disconnected -> connectivity-regained -> connected
       disconnected -> local-candidates -> checking
       disconnected -> ice-restart -> checking
       disconnected -> gave-up -> failed
       disconnected -> close -> closed
       failed -> ice-restart -> checking
       failed -> close -> closed`,
    ],
    [
      dtlsTransportStateMachine,
      `new -> handshake-begins -> connecting
       new -> error -> failed
       new -> close -> closed
       connecting -> fingerprint-verified -> connected
       connecting -> error -> failed
       connecting -> close-notify -> closed
       connecting -> close -> closed
       connected -> error -> failed
       connected -> close-notify -> closed
       connected -> close -> closed
       failed -> close -> closed`,
    ],
  ] as const;

  for (const [machine, table] of machines) {
    test(`${machine.id} has the moves of the standard and no other`, () => {
      expect(diagramOf(machine).edges.map(({ from, event, to }) => `${from} -> ${event} -> ${to}`)).toEqual(
        rows(table),
      );
    });
  }

  test('a diagram has each state of the definition once', () => {
    expect(diagramOf(signalingStateMachine).nodes).toEqual(Object.keys(signalingStateMachine.root.states));
  });
});

describe('iceGatheringState from its transports', () => {
  test.each<[IceGatheringState[], IceGatheringState]>([
    [[], 'new'],
    [['new'], 'new'],
    [['new', 'complete'], 'new'],
    [['new', 'gathering'], 'gathering'],
    [['complete', 'gathering'], 'gathering'],
    [['complete'], 'complete'],
    [['complete', 'complete'], 'complete'],
  ])('%j is %s', (transports, expected) => {
    expect(deriveIceGatheringState(transports)).toBe(expected);
  });
});

describe('iceConnectionState from its transports', () => {
  test.each<[IceConnectionState[], IceConnectionState]>([
    [[], 'new'],
    [['new', 'new'], 'new'],
    [['new', 'closed'], 'new'],
    [['closed'], 'new'],
    [['new', 'connected'], 'checking'],
    [['new', 'completed'], 'checking'],
    [['checking', 'connected'], 'checking'],
    [['completed', 'completed'], 'completed'],
    [['completed', 'closed'], 'completed'],
    [['connected', 'completed'], 'connected'],
    [['connected', 'closed'], 'connected'],
    [['checking', 'disconnected'], 'disconnected'],
    [['connected', 'disconnected'], 'disconnected'],
    [['disconnected', 'failed'], 'failed'],
    [['completed', 'failed'], 'failed'],
  ])('%j is %s', (transports, expected) => {
    expect(deriveIceConnectionState({ closed: false, transports })).toBe(expected);
    expect(deriveIceConnectionState({ closed: true, transports })).toBe('closed');
  });
});

describe('connectionState from ICE and DTLS', () => {
  test.each<[IceConnectionState, DtlsTransportState[], string]>([
    ['new', [], 'new'],
    ['new', ['new'], 'new'],
    ['new', ['new', 'closed'], 'new'],
    ['new', ['connecting'], 'connecting'],
    ['checking', ['new'], 'connecting'],
    ['checking', ['connected'], 'connecting'],
    ['connected', ['new'], 'connecting'],
    ['connected', ['connecting'], 'connecting'],
    ['connected', ['connected', 'connecting'], 'connecting'],
    ['connected', ['connected'], 'connected'],
    ['connected', ['connected', 'closed'], 'connected'],
    ['completed', ['connecting'], 'connecting'],
    ['completed', ['connected'], 'connected'],
    ['disconnected', ['connected'], 'disconnected'],
    ['disconnected', ['failed'], 'failed'],
    ['connected', ['failed'], 'failed'],
    ['new', ['failed'], 'failed'],
    ['failed', ['connected'], 'failed'],
    ['failed', ['new'], 'failed'],
    ['closed', ['failed'], 'closed'],
    ['closed', ['closed'], 'closed'],
  ])('ICE %s with DTLS %j is %s', (ice, dtls, expected) => {
    expect(combineConnectionState(ice, dtls)).toBe(expected);
  });

  test('one transport checking and one connected is connecting', () => {
    const transports = [
      { ice: 'connected', dtls: 'connected' },
      { ice: 'checking', dtls: 'new' },
    ] as const;
    expect(deriveConnectionState({ closed: false, transports })).toBe('connecting');
    expect(deriveConnectionState({ closed: true, transports })).toBe('closed');
  });

  test('the machine is in the state that its transports derive', () => {
    const actor = createActor(peerConnectionStateMachine).start();
    const become = (ice: IceConnectionState, dtls: DtlsTransportState) => {
      actor.send({ type: 'transports', transports: [{ ice, dtls }] });
      return actor.getSnapshot().value;
    };
    expect(become('checking', 'new')).toBe('connecting');
    expect(become('connected', 'connecting')).toBe('connecting');
    expect(become('connected', 'connected')).toBe('connected');
    expect(become('disconnected', 'connected')).toBe('disconnected');
    expect(become('failed', 'connected')).toBe('failed');
    actor.send({ type: 'close' });
    expect(actor.getSnapshot().value).toBe('closed');
  });
});
