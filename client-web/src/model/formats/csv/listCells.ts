/**
 * Several values in one cell (FMT-CSV-5). Between them stands `;`, or `,` where no cell of the column has a `;`. A semicolon that belongs to a value is written `\;`, and a `;` at
 * the end of a cell says that its commas belong to the value.
 */
import { strip } from "../source";

/** How the cells of one column are to be cut; NOWHERE: the header is repeated instead, each cell is one value. */
export type Cut = "SEMICOLONS" | "COMMAS" | "COMMAS_BETWEEN_NAMES" | "NOWHERE";

const SURNAME_FIRST = /^\p{Lu}[\p{L}'\u2019-]*, *\p{Lu}[^,]*$/u;

/** @param singular see `Header.isSingular` */
export function cutOf(cells: readonly string[], repeated: boolean, singular: boolean): Cut {
  if (repeated) return "NOWHERE";
  if (cells.some((cell) => parts(cell).length > 1)) return "SEMICOLONS";
  return singular ? "COMMAS_BETWEEN_NAMES" : "COMMAS";
}

export function readList(cell: string, cut: Cut): string[] {
  return cutCell(cell, cut)
    .map(strip)
    .filter((value) => value !== "");
}

function cutCell(cell: string, cut: Cut): string[] {
  if (cut === "NOWHERE") return [cell];
  const oneName = cut === "COMMAS_BETWEEN_NAMES" && SURNAME_FIRST.test(strip(cell));
  return cut === "SEMICOLONS" || oneName ? parts(cell) : parts(cell).join(";").split(",");
}

/** What stands between semicolons; one after an odd number of backslashes is text, and of backslashes before a semicolon every other one. */
function parts(cell: string): string[] {
  const all: string[] = [];
  let part = "";
  let backslashes = 0;
  for (const c of cell) {
    if (c !== ";") {
      part += c;
      backslashes = c === "\\" ? backslashes + 1 : 0;
      continue;
    }
    part = part.slice(0, part.length - Math.floor((backslashes + 1) / 2));
    if (backslashes % 2 === 1) part += ";";
    else {
      all.push(part);
      part = "";
    }
    backslashes = 0;
  }
  return [...all, part];
}

/** Cells of a whole column, such that `readList` finds the same values in them. */
export function writeLists(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((values) =>
    values
      .map((value) => value.replace(/(\\*);/g, "$1$1\\;"))
      .map((value, i) => (i + 1 < values.length ? beforeSemicolon(value) : value))
      .join("; "),
  );
  if (cells.some((cell) => parts(cell).length > 1)) return cells;
  return cells.map((cell) => (cell.includes(",") ? `${beforeSemicolon(cell)};` : cell));
}

function beforeSemicolon(value: string): string {
  return value.replace(/\\+$/, "$&$&");
}
