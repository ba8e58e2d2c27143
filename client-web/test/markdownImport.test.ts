import "./automerge";
import { beforeEach, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import { writeMarkdown } from "../src/model/formats/markdown/markdownExport";
import { type DocumentsPlan, planMarkdown } from "../src/model/formats/markdown/markdownImport";
import { ImportFailed } from "../src/model/formats/source";
import { type BoardId, type CardId, type DeviceId, type DocumentId, newId } from "../src/model/ids";
import { TeamDocument } from "../src/model/team";
import { TextDocument } from "../src/model/textDocument";
import { actorOf } from "../src/protocol/ids";
import { seededEntropy } from "./vectors";

const entropy = seededEntropy(9);
const replica = () => new Replica(actorOf("01".repeat(16) as DeviceId, entropy(8)));

/** A workspace of one board with one card, and its documents. */
class Desk {
  readonly team = new TeamDocument(replica());
  readonly board = new BoardDocument(replica());
  readonly boardId = newId<BoardId>(entropy);
  readonly card = newId<CardId>(entropy);
  readonly texts = new Map<DocumentId, TextDocument>();

  constructor() {
    this.team.apply([
      { intent: "Create", name: "Test" },
      { intent: "AddBoard", board: this.boardId, title: "Roadmap", order: 1 },
    ]);
    const size = { width: 260, height: 120 };
    this.board.apply([
      { intent: "Create" },
      { intent: "AddCard", card: this.card, title: "Seat count", position: { x: 0, y: 0 }, size },
    ]);
  }

  private get boards() {
    return new Map([[this.boardId, this.board.board]]);
  }

  private get documents() {
    return new Map([...this.texts].map(([id, each]) => [id, { text: each.text, heads: each.heads() }]));
  }

  plan(files: Readonly<Record<string, string>>, takeTheirs = false): DocumentsPlan {
    const context = { team: this.team.team, newId: () => newId<DocumentId>(entropy), takeTheirs };
    const bytes = (text: string) => new TextEncoder().encode(text);
    const vault = Object.entries(files).map(([path, text]) => ({ path, bytes: bytes(text) }));
    return planMarkdown(context, "vault", vault, { boards: this.boards, documents: this.documents });
  }

  take(files: Readonly<Record<string, string>>): DocumentsPlan {
    const plan = this.plan(files);
    if (plan.team.length > 0) this.team.apply(plan.team);
    for (const [id, intents] of plan.documents) {
      const text = this.texts.get(id) ?? new TextDocument(replica());
      this.texts.set(id, text);
      text.apply(intents);
    }
    for (const intents of plan.boards.values()) this.board.apply(intents);
    return plan;
  }

  save(): Record<string, string> {
    return Object.fromEntries(writeMarkdown(this.team.team, this.documents, this.boards));
  }

  /** The only document. */
  get text(): TextDocument {
    return [...this.texts.values()][0]!;
  }

  get linked(): readonly DocumentId[] {
    return this.board.board.cards.get(this.card)?.documents ?? [];
  }
}

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});

const NOTE = "---\nowner: Ana # who knows\ntags: [a, b]\n---\n\n# Why seats\n\nBecause of [[Seat count]].\n";

test("files that nobody touched come out as they came, front matter and line ends included_FMTMD1_FMTMD2", () => {
  const files = { "why.md": NOTE, "sub/dos.md": "# Ends\r\n\r\nas they were\r\n", "plain.md": "no heading at all" };
  expect(desk.take(files)).toMatchObject({ added: 3, changed: 0, warnings: [] });
  expect(desk.save()).toEqual(files);
  const titles = [...desk.team.team.documents.values()].map(({ title }) => title).sort();
  expect(titles).toEqual(["Ends", "Why seats", "plain"]);
});

test("the same files again change nothing, newer ones what they changed_FMTMERGE2", () => {
  desk.take({ "why.md": NOTE });
  const again = desk.plan({ "why.md": NOTE });
  expect([again.team, [...again.documents], [...again.boards]]).toEqual([[], [], []]);
  const newer = NOTE.replace("Because", "Only because");
  expect(desk.take({ "why.md": newer })).toMatchObject({ added: 0, changed: 1, warnings: [] });
  expect(desk.text.text).toContain("Only because of");
  expect(desk.save()).toEqual({ "why.md": newer });
});

test("what changed here stays where the file did not change, and with a warning where it did_FMTMERGE3", () => {
  desk.take({ "why.md": NOTE });
  desk.text.apply([{ intent: "EditText", splices: [[0, 0, "Here. "]] }]);
  expect(desk.take({ "why.md": NOTE })).toMatchObject({ changed: 0, warnings: [] });
  const newer = NOTE.replace("Because", "There because");
  const plan = desk.take({ "why.md": newer });
  expect(plan.warnings.map(({ sentence }) => sentence)).toEqual([
    'the text of the document "Why seats" was changed both here and in the file; what is here is kept',
  ]);
  expect(desk.text.text).toContain("Here. ");
  expect(desk.text.text).not.toContain("There because");
});

test("a text links to the card that alone has the name, front matter too, and unlinks when it no longer does_FMTMD4", () => {
  desk.take({ "a.md": "---\ncard: Seat count\n---\n# A\n" });
  expect(desk.linked).toHaveLength(1);
  desk.take({ "a.md": "# A\n" });
  expect(desk.linked).toEqual([]);
  const plan = desk.take({ "b.md": "---\ncards:\n  - No such\n---\n# B [[Seat count]] `[[code]]`\n" });
  expect(desk.linked).toHaveLength(1);
  expect(plan.warnings.map(({ file, sentence }) => [file, sentence])).toEqual([
    ["b.md", '"No such" is the title or id of no card; the document is not linked to it'],
  ]);
});

test("an export that was edited elsewhere comes back to its document, under another name too_FMTMD5", () => {
  desk.take({ "a.md": "# A\n" });
  const id = [...desk.texts.keys()][0]!;
  desk.team.apply([{ intent: "SetTitle", entry: { document: id }, title: "Another" }]);
  const [exported = ""] = Object.values(desk.save());
  expect(desk.take({ "elsewhere.md": exported.replace("# A", `id: here\n# A`) }).added).toBe(1); // it carries no id: it came from a.md
  expect(desk.take({ "a.md": exported.replace("# A", "# A more") })).toMatchObject({ added: 0, changed: 1 });
  expect(desk.texts.get(id)?.text).toBe("# A more\n");
  expect(desk.team.team.documents.get(id)?.title).toBe("Another");
});

test("a file that cannot be read is named with the place, and nothing is done_FMTERR1", () => {
  const id = "1f0c2a9b".repeat(4);
  const twins = { "a.md": `---\nid: ${id}\n---\n`, "b.md": `---\nx: 1\nid: ${id}\n---\n` };
  expect(() => desk.plan(twins)).toThrow(/^b\.md:3: "a\.md" has the same id$/);
  expect(() => desk.plan({ "a.md": "---\nid:\n  - x\n  - y\n---\n" })).toThrow(/a\.md:2: "id" has several values/);
  expect(() => desk.plan({ "a.txt": "x", ".hidden/b.md": "y" })).toThrow(ImportFailed);
});
