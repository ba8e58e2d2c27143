import "./automerge";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import type { Frontier } from "../src/model/calendar/forms";
import { instantOf } from "../src/model/calendar/time";
import type { BoardId, DocumentId, MemberId } from "../src/model/ids";
import type { BoardIntent, DocumentIntent, TeamIntent } from "../src/model/intents";
import { type Json, printJson } from "../src/model/json";
import type { PlanDocument } from "../src/model/planDocument";
import { agendaOf, USUAL_TERMS } from "../src/model/rhythm/agenda";
import { digestOf } from "../src/model/rhythm/digest";
import { type Happening, Witness } from "../src/model/rhythm/happenings";
import { agendaJson, digestJson } from "../src/model/rhythm/json";
import { type DecisionFact, mattersOf, NO_FRONTIER, type Period } from "../src/model/rhythm/matters";
import { packOf } from "../src/model/rhythm/pack";
import { slipsOf } from "../src/model/rhythm/slips";
import { BoardState, NO_TEAM, teamState, textState, WorkspaceState } from "../src/model/rhythm/state";
import { updateOf } from "../src/model/rhythm/update";
import { TeamDocument } from "../src/model/team";
import { TextDocument } from "../src/model/textDocument";
import { fromHex } from "../src/protocol/bytes";
import { actorOf, type DeviceId, TEAM_DOCUMENT } from "../src/protocol/ids";
import { vectors } from "./vectors";

interface Step {
  device: number;
  at: string;
  blind?: boolean;
  board?: BoardId;
  document?: DocumentId;
  intents: never[];
}
interface DecisionJson {
  document: DocumentId;
  standing: DecisionFact["standing"];
  outcome: string;
  deadline?: string;
  since?: string;
  waitingFor?: MemberId[];
  objectionRounds?: number;
}
interface Case {
  name: string;
  rule: string;
  before?: Step[];
  after?: Step[];
  reader?: MemberId;
  now: string;
  decisions?: DecisionJson[];
  digest: Json;
  agenda: Json;
}

type Intent = BoardIntent | TeamIntent | DocumentIntent;
type Document = PlanDocument<Intent> & (BoardDocument | TeamDocument | TextDocument);

const READER = 200;
const deviceOf = (n: number) => n.toString(16).padStart(2, "0").repeat(16) as DeviceId;

/** One document on all devices. */
class Shelf {
  readonly reader: Document;
  private readonly witness: Witness;
  private readonly log: { chunk: Uint8Array; author: DeviceId; hash: string }[] = [];
  private readonly peers = new Map<number, { document: Document; known: Set<string> }>();

  constructor(
    id: string,
    private readonly open: (replica: Replica) => Document,
  ) {
    this.reader = this.opened(READER);
    this.witness = new Witness(id, this.reader);
  }

  private opened(device: number): Document {
    return this.open(new Replica(actorOf(deviceOf(device), fromHex(device.toString(16).padStart(16, "0")))));
  }

  write(device: number, blind: boolean, intents: readonly Intent[]): Happening["acts"] {
    const peer = this.peers.get(device) ?? { document: this.opened(device), known: new Set() };
    this.peers.set(device, peer);
    if (!blind) {
      const news = this.log.filter(({ hash }) => !peer.known.has(hash));
      peer.document.receive(news);
      for (const { hash } of news) peer.known.add(hash);
    }
    return peer.document.apply(intents).changes.flatMap(({ change: { chunk, hash } }) => {
      peer.known.add(hash);
      this.log.push({ chunk, author: deviceOf(device), hash });
      return this.witness.tell(this.reader.receive([{ chunk, author: deviceOf(device) }]).changed);
    });
  }
}

/** A workspace whose log is written step by step by several devices, as one reader sees it. */
class Story {
  private readonly shelves = new Map<string, Shelf>();
  private happenings: Happening[] = [];
  private from: Frontier = NO_FRONTIER;
  private now: Frontier = NO_FRONTIER;
  private before = new WorkspaceState(NO_TEAM, new Map(), new Map());

  tell({ device, at, blind = false, board, document, intents }: Step): void {
    const id = board ?? document ?? TEAM_DOCUMENT;
    const open = (replica: Replica) =>
      (board !== undefined
        ? new BoardDocument(replica)
        : document !== undefined
          ? new TextDocument(replica)
          : new TeamDocument(replica)) as Document;
    const shelf = this.shelves.get(id) ?? new Shelf(id, open);
    this.shelves.set(id, shelf);
    const position = this.now.position + 1;
    this.now = { position, chain: position.toString(16).padStart(64, "0"), receivedAt: at };
    const acts = shelf.write(device, blind, intents);
    this.happenings.push({ document: id, position, receivedAt: instantOf(at), author: deviceOf(device), acts });
  }

  look(): void {
    this.before = this.state();
    this.from = this.now;
    this.happenings = [];
  }

