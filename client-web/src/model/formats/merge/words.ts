/** How files call what a workspace knows by id: members, statuses, documents. */
import { byId, type DocumentId, isId, type MemberId } from "../../ids";
import type { DocumentEntry, Member, Status, Team } from "../../team";
import type { Owner, StatusCategory } from "../../values";
import { isMarkdown, resolvePath } from "../paths";
import { oneLine, strip } from "../source";

/** Kind of source of documents that came as Markdown files; their source id is their path. */
export const MARKDOWN = "markdown";

const CATEGORY_WORDS: Readonly<Record<StatusCategory, string>> = {
  backlog:
    "backlog, proposed, proposal, idea, ideas, new, open, opened, icebox, triage, needs triage, inbox, later, someday, draft, under consideration, submitted, requested, unplanned",
  scoped:
    "scoped, to do, todo, planned, accepted, approved, ready, next, up next, selected for development, ready for development, ready for dev, scheduled, unstarted, not started, committed, queued, refined, reopened, on hold, paused, waiting, deferred, postponed",
  active:
    "active, in progress, doing, started, wip, work in progress, in development, developing, implementing, implementation, ongoing, working, under way, underway, blocked, at risk, on track, off track",
  review:
    "review, in review, code review, reviewing, under review, ready for review, needs review, qa, in qa, testing, in testing, test, verification, verify, validating, validation, staging, uat, acceptance",
  done: "done, closed, complete, completed, finished, resolved, released, shipped, merged, fixed, deployed, implemented, delivered, live, launched, achieved",
  dropped:
    "dropped, canceled, cancelled, wontfix, won t fix, won t do, wont do, wont fix, rejected, not accepted, declined, duplicate, abandoned, obsolete, invalid, not planned, withdrawn, archived, superseded, discarded, removed, stopped, not doing",
};

const CATEGORY_OF = new Map(
  Object.entries(CATEGORY_WORDS).flatMap(([category, words]) =>
    words.split(", ").map((word): [string, StatusCategory] => [word, category as StatusCategory]),
  ),
);

export function statusesInOrder(team: Team): Status[] {
  return [...team.statuses.values()]
    .filter((each) => !each.meta.life.deleted)
    .sort((a, b) => a.order - b.order || byId(a, b));
}

/** `"🏗 In_Progress"` is `"in progress"`. */
function plainStatus(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function plainName(name: string): string {
  const lower = strip(name).toLowerCase();
  return lower.startsWith("@") ? lower.slice(1) : lower;
}

export class Words {
  private readonly statuses: readonly Status[];
  private readonly members: readonly Member[];
  private readonly paths: DocumentPaths;

  /**
   * @param told what the file itself tells of the meaning of its status words
   * @param learned documents that files become in the same import, by path
   */
  constructor(
    private readonly team: Team,
    private readonly told: ReadonlyMap<string, StatusCategory> = new Map(),
    private readonly learned: ReadonlyMap<string, DocumentId> = new Map(),
  ) {
    this.statuses = statusesInOrder(team);
    this.members = [...team.members.values()].filter((each) => !each.meta.life.deleted);
    this.paths = new DocumentPaths(team);
  }

  /** The workspace's status that a word means: the one of that name, else the first of the category that the word stands for (FMT-CSV-4). */
  status(word: string): Status | undefined {
    const plain = plainStatus(word);
    const named =
      plain === ""
        ? undefined
        : (this.statuses.find((each) => each.name === strip(word)) ??
          this.statuses.find((each) => plainStatus(each.name) === plain));
    return named ?? this.first(CATEGORY_OF.get(plain)) ?? this.first(this.told.get(oneLine(word)));
  }

  private first(category: StatusCategory | undefined): Status | undefined {
    return category === undefined ? undefined : this.statuses.find((each) => each.category === category);
  }

  /** A member whose name this is, with or without `@`, or whose id; otherwise the word as a name. */
  owner(word: string): Owner {
    if (isId(word) && this.team.members.has(word as MemberId)) return { member: word as MemberId };
    const plain = plainName(word);
    const named = this.members.filter((each) => plainName(each.name) === plain);
    const [only] = named;
    return named.length === 1 && only !== undefined ? { member: only.id } : { name: word };
  }

  /** The name of a member where it leads back to that member, else the id. */
  ownerWord(owner: Owner): string {
    if (!("member" in owner)) return owner.name;
    const name = this.team.members.get(owner.member)?.name;
    const namesakes = this.members.filter((each) => plainName(each.name) === plainName(name ?? "")).length;
    return name !== undefined && namesakes === 1 ? name : owner.member;
  }

  statusWord(status: Status | undefined, foreign: string | undefined): string {
    return foreign || status?.name || "";
  }

  /** By path, or by id. */
  document(word: string): DocumentId | undefined {
    const made = this.learned.get(word) ?? this.paths.find(word);
    return made ?? [...this.learned.values()].find((id) => id === word);
  }

  /** The path that it is written to. */
  documentWord(document: DocumentId): string {
    return this.paths.path(document);
  }
}

const OWN = /^(?:.*[-/])?([0-9a-f]{8})\.md$/;
const SLUG_CHARS_MAX = 60;

/**
 * Under which name each document is written, and found again: the path it was imported from, else its title with the beginning of its id, as in
 * `why-we-wait-1f0c2a9b.md`. The id is what counts, so that a document is found under its old title too (FMT-MD-5).
 */
export class DocumentPaths {
  private readonly paths = new Map<DocumentId, string>();
  private readonly byPath = new Map<string, DocumentId>();
  private readonly byIdStart = new Map<string, DocumentId>();

  constructor(team: Team) {
    const taken = new Set<string>();
    for (const entry of [...team.documents.values()].sort(byId)) {
      const imported = importedFrom(entry);
      // Paths that differ in case alone are one file on some disks.
      const isFree = imported !== undefined && !taken.has(imported.toLowerCase());
      if (imported !== undefined) taken.add(imported.toLowerCase());
      const path = isFree ? imported : ownPath(entry);
      this.paths.set(entry.id, path);
      for (const each of [imported, path])
        if (each !== undefined && !this.byPath.has(each)) this.byPath.set(each, entry.id);
      const start = entry.id.slice(0, 8);
      if (!this.byIdStart.has(start)) this.byIdStart.set(start, entry.id);
    }
  }

  /** The id itself for a document that is not in the index. */
  path(id: DocumentId): string {
    return this.paths.get(id) ?? id;
  }

  /** By path, by the id at the end of a name, or by id. */
  find(path: string): DocumentId | undefined {
    const exact = this.byPath.get(path) ?? this.byIdStart.get(OWN.exec(path)?.[1] ?? "");
    return exact ?? (isId(path) && this.paths.has(path as DocumentId) ? (path as DocumentId) : undefined);
  }
}

/** Where it came from, if that is a path inside the folder that is written to. */
function importedFrom({ meta }: DocumentEntry): string | undefined {
  const path = meta.source?.kind === MARKDOWN ? meta.source.id : undefined;
  return path !== undefined && isMarkdown(path) && resolvePath("", path) === path ? path : undefined;
}

function ownPath({ id, title }: DocumentEntry): string {
  const words = title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const slug = [...words]
    .slice(0, SLUG_CHARS_MAX)
    .join("")
    .replace(/^-+|-+$/g, "");
  return `${slug === "" ? "" : `${slug}-`}${id.slice(0, 8)}.md`;
}
