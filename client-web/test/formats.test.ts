import "./automerge";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import { writeCanvas } from "../src/model/formats/canvas/canvasExport";
import { planCanvas } from "../src/model/formats/canvas/canvasImport";
import type { ImportPlan } from "../src/model/formats/merge/boardMerge";
import { ImportFailed } from "../src/model/formats/source";
import { type BoardId, type CardId, type DeviceId, newId } from "../src/model/ids";
import type { BoardIntent, TeamIntent } from "../src/model/intents";
import { TeamDocument } from "../src/model/team";
import { textSplices } from "../src/model/text/textDiff";
import { actorOf } from "../src/protocol/ids";
import { seededEntropy } from "./vectors";

const entropy = seededEntropy(21);
const device = (n: number) => n.toString(16).padStart(2, "0").repeat(16) as DeviceId;
const replica = (n: number) => new Replica(actorOf(device(n), entropy(8)));

/** A workspace of one board, and what a file does to it. */
class Desk {
  readonly team = new TeamDocument(replica(1));
  readonly document = new BoardDocument(replica(1));
  readonly id = newId<BoardId>(entropy);

  constructor() {
    this.team.apply([{ intent: "Create", name: "Orbit" }] satisfies TeamIntent[]);
  }

  plan(text: string, takeTheirs = false, file = "Roadmap.canvas"): ImportPlan {
    const board = this.team.team.boards.has(this.id) ? this.document.board : undefined;
    const context = { team: this.team.team, newId: () => newId<CardId>(entropy), takeTheirs };
    return planCanvas(context, { id: this.id, title: "Roadmap", board }, file, new TextEncoder().encode(text));
  }

  take(text: string, takeTheirs = false): ImportPlan {
    const plan = this.plan(text, takeTheirs);
    if (plan.team.length > 0) this.team.apply(plan.team);
    if (plan.board.length > 0) this.document.apply(plan.board);
    return plan;
  }

  do(...intents: BoardIntent[]): void {
    this.document.apply(intents);
  }

  write(): string {
    return writeCanvas(this.team.team, this.id, this.document.board);
  }

  card(title: string) {
    const card = [...this.document.board.cards.values()].find((each) => each.title === title);
    if (card === undefined) throw new Error(`no card ${title}`);
    return card;
  }
}

const SAMPLE = `{
  "nodes": [
    {"id":"g","type":"group","x":-20,"y":-40,"width":700,"height":300,"label":"Now","background":"sea.png"},
    {"id":"a","type":"text","x":0,"y":0.5,"width":260,"height":120,"text":"**Ship it**\\n\\nAll of it.","color":"4"},
    {"id":"b","type":"text","x":300,"y":1.0,"width":260,"height":120,"text":"- one\\n- two","styleAttributes":{"border":1e2}},
    {"id":"c","type":"link","x":900,"y":0,"width":200,"height":60,"url":"https://www.example.org/plan/"},
    {"id":"d","type":"file","x":900,"y":200,"width":200,"height":60,"file":"notes/why.md","subpath":"#Goals"},
    {"id":"e","type":"shape","x":1e2,"y":400,"width":10,"height":10,"color":"teal","label":"Odd one"}
  ],
  "edges": [
    {"id":"x","fromNode":"a","fromSide":"right","toNode":"b","toSide":"left","label":"then"},
    {"id":"y","fromNode":"b","toNode":"c","fromEnd":"arrow","toEnd":"none"},
    {"id":"z","fromNode":"c","toNode":"c"},
    {"id":"w","fromNode":"a","toNode":"g","toEnd":"none","color":"#ff8800"}
  ],
  "metadata": {"version":"1.0-1.0","frontmatter":{}}
}`;

