/** What the columns of a table mean by their headers (FMT-CSV-1), and whose table it is (FMT-CSV-10). */
import { strip } from "../source";
import type { Cut } from "./listCells";

/** By meaning, the names it goes by, the best first: where a table has several of them the best is taken and the others are foreign columns. */
const NAMES = {
  ID: "id | key | issue key | identifier | issue id | item id | ticket | ticket id | number | # | url",
  TITLE: "title | summary | name | subject | task | task name | feature | goal | card",
  DESCRIPTION: "description | body | details | text",
  STATUS: "status | state | stage | workflow state | column | list",
  OWNERS:
    "owners | owner | assignees | assignee | assigned to | assignee username | responsible | point of contact | lead",
  LABELS: "labels | label | tags | tag",
  ESTIMATE:
    "estimate | story points | custom field (story points) | custom field (story point estimate) | story point estimate | points | weight",
  TARGET_DATE: "target date | due date | due | deadline | target | due on | end date",
  BLOCKED_BY: "blocked by | is blocked by | depends on | predecessors",
  BLOCKS: "blocks | blocking | is blocking | successors",
  RELATED: "related to | related | relates to | see also | duplicate of",
  PARENT: "parent key | parent issue | parent | epic link | custom field (epic link) | parent id | epic",
  DOCUMENTS: "document | documents | doc | document path",
  X: "x",
  Y: "y",
  MERIDIAN: "meridian",
} as const;

/** FOREIGN: kept, and written again. */
export type Column = keyof typeof NAMES | "FOREIGN";

const COLUMNS = Object.keys(NAMES) as (keyof typeof NAMES)[];
const NAMES_OF = new Map(COLUMNS.map((column) => [column, NAMES[column].split(" | ")]));
/** Columns of all their names count together, not only those of the best. */
const TOGETHER: ReadonlySet<Column> = new Set(["BLOCKED_BY", "BLOCKS", "RELATED"]);
const LISTS: ReadonlySet<Column> = new Set(["OWNERS", "LABELS", "BLOCKED_BY", "BLOCKS", "RELATED", "DOCUMENTS"]);

/** Names, labels and the like: several in one cell. */
export const isList = (column: Column) => LISTS.has(column);
export const listColumns: readonly Column[] = [...LISTS];
export const columnNames = (column: keyof typeof NAMES): readonly string[] => NAMES_OF.get(column) ?? [];

export function plainHeader(name: string): string {
  return strip(name)
    .toLowerCase()
    .replace(/[ \t\n\v\f\r_-]+/g, " ");
}

export class Header {
  private readonly plain: readonly string[];
  private readonly columns: readonly Column[];

  /** @param names as written */
  constructor(readonly names: readonly string[]) {
    this.plain = names.map(plainHeader);
    const best = new Map(
      COLUMNS.map((column) => [column, columnNames(column).find((name) => this.plain.includes(name))]),
    );
    this.columns = this.plain.map((name) => meaning(name, best));
  }

  get size(): number {
    return this.names.length;
  }

  column(index: number): Column {
    return this.columns[index] ?? "FOREIGN";
  }

  has(column: Column): boolean {
    return this.columns.includes(column);
  }

  /** The columns of a meaning, from the left. */
  indexes(column: Column): number[] {
    return this.columns.flatMap((each, i) => (each === column ? [i] : []));
  }

  /** As written over the first column of a meaning. */
  name(column: Column): string {
    return this.names[this.columns.indexOf(column)] ?? "";
  }

  /** Columns of the same header, from the left. */
  namesakes(index: number): number[] {
    return this.plain.flatMap((each, i) => (each === this.plain[index] ? [i] : []));
  }

  /** The first column under a header, as `plainHeader` gives it; -1 where there is none. */
  under(plain: string): number {
    return this.plain.indexOf(plain);
  }

  /** Whether the name over a column is in the singular, so that a comma may belong to one name: `Doe, Jane`. */
  isSingular(index: number): boolean {
    return !this.plain[index]!.endsWith("s");
  }
}

