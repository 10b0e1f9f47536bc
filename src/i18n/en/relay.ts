export const relay = {};
