/** What turns one text into another, as changes of CodeMirror that are small where the difference is. */
import { diff } from "@codemirror/merge";
import { ChangeSet } from "@codemirror/state";

/** Bounds the search; behind it larger pieces count as changed. */
const SCAN_MAX = 500;

export function difference(before: string, after: string): ChangeSet {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--;
  const middle = after.slice(start, after.length - end);
  const parts = diff(before.slice(start, before.length - end), middle, { scanLimit: SCAN_MAX });
  return ChangeSet.of(
    parts.map(({ fromA, toA, fromB, toB }) => ({
      from: start + fromA,
      to: start + toA,
      insert: middle.slice(fromB, toB),
    })),
    before.length,
    "\n",
  );
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
