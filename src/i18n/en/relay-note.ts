/** Said above an instrument where the browser passes over the STUN and TURN server that it would use. */
export const relayNote = {
  skipped:
    'Firefox asks no STUN or TURN server of its own machine, and ours is on it. Open about:config, set media.peerconnection.ice.loopback to true and load this page again: then the packets here are your own. Until then they are recorded ones.',
};
