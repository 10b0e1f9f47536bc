export const natPacket = {};
