/** What stands before the first space; all of it when there is none. */
export function firstWord(text: string): string {
  const space = text.indexOf(' ');
  return space === -1 ? text : text.slice(0, space);
}

/** What stands after the first space; empty when there is none. */
export function afterFirstWord(text: string): string {
  const space = text.indexOf(' ');
  return space === -1 ? '' : text.slice(space + 1);
}

/** What stands before `mark`; all of it when there is none. */
export function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at);
}

/** What stands after the first `mark`; empty when there is none. */
export function after(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? '' : text.slice(at + mark.length);
}

/** At least one character, and all of them are 0 to 9. */
export function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}

/** Number of words between single spaces, counted no further than `most`. */
export function countWords(text: string, most: number): number {
  let count = text.length > 0 ? 1 : 0;
  for (let at = text.indexOf(' '); at !== -1 && count < most; at = text.indexOf(' ', at + 1)) count++;
  return count;
}