  private state(): WorkspaceState {
    const readers = [...this.shelves]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { reader }]) => [id, reader] as const);
    const team = readers.map(([, reader]) => reader).find((reader) => reader instanceof TeamDocument);
    return new WorkspaceState(
      team === undefined ? NO_TEAM : teamState(team as TeamDocument),
      new Map(
        readers.flatMap(([id, each]) => (each instanceof BoardDocument ? [[id as BoardId, BoardState.of(each)]] : [])),
      ),
      new Map(
        readers.flatMap(([id, each]) => (each instanceof TextDocument ? [[id as DocumentId, textState(each)]] : [])),
      ),
    );
  }

  period(): Period {
    return { from: this.from, to: this.now, before: this.before, after: this.state(), happenings: this.happenings };
  }
}

function told(start: readonly Step[], vector: Case) {
  const story = new Story();
  for (const step of [...start, ...(vector.before ?? [])]) story.tell(step);
  story.look();
  for (const step of vector.after ?? []) story.tell(step);
  const period = story.period();
  const decisions = (vector.decisions ?? []).map(
    ({ deadline, since, waitingFor = [], objectionRounds = 0, ...rest }): DecisionFact => ({
      ...rest,
      deadline: deadline === undefined ? undefined : instantOf(deadline),
      since: since === undefined ? undefined : instantOf(since),
      waitingFor,
      objectionRounds,
    }),
  );
  return {
    period,
    matters: mattersOf(period, decisions),
    asking: { reader: vector.reader, now: instantOf(vector.now) },
  };
}

interface File {
  start: Step[];
  cases: Case[];
}

describe("digests.json", () => {
  const { start, cases } = vectors<File>("digests.json");
  test.each(cases.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s_RHY20", (_, vector) => {
    const { period, matters, asking } = told(start, vector);
    expect(digestJson(digestOf(period, matters, asking))).toEqual(vector.digest);
    expect(printJson(digestJson(digestOf(period, matters, asking)))).toBe(printJson(vector.digest));
  });
});

describe("agendas.json", () => {
  const { start, cases } = vectors<File>("agendas.json");
  test.each(cases.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s_RHY20", (_, vector) => {
    const { period, matters, asking } = told(start, vector);
    expect(agendaJson(agendaOf(period, matters, asking, USUAL_TERMS))).toEqual(vector.agenda);
  });
});

describe("what slipped, the week and the quarter", () => {
  const { start } = vectors<File>("digests.json");
  const kenji = "2".repeat(32) as MemberId;
  const board = "b".repeat(32) as BoardId;
  const [login, exporting] = ["c1".repeat(16), "c2".repeat(16)];
  const intents = [
    { intent: "SetTargetDate", card: login, targetDate: "2027-04-08" },
    {
      intent: "AddDependency",
      dependency: "e".repeat(32),
      from: { card: exporting },
      to: { card: login },
      kind: "blocks",
    },
    { intent: "SetWhy", card: exporting, week: "2027-W10", member: kenji, text: "The supplier is late" },
  ] as never[];
  const after = [{ device: 2, at: "2027-03-08T09:00:00Z", board, intents }];
  const asked = { name: "", rule: "", now: "2027-03-10T12:00:00Z", after, digest: null, agenda: null };
  const { period, matters, asking } = told(start, asked);

  test("a date that moved is traced along the arrows to the reason of the last card_RHY14", () => {
    const { slips } = slipsOf(period, matters, asking);
    expect(slips).toHaveLength(1);
    const [slip] = slips;
    expect(slip).toMatchObject({ from: "2027-04-01", to: "2027-04-08", days: 7, late: true });
    expect(slip?.trace.map(({ title }) => title)).toEqual(["Login", "Export"]);
    expect(slip?.cause).toMatchObject({ source: "update", text: "The supplier is late" });
    expect(slip?.steps.map(({ by }) => by.name)).toEqual(["Kenji"]);
  });

  test("a card stands with its owner, and who gave a reason is not asked for one_RHY10_RHY11", () => {
    const update = updateOf(digestOf(period, matters, asking), "2027-W10", () => undefined);
    const shown = update.owners.map(({ owner, moved, still, blocked }) => [
      owner.name,
      moved.map(({ card }) => card.title),
      still.map(({ card }) => card.title),
      blocked.map(({ card }) => card.title),
    ]);
    expect(shown).toEqual([
      ["Ines", ["Login"], [], []],
      ["Kenji", [], ["Export"], []],
    ]);
    expect(update.nudges).toEqual([]);
  });

  test("the pack shows what was frozen, and whose devices had it_RHY15", () => {
    const pack = packOf(period, matters, asking, USUAL_TERMS, undefined);
    expect(pack.changedSince).toBe(1);
    const [shown] = pack.boards;
    expect(shown?.groups.map(({ title, cards }) => [title, cards.map(({ card }) => card.title)])).toEqual([
      ["Now", ["Login"]],
      ["Next", []],
      [undefined, ["Export", "Theme"]],
    ]);
    expect(shown?.groups[0]?.cards[0]?.targetDate).toBe("2027-04-01");
    expect(pack.readers.map(({ person, reached }) => [person.name, reached])).toEqual([
      ["Ines", false],
      ["Kenji", true],
    ]);
  });
});
