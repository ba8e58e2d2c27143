import "./automerge";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import type { CardId, DependencyId, MemberId } from "../src/model/ids";
import { type BoardIntent, type DocumentIntent, IntentRefused, type TeamIntent } from "../src/model/intents";
import { type Json, type JsonObject, parseJson, printJson } from "../src/model/json";
import type { PlanDocument } from "../src/model/planDocument";
import { linksIn, mentionsIn } from "../src/model/prose";
import { nameItemKey, textItemKey } from "../src/model/schema";
import { TeamDocument } from "../src/model/team";
import { TextDocument } from "../src/model/textDocument";
import { boardJson, documentJson, teamJson, threadJson } from "../src/model/workspaceJson";
import { fromHex } from "../src/protocol/bytes";
import { actorOf, type DeviceId } from "../src/protocol/ids";
import { vectors } from "./vectors";

interface Step<I> {
  device?: number;
  intents?: I[];
  refused?: number;
  warnings?: unknown[];
  from?: number;
  to?: number;
}

interface Case<I> {
  name: string;
  rules: string[];
  devices: number;
  steps: Step<I>[];
  document: Json;
}

interface Kind<I extends { intent: string }, D extends PlanDocument<I>> {
  open(replica: Replica): D;
  json(document: D): JsonObject;
}

function deviceOf(n: number): DeviceId {
  return n.toString(16).padStart(2, "0").repeat(16) as DeviceId;
}

function peer<I extends { intent: string }, D extends PlanDocument<I>>(n: number, kind: Kind<I, D>) {
  const device = deviceOf(n);
  const actor = actorOf(device, fromHex(n.toString(16).padStart(16, "0")));
  const document = kind.open(new Replica(actor));
  const log: { chunk: Uint8Array; author: DeviceId }[] = [];
  const edit = (intents: readonly I[]) => {
    const edited = document.apply(intents);
    for (const { change } of edited.changes) log.push({ chunk: change.chunk, author: device });
    return edited;
  };
  const receive = (changes: readonly { chunk: Uint8Array; author: DeviceId }[]) => {
    const others = changes.filter((each) => each.author !== device);
    const { outcomes } = document.receive(others);
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.type === "Refused") throw new Error(outcome.refusal.message);
      if (outcome.type === "Accepted") log.push(others[i]!);
    }
  };
  const reopened = () => {
    const again = kind.open(new Replica(actor));
    again.receive(log.map(({ chunk }) => ({ chunk, author: undefined })));
    const json = kind.json(again);
    again.close();
    return json;
  };
  return { document, log, edit, receive, reopened };
}

function run<I extends { intent: string }, D extends PlanDocument<I>>(vector: Case<I>, kind: Kind<I, D>): void {
  const peers = Array.from({ length: vector.devices }, (_, i) => peer(i + 1, kind));
  for (const step of vector.steps) {
    if (step.from !== undefined) {
      peers[step.to! - 1]!.receive(peers[step.from - 1]!.log);
      continue;
    }
    const device = peers[step.device! - 1]!;
    if (step.refused === undefined) {
      expect(device.edit(step.intents ?? []).warnings).toEqual(step.warnings ?? []);
      continue;
    }
    const before = printJson(kind.json(device.document));
    const refusal = catching(() => device.edit(step.intents ?? []));
    expect(refusal).toBeInstanceOf(IntentRefused);
    expect(refusal).toHaveProperty("index", step.refused);
    expect(printJson(kind.json(device.document))).toBe(before);
  }
  for (const to of peers) for (const from of peers) to.receive(from.log);
  for (const device of peers) {
    expect(kind.json(device.document)).toEqual(vector.document);
    expect(printJson(kind.json(device.document))).toBe(printJson(vector.document));
    expect(device.reopened()).toEqual(vector.document);
    device.document.close();
  }
}

function catching(action: () => unknown): unknown {
  try {
    action();
  } catch (e) {
    return e;
  }
  return undefined;
}

const boards: Kind<BoardIntent, BoardDocument> = {
  open: (replica) => new BoardDocument(replica),
  json: (document) => boardJson(document.board, document.unknown()),
};

const teams: Kind<TeamIntent, TeamDocument> = {
  open: (replica) => new TeamDocument(replica),
  json: (document) => teamJson(document.team, document.unknown(), () => []),
};