describe("JSON Canvas", () => {
  test("a board that nobody touched comes out as it went in_FMTCANVAS1", () => {
    const desk = new Desk();
    const { summary, warnings } = desk.take(SAMPLE);
    expect(summary).toMatchObject({ cardsAdded: 5, groupsAdded: 1, arrowsAdded: 3 });
    expect(warnings.map((each) => each.sentence)).toEqual([
      'the file "notes/why.md" is not there; its card has no document',
      'edge "z" leads back to its own node: it is kept for the export only',
    ]);
    expect(JSON.parse(desk.write())).toEqual(JSON.parse(SAMPLE));
    // Digit by digit, too.
    expect(desk.write()).toContain('"x":1e2');
    expect(desk.write()).toContain('"y":0.5');
  });

  test("the same file again plans nothing, nor does what was exported_FMTMERGE1", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    for (const text of [SAMPLE, desk.write()]) {
      const again = desk.plan(text);
      expect([...again.team, ...again.board]).toEqual([]);
    }
  });

  test("nodes are cards and groups, edges are arrows_FMTCANVAS2_FMTCANVAS3_FMTCANVAS4_FMTCANVAS5", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    const { board } = desk.document;
    expect([...board.cards.values()].map((each) => each.title).sort()).toEqual(
      ["Odd one", "Ship it", "example.org/plan", "one", "why#Goals"].sort(),
    );
    expect(desk.card("Ship it")).toMatchObject({ description: "All of it.", position: { x: 0, y: 0 }, color: "4" });
    expect(board.groups.get(desk.card("Ship it").group!)?.title).toBe("Now");
    expect(desk.card("one").description).toBe("- one\n- two");
    const arrow = (from: string) =>
      [...board.dependencies.values()].find((each) => "card" in each.from && each.from.card === desk.card(from).id);
    expect(arrow("example.org/plan")).toMatchObject({ kind: "blocks", to: { card: desk.card("one").id } });
    expect([...board.dependencies.values()].map((each) => each.kind).sort()).toEqual(["blocks", "blocks", "relates"]);
  });

  test("what was edited here shows in the plain keys, and what a canvas cannot say in our object_FMTCANVAS7_FMTCANVAS8", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    const { id: card } = desk.card("Ship it");
    desk.do(
      { intent: "SetTitle", thing: { card }, title: "Launch" },
      { intent: "Move", thing: { card }, position: { x: 40, y: 60 } },
      { intent: "AddLabel", card, label: "risk" },
      { intent: "SetTargetDate", card, targetDate: "2027-02-01" },
    );
    const node = (JSON.parse(desk.write()) as { nodes: Record<string, unknown>[] }).nodes.find(
      (each) => each.id === "a",
    )!;
    expect(node).toMatchObject({ x: 40, y: 60, text: "**Launch**\n\nAll of it.", color: "4" });
    expect(node.meridian).toMatchObject({ labels: ["risk"], targetDate: "2027-02-01", exported: expect.any(String) });
    const again = desk.plan(desk.write());
    expect([...again.team, ...again.board]).toEqual([]);
    // Another workspace reads the same board from it.
    const other = new Desk();
    other.take(desk.write());
    expect(other.card("Launch")).toMatchObject({
      labels: ["risk"],
      targetDate: "2027-02-01",
      position: { x: 40, y: 60 },
    });
  });

  test("of a newer file what changed there is taken, what changed here stays, both with a warning_FMTMERGE2_FMTMERGE3", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    const { id: card } = desk.card("Ship it");
    desk.do({ intent: "SetColor", thing: { card }, color: "1" });
    const newer = SAMPLE.replace('"color":"4"', '"color":"5"')
      .replace("All of it.", "All of it, soon.")
      .replace('"label":"then"', '"label":"after"');
    const { summary, warnings } = desk.take(newer);
    expect(summary).toMatchObject({ cardsAdded: 0, cardsChanged: 1, arrowsAdded: 0, arrowsChanged: 1 });
    expect(desk.card("Ship it")).toMatchObject({ color: "1", description: "All of it, soon." });
    expect(warnings.map((each) => each.sentence)).toContain(
      'the color of "Ship it" was changed both here and in the file; "1" is kept, the file has "5"',
    );
    expect(
      desk
        .take(newer)
        .warnings.map((each) => each.sentence)
        .join(),
    ).not.toContain("changed both");
    const theirs = new Desk();
    theirs.take(SAMPLE);
    theirs.do({ intent: "SetColor", thing: { card: theirs.card("Ship it").id }, color: "1" });
    theirs.take(newer, true);
    expect(theirs.card("Ship it").color).toBe("5");
  });

  test("what is gone from a file stays, what is in the trash stays there_FMTMERGE5", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    const { id: card } = desk.card("Odd one");
    desk.do({ intent: "Delete", thing: { card } });
    const { warnings } = desk.take(SAMPLE.replace('"label":"Odd one"', '"label":"Odder"'));
    expect(warnings.map((each) => each.sentence)).toContain(
      '"Odd one" was changed in the file and is in the trash here; it stays there',
    );
    desk.take('{"nodes":[],"edges":[]}');
    expect([...desk.document.board.cards.values()].filter((each) => !each.meta.life.deleted)).toHaveLength(4);
  });

  const bad: [string, string, string][] = [
    ["nothing", "", "Roadmap.canvas:1:1: this is not JSON: the file is empty"],
    ["no JSON", '{"nodes": [\n  {"id": x}]}', "Roadmap.canvas:2:10: this is not JSON: a value is missing"],
    ["a key twice", '{"nodes":[],\n"nodes":[]}', 'Roadmap.canvas:2:1: the key "nodes" stands here twice'],
    ["an array", "[]", 'Roadmap.canvas:1:1: a canvas is an object with "nodes" and "edges", not an array'],
    [
      "a node without a place",
      '{"nodes":[\n {"id":"a","type":"text","text":"x","x":0,"y":0,"width":1}]}',
      'Roadmap.canvas:2:2: node "a" has no "height"',
    ],
    [
      "an id twice",
      '{"nodes":[\n {"id":"a","type":"text","text":"x","x":0,"y":0,"width":1,"height":1},\n {"id":"a","type":"text","text":"x","x":0,"y":0,"width":1,"height":1}]}',
      'Roadmap.canvas:3:8: the node "a" is there already, on line 2',
    ],
    [
      "an edge to nowhere",
      '{"nodes":[],"edges":[{"id":"e","fromNode":"a","toNode":"b"}]}',
      'Roadmap.canvas:1:43: edge "e": "fromNode" names "a", and there is no such node',
    ],
    [
      "a key of ours that cannot be",
      '{"nodes":[{"id":"a","type":"text","text":"x","x":0,"y":0,"width":1,"height":1,\n"meridian":{"pinned":"yes"}}]}',
      'Roadmap.canvas:2:22: node "a": "pinned" of "meridian" cannot be "yes"',
    ],
    ["half a character", '{"x":"\\ud83d"}', "Roadmap.canvas:1:6: the escape \\ud83d is only half of a character"],
  ];
  test.each(bad)("%s gives one sentence with the place, and nothing is done_FMTERR1_FMTERR6", (_, text, sentence) => {
    const desk = new Desk();
    expect(() => desk.plan(text)).toThrow(ImportFailed);
    expect(() => desk.plan(text)).toThrow(sentence);
  });

  test("a byte that is no UTF-8 is told with its line_FMTERR2", () => {
    const desk = new Desk();
    const bytes = new Uint8Array([...new TextEncoder().encode('{"a":\n "ä'), 0xff, 0x22, 0x7d]);
    const context = { team: desk.team.team, newId: () => "", takeTheirs: false };
    const plan = () => planCanvas(context, { id: desk.id, title: "", board: undefined }, "x.canvas", bytes);
    expect(plan).toThrow("x.canvas:2:4: the byte 0xFF is not UTF-8; save the file as UTF-8");
  });

  const data = process.env.MERIDIAN_DATA ?? "";
  const roadmap = join(data, "stardust-roadmap", "Roadmap.canvas");
  test.skipIf(!existsSync(roadmap))(
    "a roadmap of this world comes out JSON-equal, and but for the card that was moved_FMTCANVAS1",
    () => {
      const text = readFileSync(roadmap, "utf8");
      const desk = new Desk();
      const { summary } = desk.take(text);
      expect(summary.cardsAdded).toBeGreaterThan(10);
      expect(JSON.parse(desk.write())).toEqual(JSON.parse(text));
      const again = desk.plan(text);
      expect([...again.team, ...again.board]).toEqual([]);
      const [card] = [...desk.document.board.cards.values()];
      desk.do({ intent: "Move", thing: { card: card!.id }, position: { x: 12_345, y: 54_321 } });
      const name = card!.meta.source!.id;
      type Canvas = { nodes: { id: string }[]; edges: unknown };
      const [before, after] = [JSON.parse(text) as Canvas, JSON.parse(desk.write()) as Canvas];
      expect(after.edges).toEqual(before.edges);
      const others = ({ nodes }: Canvas) => nodes.filter((each) => each.id !== name);
      expect(others(after)).toEqual(others(before));
      expect(after.nodes.find((each) => each.id === name)).toMatchObject({ x: 12_345, y: 54_321 });
    },
  );
});

test("two versions of a text become few splices, and lead from one to the other_TEXT3", () => {
  const apply = (text: string, splices: ReturnType<typeof textSplices>) => {
    const characters = [...text];
    for (const [at, count, insert] of splices) characters.splice(at, count, ...insert);
    return characters.join("");
  };
  const before = "# Plan\n\nWe ship on Monday 😀.\nThen we rest.\n";
  const after = "# Plan\n\nWe ship on Tuesday 😀, perhaps.\nThen we rest.\nAnd look back.\n";
  expect(apply(before, textSplices(before, after))).toBe(after);
  expect(textSplices(before, before)).toEqual([]);
  expect(textSplices("one two three", "one 2 three")).toEqual([[4, 3, "2"]]);
  const random = seededEntropy(4);
  for (let i = 0; i < 200; i++) {
    const text = () =>
      Array.from(random(20), (byte) => "ab \n😀"[byte % 5] ?? "c")
        .join("")
        .replace(/[\ud800-\udfff]/g, "é");
    const [one, other] = [text(), text()];
    expect(apply(one, textSplices(one, other))).toBe(other);
  }
});
