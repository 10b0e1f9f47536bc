/** Fills `{name}` in a whole sentence: `fill('{count} candidates so far', { count: 3 })`. Unknown names stay as they are. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
