export const sdp = {};
