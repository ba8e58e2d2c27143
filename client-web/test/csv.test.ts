import "./automerge";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import { guarded, readTable, unguarded, writeTable } from "../src/model/formats/csv/cells";
import { writeCsv } from "../src/model/formats/csv/csvExport";
import { planCsv } from "../src/model/formats/csv/csvImport";
import { readDate } from "../src/model/formats/csv/dates";
import { readList, writeLists } from "../src/model/formats/csv/listCells";
import type { ImportPlan } from "../src/model/formats/merge/boardMerge";
import { ImportFailed, SourceText } from "../src/model/formats/source";
import { type BoardId, type CardId, type DeviceId, type MemberId, newId } from "../src/model/ids";
import type { BoardIntent, TeamIntent } from "../src/model/intents";
import { TeamDocument } from "../src/model/team";
import { actorOf } from "../src/protocol/ids";
import { seededEntropy } from "./vectors";

const entropy = seededEntropy(31);
const replica = () => new Replica(actorOf("01".repeat(16) as DeviceId, entropy(8)));

class Desk {
  readonly team = new TeamDocument(replica());
  readonly document = new BoardDocument(replica());
  readonly id = newId<BoardId>(entropy);

  constructor() {
    const member = newId<MemberId>(entropy);
    this.team.apply([
      { intent: "Create", name: "Orbit" },
      { intent: "AddMember", member, name: "Mara", zone: "Europe/Lisbon" },
    ] satisfies TeamIntent[]);
  }

  plan(text: string, takeTheirs = false): ImportPlan {
    const board = this.team.team.boards.has(this.id) ? this.document.board : undefined;
    const context = { team: this.team.team, newId: () => newId<CardId>(entropy), takeTheirs };
    return planCsv(context, { id: this.id, title: "goals", board }, "goals.csv", new TextEncoder().encode(text));
  }

  take(text: string): ImportPlan {
    const plan = this.plan(text);
    if (plan.team.length > 0) this.team.apply(plan.team);
    if (plan.board.length > 0) this.document.apply(plan.board);
    return plan;
  }

  do(...intents: BoardIntent[]): void {
    this.document.apply(intents);
  }

  write(): string {
    return writeCsv(this.team.team, this.id, this.document.board);
  }

  card(title: string) {
    return [...this.document.board.cards.values()].find((each) => each.title === title)!;
  }
}

const lines = (...rows: string[]) => rows.map((row) => `${row}\r\n`).join("");
const SAMPLE = lines(
  "Key,Summary,Status,Assignee,Labels,Estimate,Due date,Blocked by,Priority",
  'G-1,Design,In progress,@Mara,"ui; draft",3 points,2027-02-01,,High',
  'G-2,Build,Waiting for Godot,"Doe, Jane",,0.5,"Mar 5, 2027",G-1,',
  'G-3,"Ship, at last",Done,,,,,G-2; Design,\'=1+2',
);

