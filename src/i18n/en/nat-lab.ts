export const natLab = {};
