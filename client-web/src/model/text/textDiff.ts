/**
 * The few splices that lead from one text to another (TEXT-3): first by lines, then by words within the lines that differ, then without the characters that both
 * sides of a word share at their ends.
 */
import type { Splice } from "../intents";

/** Lines that have less in common than this part of the longer side are replaced as a whole: chance words in common would only mix two texts. */
const COMMON_MIN = 0.3;
/** Beyond so many insertions and deletions the search is given up: it costs their square in memory. */
const EDITS_MAX = 1_500;

/** A run of the one sequence that becomes a run of the other; ends exclusive. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly afterFrom: number;
  readonly afterTo: number;
}

/** Splices that make `after` of `before`, small enough that what others type beside them merges well. None where the texts are equal. */
export function textSplices(before: string, after: string): Splice[] {
  const diff = new TextDiff([...before], [...after]);
  let shift = 0;
  return diff.hunks().map((hunk): Splice => {
    const insert = diff.after.slice(hunk.afterFrom, hunk.afterTo).join("");
    const at = hunk.from + shift;
    shift += hunk.afterTo - hunk.afterFrom - (hunk.to - hunk.from);
    return [at, hunk.to - hunk.from, insert];
  });
}

class TextDiff {
  constructor(
    private readonly before: readonly string[],
    readonly after: readonly string[],
  ) {}

  hunks(): Hunk[] {
    const all = this.trimmed({ from: 0, to: this.before.length, afterFrom: 0, afterTo: this.after.length });
    // Whole lines, so that a line is compared with a line.
    const start = this.lineStart(all.from);
    const lines: Hunk = { ...all, from: start, afterFrom: all.afterFrom - (all.from - start) };
    return this.refined(lines, (before) => before === "\n").flatMap((hunk) => this.words(hunk));
  }

  private lineStart(position: number): number {
    let start = position;
    while (start > 0 && this.before[start - 1] !== "\n") start--;
    return start;
  }

  private words(lines: Hunk): Hunk[] {
    const hunks = this.refined(lines, (before, after) => !isWord(before) || !isWord(after));
    const replaced = hunks.reduce((sum, each) => sum + each.to - each.from, 0);
    const [old, fresh] = [lines.to - lines.from, lines.afterTo - lines.afterFrom];
    const alike = old - replaced >= COMMON_MIN * Math.max(old, fresh);
    return (alike ? hunks : [lines])
      .map((each) => this.trimmed(each))
      .filter((each) => each.to > each.from || each.afterTo > each.afterFrom);
  }

  /** What differs within a hunk, token by token; the hunk itself where that is too much. */
  private refined(hunk: Hunk, border: Border): Hunk[] {
    const table = new Map<string, number>();
    const before = cut(this.before.slice(hunk.from, hunk.to), table, border);
    const after = cut(this.after.slice(hunk.afterFrom, hunk.afterTo), table, border);
    const found = shortestEdit(before.numbers, after.numbers);
    if (found === undefined) return [hunk];
    return found.map((each) => ({
      from: hunk.from + before.starts[each.from]!,
      to: hunk.from + before.starts[each.to]!,
      afterFrom: hunk.afterFrom + after.starts[each.afterFrom]!,
      afterTo: hunk.afterFrom + after.starts[each.afterTo]!,
    }));
  }

  /** Without what both sides begin and end with. */
  private trimmed(hunk: Hunk): Hunk {
    const most = Math.min(hunk.to - hunk.from, hunk.afterTo - hunk.afterFrom);
    let start = 0;
    while (start < most && this.before[hunk.from + start] === this.after[hunk.afterFrom + start]) start++;
    let end = 0;
    while (end < most - start && this.before[hunk.to - 1 - end] === this.after[hunk.afterTo - 1 - end]) end++;
    return {
      from: hunk.from + start,
      to: hunk.to - end,
      afterFrom: hunk.afterFrom + start,
      afterTo: hunk.afterTo - end,
    };
  }
}

/** Whether a token ends between two characters. */
type Border = (before: string, after: string) => boolean;

function isWord(character: string): boolean {
  return /^[\p{L}\p{Nd}]$/u.test(character);
}

function cut(
  text: readonly string[],
  table: Map<string, number>,
  border: Border,
): { numbers: number[]; starts: number[] } {
  const starts: number[] = [];
  for (const [i, character] of text.entries()) {
    if (i === 0 || border(text[i - 1]!, character)) starts.push(i);
  }
  starts.push(text.length);
  const numbers = starts.slice(0, -1).map((start, i) => {
    const token = text.slice(start, starts[i + 1]).join("");
    const known = table.get(token) ?? table.size;
    table.set(token, known);
    return known;
  });
  return { numbers, starts };
}

/** Runs that differ, in order, none touching the next; undefined where there are too many edits (Myers 1986). */
function shortestEdit(before: readonly number[], after: readonly number[]): Hunk[] | undefined {
  const most = Math.min(before.length + after.length, EDITS_MAX);
  const furthest = new Int32Array(2 * most + 3);
  const origin = most + 1;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(furthest.slice(origin - edits - 1, origin + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const below = furthest[origin + diagonal + 1]!;
      const beside = furthest[origin + diagonal - 1]!;
      const down = diagonal === -edits || (diagonal !== edits && beside < below);
      let x = down ? below : beside + 1;
      let y = x - diagonal;
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x++;
        y++;
      }
      furthest[origin + diagonal] = x;
      if (x >= before.length && y >= after.length) return walkBack(trace, before.length, after.length);
    }
  }
  return undefined;
}

function walkBack(trace: readonly Int32Array[], beforeLength: number, afterLength: number): Hunk[] {
  const hunks: Hunk[] = [];
  let x = beforeLength;
  let y = afterLength;
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const furthest = trace[edits]!;
    const origin = edits + 1;
    const diagonal = x - y;
    const below = furthest[origin + diagonal + 1]!;
    const beside = furthest[origin + diagonal - 1]!;
    const down = diagonal === -edits || (diagonal !== edits && beside < below);
    const fromX = down ? below : beside;
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    const hunk = { from: fromX, to: down ? fromX : fromX + 1, afterFrom: fromY, afterTo: down ? fromY + 1 : fromY };
    const later = hunks.at(-1);
    const touches = later !== undefined && later.from === hunk.to && later.afterFrom === hunk.afterTo;
    if (touches) hunks[hunks.length - 1] = { ...hunk, to: later.to, afterTo: later.afterTo };
    else hunks.push(hunk);
    x = fromX;
    y = fromY;
  }
  return hunks.reverse();
}