const documents: Kind<DocumentIntent, TextDocument> = {
  open: (replica) => new TextDocument(replica),
  json: (document) => documentJson(document),
};

function named<I>(file: string) {
  return vectors<Case<I>[]>(file).map((each) => [`${each.name}_${each.rules.join("_")}`, each] as const);
}

describe("model-board.json", () => {
  test.each(named<BoardIntent>("model-board.json"))("%s_VECTOR1", (_, vector) => run(vector, boards));
});

describe("model-team.json", () => {
  test.each(named<TeamIntent>("model-team.json"))("%s_VECTOR1", (_, vector) => run(vector, teams));
});

describe("model-document.json", () => {
  test.each(named<DocumentIntent>("model-document.json"))("%s_VECTOR1", (_, vector) => run(vector, documents));
});

describe("model-cycles.json", () => {
  const all =
    vectors<{ name: string; cards: CardId[]; arrows: [CardId, CardId][]; cycles: CardId[][] }[]>("model-cycles.json");
  test.each(all.map((each) => [each.name, each] as const))("%s_VECTOR2", (_, vector) => {
    const { document } = peer(1, boards);
    document.apply([
      { intent: "Create" },
      ...vector.cards.map(
        (card): BoardIntent => ({
          intent: "AddCard",
          card,
          title: "Card",
          position: { x: 0, y: 0 },
          size: { width: 260, height: 120 },
        }),
      ),
      ...vector.arrows.map(([from, to], i): BoardIntent => {
        const dependency = i.toString(16).padStart(32, "0") as DependencyId;
        return { intent: "AddDependency", dependency, from: { card: from }, to: { card: to }, kind: "blocks" };
      }),
    ]);
    expect(document.board.cycles.map((cycle) => cycle.path)).toEqual(vector.cycles);
    document.close();
  });
});

describe("model-values.json", () => {
  const all = vectors<{ name: string; what: string; of: string; is: string }[]>("model-values.json");
  test.each(all.map((each) => [`${each.what}: ${each.name}`, each] as const))("%s_VECTOR3", (_, { what, of, is }) => {
    const found: Record<string, () => string> = {
      "label key": () => textItemKey("label", of),
      "owner key": () => nameItemKey("owner", of),
      number: () => printJson(Number(of)),
      json: () => printJson(parseJson(of) ?? "not JSON"),
    };
    expect(found[what]?.()).toBe(is);
  });
});

interface DiscussionCase {
  name: string;
  rule: string;
  what: "board" | "document" | "mentions" | "links";
  devices: number;
  steps: Step<BoardIntent & DocumentIntent>[];
  threads: Json;
  text: string;
  members: Record<MemberId, string>;
  mentions: MemberId[];
  links: string[];
}

describe("discussion.json", () => {
  const all = vectors<DiscussionCase[]>("discussion.json");
  const of = (what: string) =>
    all.filter((each) => each.what === what).map((each) => [`${each.name}_${each.rule}`, each] as const);
  const asCase = <I>({ name, rule, devices, steps, threads }: DiscussionCase) =>
    ({ name, rules: [rule], devices, steps, document: { threads } }) as unknown as Case<I>;

  test.each(of("board"))("%s_VECTOR20", (_, vector) =>
    run(asCase<BoardIntent>(vector), {
      ...boards,
      json: ({ board }) => ({ threads: board.threads().map(threadJson) }),
    }),
  );
  test.each(of("document"))("%s_VECTOR20", (_, vector) =>
    run(asCase<DocumentIntent>(vector), {
      ...documents,
      json: (document) => ({ threads: document.threads().map(threadJson) }),
    }),
  );
  test.each(of("mentions"))("%s_VECTOR20", (_, { text, members, mentions }) => {
    const named = Object.entries(members).map(([id, name]) => ({ id: id as MemberId, name }));
    expect(mentionsIn(text, named)).toEqual(mentions);
  });
  test.each(of("links"))("%s_VECTOR20", (_, { text, links }) => expect(linksIn(text)).toEqual(links));
  test("every case is run", () => {
    expect(new Set(all.map((each) => each.what))).toEqual(new Set(["board", "document", "mentions", "links"]));
  });
});
