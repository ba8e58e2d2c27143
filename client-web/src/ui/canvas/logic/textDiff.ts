/** One text became another: the least single splice between them, in code points as the model counts; and where it goes when the text has moved on. */
import type { Splice } from "../../../model/intents";

/** Undefined where both are the same. */
export function spliceBetween(before: string, after: string): Splice | undefined {
  if (before === after) return undefined;
  const [a, b] = [[...before], [...after]];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [start, a.length - start - end, b.slice(start, b.length - end).join("")];
}

/** `mine` was meant for a text that `theirs` has changed since: what it is there. What they deleted is not deleted twice. */
export function rebased(mine: Splice, theirs: Splice): Splice {
  const [at, gone, insert] = mine;
  const [theirAt, theirGone, theirInsert] = theirs;
  const added = [...theirInsert].length;
  const moved = (place: number, isEnd: boolean) => {
    if (place < theirAt || (place === theirAt && isEnd)) return place;
    if (place >= theirAt + theirGone) return place + added - theirGone;
    return isEnd ? theirAt : theirAt + added;
  };
  const start = moved(at, false);
  const end = Math.max(start, moved(at + gone, true));
  return [start, gone === 0 ? 0 : end - start, insert];
}

export function spliced(text: string, [at, gone, insert]: Splice): string {
  const all = [...text];
  return [...all.slice(0, at), insert, ...all.slice(at + gone)].join("");
}
