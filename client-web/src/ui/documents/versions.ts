/** What pages show of a document's past: versions instead of entries of the log, and one text against another. */
import type { Moment } from "../../sync/past";
import { difference } from "./difference";

/** What one device wrote without a longer pause: the last of its entries. */
export type Version = Moment & { readonly position: number; readonly millis: number };

/** A pause that ends a version. */
const PAUSE_MILLIS = 10 * 60_000;

/** Versions, the newest first. What is not sent yet is in none: that is the text as it is now. */
export function versionsOf(moments: readonly Moment[]): Version[] {
  const versions: Version[] = [];
  for (const { position, millis, ...rest } of moments) {
    if (position === undefined || millis === undefined) continue;
    const last = versions.at(-1);
    const goesOn = last?.device === rest.device && millis - last.millis < PAUSE_MILLIS;
    if (goesOn) versions[versions.length - 1] = { ...rest, position, millis, changes: last.changes + rest.changes };
    else versions.push({ ...rest, position, millis });
  }
  return versions.reverse();
}

/** A piece of two texts: in both, in the earlier one alone, in the later one alone, or so many lines of both that are left out. */
export type Piece =
  | { readonly kind: "same" | "gone" | "new"; readonly text: string }
  | { readonly kind: "lines"; readonly count: number };

const CONTEXT_LINES = 2;
const LEFT_OUT_LINES_MIN = 4;

export function piecesOf(earlier: string, later: string): Piece[] {
  const pieces: Piece[] = [];
  const put = (kind: "same" | "gone" | "new", text: string) => {
    if (text !== "") pieces.push({ kind, text });
  };
  let from = 0;
  difference(earlier, later).iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    put("same", earlier.slice(from, fromA));
    put("gone", earlier.slice(fromA, toA));
    put("new", inserted.sliceString(0, inserted.length, "\n"));
    from = toA;
  });
  put("same", earlier.slice(from));
  const isSame = pieces.every(({ kind }) => kind === "same");
  return isSame ? pieces : pieces.flatMap((piece, i) => around(piece, i > 0, i < pieces.length - 1));
}

/** Of what is in both, a few lines beside what is not. */
function around(piece: Piece, before: boolean, after: boolean): Piece[] {
  if (piece.kind !== "same") return [piece];
  const lines = piece.text.split("\n");
  const head = before ? CONTEXT_LINES + 1 : 0;
  const tail = after ? CONTEXT_LINES + 1 : 0;
  const count = lines.length - head - tail;
  if (count < LEFT_OUT_LINES_MIN) return [piece];
  const kept: Piece[] = [{ kind: "lines", count }];
  if (head > 0) kept.unshift({ kind: "same", text: `${lines.slice(0, head).join("\n")}\n` });
  if (tail > 0) kept.push({ kind: "same", text: lines.slice(-tail).join("\n") });
  return kept;
}
