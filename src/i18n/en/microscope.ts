export const microscope = {};
