import "./automerge";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { type Board, BoardDocument, type Card } from "../src/model/board";
import { writeCanvas } from "../src/model/formats/canvas/canvasExport";
import { planCanvas } from "../src/model/formats/canvas/canvasImport";
import { writeCsv } from "../src/model/formats/csv/csvExport";
import { planCsv } from "../src/model/formats/csv/csvImport";
import { plainNumber } from "../src/model/formats/merge/base";
import type { ImportPlan } from "../src/model/formats/merge/boardMerge";
import { ImportFailed } from "../src/model/formats/source";
import { type BoardId, type DeviceId, type MemberId, newId } from "../src/model/ids";
import type { BoardIntent, TeamIntent } from "../src/model/intents";
import { type Team, TeamDocument } from "../src/model/team";
import { printPosition, printSize } from "../src/model/values";
import { actorOf } from "../src/protocol/ids";
import { seededEntropy, vectors } from "./vectors";

interface Take {
  readonly take: string;
  readonly lines: readonly string[];
  readonly fails?: string;
  readonly nothing?: boolean;
  readonly warnings?: readonly string[];
  readonly cards?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly arrows?: readonly (readonly string[])[];
}

/** The title of a card, and one field with its new value. */
type Edit = { readonly edit: string } & { readonly [field: string]: string | boolean };

type Write =
  | { readonly write: "canvas"; readonly json: unknown }
  | { readonly write: "csv"; readonly lines: readonly string[] };

type Step = Take | Edit | Write;

interface Vectors {
  readonly members: readonly string[];
  readonly cases: readonly { readonly name: string; readonly rule: string; readonly steps: readonly Step[] }[];
}

const { members, cases } = vectors<Vectors>("formats.json");

class Bench {
  private readonly entropy = seededEntropy(8);
  private readonly team: TeamDocument;
  private readonly document: BoardDocument;
  private readonly id: BoardId;

  constructor() {
    const replica = () => new Replica(actorOf("01".repeat(16) as DeviceId, this.entropy(8)));
    this.team = new TeamDocument(replica());
    this.document = new BoardDocument(replica());
    this.id = newId<BoardId>(this.entropy);
    const people = members.map(
      (name): TeamIntent => ({
        intent: "AddMember",
        member: newId<MemberId>(this.entropy),
        name,
        zone: "Europe/Zurich",
      }),
    );
    this.team.apply([{ intent: "Create", name: "Test" }, ...people]);
  }

  private get board(): Board {
    return this.document.board;
  }

  play(step: Step): void {
    if ("take" in step) this.take(step as Take);
    else if ("edit" in step) this.edit(step as Edit);
    else this.write(step as Write);
  }

  private write(step: Write): void {
    if (step.write === "canvas") {
      expect(JSON.parse(writeCanvas(this.team.team, this.id, this.board))).toEqual(withNotes(step.json));
    } else {
      const lines = step.lines.map((line) => `${line}\r\n`).join("");
      expect(writeCsv(this.team.team, this.id, this.board)).toBe(lines);
    }
  }

  private plan(file: string, lines: readonly string[]): ImportPlan {
    const board = this.team.team.boards.has(this.id) ? this.board : undefined;
    const context = { team: this.team.team, newId: () => newId<BoardId>(this.entropy), takeTheirs: false };
    const plan = file.endsWith(".canvas") ? planCanvas : planCsv;
    return plan(context, { id: this.id, title: "Board", board }, file, new TextEncoder().encode(lines.join("\n")));
  }

  private take({ take: file, lines, fails, nothing, warnings, cards, arrows }: Take): void {
    if (fails !== undefined) {
      expect(() => this.plan(file, lines)).toThrow(ImportFailed);
      expect(() => this.plan(file, lines)).toThrow(fails);
      return;
    }
    const plan = this.plan(file, lines);
    if (nothing) expect([...plan.team, ...plan.board]).toEqual([]);
    if (warnings !== undefined) expect(plan.warnings.map((each) => each.sentence)).toEqual(warnings);
    if (plan.team.length > 0) this.team.apply(plan.team);
    if (plan.board.length > 0) this.document.apply(plan.board);
    for (const [title, fields] of Object.entries(cards ?? {})) {
      expect(fieldsOf(this.team.team, this.board, this.card(title))).toMatchObject(fields);
    }
    if (arrows !== undefined) expect(arrowsOf(this.board)).toEqual(arrows);
  }

  private edit({ edit: title, ...change }: Edit): void {
    const { id: card } = this.card(title);
    const thing = { card };
    const [[key, value] = []] = Object.entries(change);
    const intents: Readonly<Record<string, BoardIntent>> = {
      title: { intent: "SetTitle", thing, title: String(value) },
      color: { intent: "SetColor", thing, color: String(value) },
      label: { intent: "AddLabel", card, label: String(value) },
      targetDate: { intent: "SetTargetDate", card, targetDate: String(value) },
      delete: { intent: "Delete", thing },
    };
    this.document.apply([intents[key ?? ""]!]);
  }

  private card(title: string): Card {
    const found = [...this.board.cards.values()].filter((card) => card.title === title && !card.meta.life.deleted);
    expect(found, title).toHaveLength(1);
    return found[0]!;
  }
}

/** "*" stands for a note whose text is the program's own. */
function withNotes(json: unknown): unknown {
  const text = JSON.stringify(json);
  return JSON.parse(text, (_, value: unknown) => (value === "*" ? expect.any(String) : value));
}

function fieldsOf(team: Team, board: Board, card: Card): Record<string, unknown> {
  const owner = (each: Card["owners"][number]) => ("member" in each ? team.members.get(each.member)?.name : each.name);
  return {
    title: card.title,
    description: card.description,
    status: card.status === undefined ? "" : team.statuses.get(card.status)?.name,
    owners: card.owners.map(owner),
    labels: card.labels,
    estimate: card.estimate === undefined ? "" : plainNumber(card.estimate),
    targetDate: card.targetDate ?? "",
    pinned: card.pinned,
    color: card.color ?? "",
    position: printPosition(card.position),
    size: printSize(card.size),
    group: card.group === undefined ? "" : board.groups.get(card.group)?.title,
  };
}

/** Between cards, rising. */
function arrowsOf(board: Board): string[][] {
  const living = [...board.dependencies.values()].filter((arrow) => !arrow.meta.life.deleted);
  const title = (end: (typeof living)[number]["from"]) =>
    "card" in end ? board.cards.get(end.card)?.title : undefined;
  const all = living.flatMap(({ from, to, kind }) => {
    const [a, b] = [title(from), title(to)];
    return a === undefined || b === undefined ? [] : [[a, kind, b]];
  });
  return all.sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

describe("files, by the shared vectors", () => {
  test.each(cases.map((each) => [each.name, each] as const))("%s", (_, { steps }) => {
    const bench = new Bench();
    for (const step of steps) bench.play(step);
  });
});