function meaning(name: string, best: ReadonlyMap<Column, string | undefined>): Column {
  const link = issueLink(name);
  if (link !== undefined) return link;
  const means = (column: keyof typeof NAMES) =>
    TOGETHER.has(column) ? columnNames(column).includes(name) : best.get(column) === name;
  return COLUMNS.find(means) ?? "FOREIGN";
}

const BLOCKING = new Set([
  "blocks",
  "blocker",
  "blocking",
  "gantt end to start",
  "gantt: finish to start",
  "finish to start [gantt]",
]);
const DEPENDING = new Set(["depends", "depend", "dependency", "dependent", "depends on"]);

/** Jira's headers of links: `Outward issue link (Blocks)` (FMT-CSV-12). */
function issueLink(name: string): Column | undefined {
  const [, direction, type = ""] = /^(inward|outward) (?:issue|work item) link \(([^()]*)\)$/.exec(name) ?? [];
  if (direction === undefined) return undefined;
  const outward = direction === "outward";
  if (BLOCKING.has(type)) return outward ? "BLOCKS" : "BLOCKED_BY";
  if (DEPENDING.has(type)) return outward ? "BLOCKED_BY" : "BLOCKS";
  return "RELATED";
}

export interface Dialect {
  readonly word: "generic" | "linear" | "jira" | "gitlab" | "github";
  /** Headers that its exports always have. */
  readonly signature: readonly string[];
  /** Headers of ids by which cells may name a row, too. */
  readonly otherIds: readonly string[];
  /** Characters before which an apostrophe is a guard, besides the usual. */
  readonly guarded: string;
  readonly leavesOutLastCell: boolean;
}

const dialect = (word: Dialect["word"], signature: string, otherIds: string, guarded: string): Dialect => ({
  word,
  signature: signature === "" ? [] : signature.split(" | "),
  otherIds: otherIds === "" ? [] : [otherIds],
  guarded,
  leavesOutLastCell: word === "linear",
});

const GENERIC = dialect("generic", "", "", "");
const GITHUB = dialect("github", "", "", "");
const SIGNED = [
  dialect(
    "linear",
    "id | team | title | status | creator",
    "uuid",
    "\u2211\u221A\u220F<>\uFF1C\uFF1E\u2264\u2265\uFF1D\u2260\u00B1\u00F7\u00D7",
  ),
  dialect("jira", "summary | issue key", "issue id", ""),
  dialect("gitlab", "issue id | title | state | confidential", "url", ";"),
];
const GITHUB_ALSO = new Set([
  "assignees",
  "status",
  "labels",
  "linked pull requests",
  "milestone",
  "repository",
  "reviewers",
  "parent issue",
  "sub issues progress",
]);

/** @param headers as written */
export function dialectOf(headers: readonly string[]): Dialect {
  const names = headers.map(plainHeader);
  const signed = SIGNED.find(({ signature }) => signature.every((each) => names.includes(each)));
  if (signed !== undefined) return signed;
  // Title and address stand first in every view of a project; the other columns are those of the view.
  const github =
    names.length > 2 && names[0] === "title" && names[1] === "url" && names.some((each) => GITHUB_ALSO.has(each));
  return github ? GITHUB : GENERIC;
}

export function dialectNamed(word: string): Dialect | undefined {
  return [GENERIC, GITHUB, ...SIGNED].find((each) => each.word === word);
}

/** How several values stand in one cell where the table itself does not tell. */
export function dialectCut({ word }: Dialect, column: Column): Cut | undefined {
  switch (word) {
    case "generic":
      return undefined;
    case "jira":
      return "SEMICOLONS";
    case "linear":
      return column === "OWNERS" ? "SEMICOLONS" : undefined;
    case "gitlab":
    case "github":
      return column === "OWNERS" ? "COMMAS" : undefined;
  }
}
