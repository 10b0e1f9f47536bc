export const gathering = {};