describe("tables", () => {
  test("are read by header: status, owners, labels, dates, arrows_FMTCSV1_FMTCSV3_FMTCSV4_FMTCSV5", () => {
    const desk = new Desk();
    const { summary, warnings } = desk.take(SAMPLE);
    expect(summary).toMatchObject({ cardsAdded: 3, arrowsAdded: 3 });
    expect(warnings.map((each) => each.sentence)).toEqual([
      `"Waiting for Godot" means none of the workspace's statuses; 1 card without a status keep the word`,
    ]);
    const status = desk.team.team.statuses.get(desk.card("Design").status!);
    expect(status?.category).toBe("active");
    expect(desk.card("Design")).toMatchObject({ labels: ["draft", "ui"], estimate: 3, targetDate: "2027-02-01" });
    expect(desk.card("Design").owners).toEqual([{ member: [...desk.team.team.members.keys()][0] }]);
    expect(desk.card("Build")).toMatchObject({
      owners: [{ name: "Doe, Jane" }],
      estimate: 0.5,
      targetDate: "2027-03-05",
      statusWord: "Waiting for Godot",
    });
    const arrows = [...desk.document.board.dependencies.values()].map(({ from, to, kind }) => [from, to, kind]);
    const id = (title: string) => ({ card: desk.card(title).id });
    expect(arrows).toContainEqual([id("Design"), id("Build"), "blocks"]);
    expect(arrows).toContainEqual([id("Build"), id("Ship, at last"), "blocks"]);
    expect(arrows).toContainEqual([id("Design"), id("Ship, at last"), "blocks"]);
  });

  test("again, and as exported, plan nothing; foreign cells come back, formulas guarded_FMTMERGE1_FMTCSV6_FMTCSV9", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    const out = desk.write();
    expect(out.split("\r\n")[0]).toMatch(/^Key,Summary,Status,Assignee,Labels,Estimate,Due date,Blocked by,Priority/);
    expect(out).toContain("'=1+2");
    for (const text of [SAMPLE, out]) {
      const again = desk.plan(text);
      expect([...again.team, ...again.board]).toEqual([]);
    }
  });

  test("a newer export updates cards; an arrow that no cell names any more goes_FMTMERGE2_FMTMERGE5", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    const { summary } = desk.take(SAMPLE.replace("In progress", "Done").replace("G-2; Design", "G-2"));
    expect(summary).toMatchObject({ cardsAdded: 0, cardsChanged: 1, arrowsRemoved: 1 });
    expect(desk.team.team.statuses.get(desk.card("Design").status!)?.category).toBe("done");
  });

  test("an export is edited elsewhere and comes back: what was edited there is taken, what was edited here is kept_FMTMERGE7", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    desk.do({ intent: "SetTitle", thing: { card: desk.card("Design").id }, title: "Draw" });
    const there = desk.write().replace("0.5", "8");
    desk.do({ intent: "AddLabel", card: desk.card("Build").id, label: "late" });
    desk.take(there);
    expect(desk.card("Build")).toMatchObject({ estimate: 8, labels: ["late"] });
    expect(desk.card("Draw")).toBeDefined();
  });

  test("a tracker's export may name what is elsewhere: it stays a word, with one warning a header_FMTCSV10_FMTCSV11_FMTCSV12", () => {
    const desk = new Desk();
    const jira = lines(
      "Summary,Issue key,Issue id,Status,Status Category,Labels,Labels,Outward issue link (Blocks),Inward issue link (Relates)",
      "One,J-1,100,Cooking,In Progress,a,b,J-2,X-9",
      "Two,J-2,101,Shelved,To Do,,,,",
    );
    const { warnings } = desk.take(jira);
    expect(warnings.map((each) => each.sentence)).toEqual([
      '"X-9" under "Inward issue link (Relates)" is not in the table; it is kept as a word',
    ]);
    expect(desk.card("One").labels).toEqual(["a", "b"]);
    expect(desk.team.team.statuses.get(desk.card("One").status!)?.category).toBe("active");
    expect([...desk.document.board.dependencies.values()]).toMatchObject([
      { from: { card: desk.card("One").id }, to: { card: desk.card("Two").id }, kind: "blocks" },
    ]);
    expect(desk.write().split("\r\n")[1]).toBe("One,J-1,100,Cooking,In Progress,a,b,J-2,X-9");
  });

  test("a board that was made here has the usual columns_FMTCSV9", () => {
    const desk = new Desk();
    desk.take(SAMPLE);
    const own = new Desk();
    own.team.apply([{ intent: "AddBoard", board: own.id, title: "Own", order: 1 }]);
    own.do(
      { intent: "Create" },
      {
        intent: "AddCard",
        card: newId<CardId>(entropy),
        title: "=cmd",
        position: { x: 0, y: 0 },
        size: { width: 1, height: 1 },
      },
    );
    const [header, row] = own.write().split("\r\n");
    expect(header).toBe(
      "Id,Title,Description,Status,Owners,Labels,Estimate,Target date,Blocked by,Related to,Document,Meridian",
    );
    expect(row).toContain(",'=cmd,");
    const again = own.plan(own.write());
    expect([...again.team, ...again.board]).toEqual([]);
  });

  const bad: [string, string, string][] = [
    ["no title column", "A,B\n1,2\n", "goals.csv:1: the header names no column of titles: title, summary, name"],
    ["a ragged row", "Title,Status\nOne\n", "goals.csv:2: this row has 1 cell where the header has 2"],
    ["an open quote", 'Title\n"One\n', "goals.csv:2:1: a quote is opened here and never closed"],
    ["an id twice", "Id,Title\n1,One\n1,Two\n", 'goals.csv:3:1: the id "1" is there already, on line 2'],
    [
      "no such card",
      "Title,Blocked by\nOne,Two\n",
      'goals.csv:2:5: "Two" under "Blocked by" is the id or title of no card',
    ],
    [
      "no estimate",
      "Title,Estimate\nOne,soon\n",
      'goals.csv:2:5: an estimate is a number, not "soon"; under another header the column is kept as it is',
    ],
    ["an unclear date", "Title,Due\nOne,3/4/2027\n", 'goals.csv:2:5: "3/4/2027" may be day or month first'],
  ];
  test.each(bad)("%s gives one sentence with the place_FMTERR4_FMTERR7", (_, text, sentence) => {
    expect(() => new Desk().plan(text)).toThrow(ImportFailed);
    expect(() => new Desk().plan(text)).toThrow(sentence);
  });
});

test("cells that were written are read again as they were_FMTCSV6_FMTCSV8", () => {
  const cells = ["", " a ", 'say "hi"', "a,b;c", "line\nbreak", "=1", "'=1", "-5", "@x", "\t", "''+", "😀"];
  const text = writeTable([cells.map((_, i) => `c${i}`), cells.map((cell) => guarded(cell, ""))]);
  const table = readTable(new SourceText("t.csv", text));
  expect(table.rows[0]!.map((cell) => unguarded(cell.text, ""))).toEqual(cells);
  expect(guarded("-5", "")).toBe("-5");
});

test("lists that were written are read again as they were_FMTCSV5", () => {
  const rows = [["a", "b;c"], ["Doe, Jane"], [], ["back\\", "slash\\;x"]];
  const cells = writeLists(rows);
  expect(cells.map((cell) => readList(cell, "SEMICOLONS"))).toEqual(rows);
  expect(readList(writeLists([["one, two"]])[0]!, "SEMICOLONS")).toEqual(["one, two"]);
});

test("dates as trackers write them_FMTCSV3", () => {
  expect(readDate("30/Nov/26 5:00 PM", "UNKNOWN")).toBe("2026-11-30");
  expect(readDate("Nov 30, 2026", "UNKNOWN")).toBe("2026-11-30");
  expect(readDate("30.11.2026", "UNKNOWN")).toBe("2026-11-30");
  expect(readDate("Sun Nov 29 2026 23:00:00 GMT+0000 (UTC)", "UNKNOWN")).toBe("2026-11-30");
  expect(readDate("11/30/2026", "MONTH_FIRST")).toBe("2026-11-30");
  expect(readDate("2026-02-30", "UNKNOWN")).toBeUndefined();
});
