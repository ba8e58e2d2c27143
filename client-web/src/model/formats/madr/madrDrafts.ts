/** Drafts of decisions from decision records that are proposed (MADR 4.0; FMT-MADR-1, FMT-MADR-2, FMT-MADR-5, FMT-MADR-6). */
import { DRAFT_MAX } from "../../limits";
import type { DraftField } from "../../schema";
import { isDate } from "../../values";
import type { FrontMatter } from "../markdown/frontMatter";
import { brief } from "../merge/base";
import type { Words } from "../merge/words";
import { plainTitle } from "../plainTitle";
import { FORMAT_LIMITS, ImportFailed, type Mark, oneLine, SourceText, START, strip } from "../source";
import { itemsOf, Sections } from "./sections";

/** What a Markdown file tells of a decision. */
export interface SourceRecord {
  readonly draft: ReadonlyMap<DraftField, string>;
  /** Its status, where that is another than proposed: no decision is made of it. */
  readonly settled: string | undefined;
  readonly notes: readonly string[];
  /** The text is as an export wrote it. */
  readonly asExported: boolean;
  /** The document's own text, where it was edited besides what an export wrote into it. */
  readonly text: string | undefined;
}

const NAMED = '(?:"([^"\\n]*)"|\u201C([^\u201D\\n]*)\u201D|\\*\\*([^*\\n]+)\\*\\*|([^"\u201C*,\\s][^,\\n]*?))';
const CHOSEN = new RegExp(`^\\s*\\**Chosen option:?\\**:?\\s*${NAMED}\\s*(?:,\\s*(?:because\\b)?(.*)|[.\\s]*)$`, "is");
const OUTCOME = "decision outcome";
const UNFILLED = 'Chosen option: "", because';

/** A file that is no record tells nothing. */
export function readRecord(file: string, front: FrontMatter, body: string, words: Words): SourceRecord {
  const source = new SourceText(file, body);
  try {
    const note = (front.scalar("meridian", source) ?? "").split(" ");
    const noted = (key: string) => note.find((each) => each.startsWith(key))?.slice(key.length);
    const asExported = noted("record:") === brief(body);
    const sections = new Sections(body);
    const isOurs = noted("outcome:") === brief(sections.text(2, OUTCOME)) && !asExported;
    const told = { asExported, text: isOurs ? withoutOutcome(body, sections) : undefined };
    const record = new MadrRecord(source, front, sections);
    if (!record.isMadr) return { draft: new Map(), settled: undefined, notes: [], ...told };
    record.requireReadable();
    if (!record.isProposed) return { draft: new Map(), settled: record.status, notes: [], ...told };
    return { settled: undefined, ...drafted(record, words), ...told };
  } catch (e) {
    // A folder of records often holds the template, with its placeholders: it comes in as the text that it is.
    if (!(e instanceof ImportFailed)) throw e;
    const notes = [`${e.reason}; no decision is drafted from this record`];
    return { draft: new Map(), settled: undefined, notes, asExported: false, text: undefined };
  }
}

class MadrRecord {
  readonly status: string;

  constructor(
    private readonly source: SourceText,
    private readonly front: FrontMatter,
    private readonly sections: Sections,
  ) {
    this.status = oneLine(front.scalar("status", source) ?? "");
  }

  /** It has MADR's headings of the problem, and of the options or the outcome. */
  get isMadr(): boolean {
    const has = (name: string) => this.sections.find(2, name) !== undefined;
    return has("context and problem statement") && (has("considered options") || has(OUTCOME));
  }

  get isProposed(): boolean {
    return (
      this.status === "" ||
      strip(this.status)
        .split(/[\s:,.]/, 1)[0]
        ?.toLowerCase() === "proposed"
    );
  }

  /** @throws ImportFailed where something in it cannot be understood */
  requireReadable(): void {
    const date = this.front.scalar("date", this.source);
    if (date !== undefined && !isDate(strip(date))) {
      throw this.source.bad(this.front.at("date"), `"${date}" is no date; write it as 2026-11-30`);
    }
    this.people("decision-makers", "deciders", "consulted", "informed");
    this.options();
  }

