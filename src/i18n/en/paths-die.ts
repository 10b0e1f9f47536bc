export const pathsDie = {};
