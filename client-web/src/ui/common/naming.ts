/** Completion of `@` and a member's name in what somebody writes. Pure. */

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The name that is being written: where its `@` stands, and what of it is there. */
export interface Wanted {
  readonly at: number;
  readonly word: string;
}

const NAME_MAX = 60;
const SHOWN_MAX = 6;

/** What is to be completed before the cursor; undefined where no name is being written. */
export function wantedAt(text: string, caret: number): Wanted | undefined {
  const before = text.slice(Math.max(0, caret - NAME_MAX), caret);
  const from = before.lastIndexOf("@");
  if (from < 0) return undefined;
  const word = before.slice(from + 1);
  // In an address of mail nobody is meant.
  if (/[\p{L}\p{N}]$/u.test(before.slice(0, from)) || /^\s|[\n`]|\s\s/u.test(word)) return undefined;
  return { at: caret - word.length - 1, word };
}

/** Members who may be meant, by name: those whose name begins so, then those of whom a later word does. */
export function fitting<T extends Named>(members: readonly T[], word: string): readonly T[] {
  const wanted = word.toLowerCase();
  const begins = (name: string) => name.toLowerCase().startsWith(wanted);
  const sorted = [...members].sort((a, b) => a.name.localeCompare(b.name));
  const first = sorted.filter(({ name }) => begins(name));
  const later = sorted.filter(({ name }) => !begins(name) && name.split(/\s+/).some(begins));
  // Once all of it is there, nothing is left to complete.
  const done = first.some(({ name }) => name.length === word.length);
  return done ? [] : [...first, ...later].slice(0, SHOWN_MAX);
}

/** The text with the name, and where the cursor goes on. */
export function completed(text: string, { at, word }: Wanted, name: string): { text: string; caret: number } {
  const rest = text.slice(at + 1 + word.length);
  const put = `@${name}${rest.startsWith(" ") ? "" : " "}`;
  return { text: text.slice(0, at) + put + rest, caret: at + put.length + (rest.startsWith(" ") ? 1 : 0) };
}