  /** A list, or names with commas between them. */
  people(...keys: readonly string[]): string[] {
    const names = new Set<string>();
    for (const key of keys) {
      const values = this.front.list(key, this.source);
      for (const value of values.length === 1 ? (values[0] ?? "").split(",") : values) {
        const name = oneLine(plainTitle(value));
        this.limit(name, FORMAT_LIMITS.nameCharsMax, this.front.at(key));
        if (name !== "") names.add(name);
      }
    }
    return [...names];
  }

  /** In their order; those that only the pros and cons name come last. */
  options(): string[] {
    const titles = new Set(itemsOf(this.sections.text(2, "considered options")).map((item) => this.title(item)));
    for (const { level, under, heading } of this.sections.all) {
      if (level === 3 && under.toLowerCase() === "pros and cons of the options") titles.add(this.title(heading));
    }
    titles.delete("");
    return [...titles];
  }

  /** Title of the option that the outcome names. */
  get chosen(): string | undefined {
    const [, ...names] = CHOSEN.exec(this.sections.text(2, OUTCOME)) ?? [];
    const named = names.slice(0, 4).find((each) => each !== undefined);
    return (named === undefined ? "" : plainTitle(named)) || undefined;
  }

  private title(markdown: string): string {
    const title = plainTitle(markdown.split("\n", 1)[0] ?? "");
    // The template's own list ends so.
    if (title === "\u2026" || title === "...") return "";
    this.limit(title, FORMAT_LIMITS.titleCharsMax, START);
    return title;
  }

  private limit(text: string, charsMax: number, at: Mark): void {
    if (text.length <= charsMax) return;
    throw this.source.bad(at, `a name or title has ${text.length} characters, and at most ${charsMax} are read`);
  }
}

function drafted(record: MadrRecord, words: Words): Pick<SourceRecord, "draft" | "notes"> {
  const draft = new Map<DraftField, string>();
  const notes: string[] = [];
  const put = (field: DraftField, items: readonly string[]) => {
    const value = [...new Set(items)].join("\n");
    if (value.length <= DRAFT_MAX) {
      if (value !== "") draft.set(field, value);
      return;
    }
    const most = `a draft holds at most ${DRAFT_MAX}`;
    notes.push(`the ${field} have ${value.length} characters, and ${most}: they are left out of it`);
  };
  const options = record.options();
  put("options", options);
  const { chosen } = record;
  if (chosen !== undefined) {
    const option = options.find((each) => each.toLowerCase() === chosen.toLowerCase());
    if (option !== undefined) draft.set("recommendation", option);
    else {
      const which = `"${chosen}", which is none of the considered options`;
      notes.push(`the outcome names ${which}: nothing is recommended`);
    }
  }
  const strangers = new Set<string>();
  const members = (...keys: readonly string[]) =>
    record.people(...keys).flatMap((name) => {
      const owner = words.owner(name);
      if ("member" in owner) return [owner.member as string];
      strangers.add(owner.name);
      return [];
    });
  put("required", members("decision-makers", "deciders"));
  put("consulted", members("consulted"));
  put("informed", members("informed"));
  if (strangers.size > 0) {
    const who = [...strangers].join(", ");
    notes.push(`${who}: no member of this workspace has this name, so the draft does not name them`);
  }
  return { draft, notes };
}

/** The text without the section of its outcome, or with the template's own sentence there where more stands below it. */
function withoutOutcome(body: string, sections: Sections): string {
  const hasMore = sections.all.some(({ level, under }) => level === 3 && under.toLowerCase() === OUTCOME);
  const kept: string[] = [];
  let within = false;
  for (const line of body.split("\n")) {
    const isHead = strip(line).toLowerCase() === `## ${OUTCOME}`;
    if (hasMore && within && !line.startsWith("#")) continue;
    within = isHead || (within && !line.startsWith(hasMore ? "#" : "## "));
    if (!within || hasMore) kept.push(line);
    if (isHead && hasMore) kept.push("", UNFILLED, "");
  }
  return hasMore ? kept.join("\n") : `${kept.join("\n").trimEnd()}\n`;
}
