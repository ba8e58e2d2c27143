import "./automerge";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Role } from "../src/gen/meridian/v1/log_pb";
import type { BoardId, CardId, CommentId, DependencyId, ThreadId } from "../src/model/ids";
import { newId } from "../src/model/ids";
import { memberOf } from "../src/model/team";
import { TEAM_DOCUMENT } from "../src/protocol/ids";
import { foundHere, inviteHere, joinHere, until } from "../src/sync/joining";
import { Workspace } from "../src/sync/workspace";
import { parseLink } from "../src/trust/inviteLink";
import { JavaWorld, javaHome } from "./java";
import { entropy, memoryHome, world } from "./world";

const java = javaHome();

function linkOf(text: string) {
  const parsed = parseLink(/https?:\/\/\S+\/join#\S+/.exec(text)?.[0] ?? "");
  if (parsed.type !== "Parsed") throw new Error(parsed.reason);
  return parsed.link;
}

async function synced(workspace: Workspace): Promise<void> {
  await until(workspace, () => workspace.syncStatus.type === "Live" && workspace.pending === 0);
}

async function cardsOf(workspace: Workspace, board: BoardId) {
  const cards = await workspace.read("board", board, ({ board: b }) => [...b.cards.values()]);
  return new Map((cards ?? []).map((card) => [card.title, card]));
}

describe.skipIf(java === undefined)("a web engine and a Java client on one relay", () => {
  const jvm = new JavaWorld(java ?? "");
  const home = memoryHome();
  let web: Workspace;
  let board: BoardId;

  const javaExport = async (person: string) => {
    const folder = join(jvm.folder, `${person}-export`);
    await jvm.meridian(person, "export", "--replace", "--format", "json", folder);
    return readFileSync(join(folder, "workspace.json"), "utf8");
  };

  beforeAll(async () => {
    await jvm.startRelay();
    await jvm.meridian(
      "anna",
      "workspace",
      "create",
      "Orbit",
      "--relay",
      jvm.url,
      "--name",
      "Anna",
      "--zone",
      "Europe/Zurich",
    );
    await jvm.meridian("anna", "board", "create", "Roadmap");
    await jvm.meridian(
      "anna",
      "card",
      "add",
      "Design",
      "--status",
      "Ready",
      "--description",
      "Why: 😀",
      "--label",
      "core",
    );
    await jvm.meridian("anna", "card", "add", "Build");
    await jvm.meridian("anna", "link", "Design", "Build");
    await jvm.meridian("anna", "sync");
  }, 120_000);

  afterAll(async () => {
    await web?.close();
    await jvm.end();
  });

  test("the web engine joins by the link of the Java client and reads the same board_MEM9_JSON5", async () => {
    const link = linkOf(await jvm.meridian("anna", "invite"));
    web = await joinHere(home, link, { name: "Ben", zone: "America/New_York" });
    await synced(web);
    const team = await web.read("team", TEAM_DOCUMENT, (each) => ({
      boards: [...each.team.boards.values()],
      me: memberOf(each.team, web.keys.id)?.name,
    }));
    expect(team?.me).toBe("Ben");
    expect(team?.boards.map((each) => each.title)).toEqual(["Roadmap"]);
    board = team!.boards[0]!.id;
    const cards = await cardsOf(web, board);
    expect([...cards.keys()].sort()).toEqual(["Build", "Design"]);
    expect(cards.get("Design")).toMatchObject({ description: "Why: 😀", labels: ["core"] });
    await jvm.meridian("anna", "sync");
    expect(await web.exportJson()).toBe(await javaExport("anna"));
  }, 120_000);

  test("what the web engine does offline arrives at the Java client, and both hold the same bytes_JSON5", async () => {
    await web.disconnect();
    const card = (await cardsOf(web, board)).get("Design")!.id;
    const fresh = newId<CardId>(entropy);
    const warnings = await web.edit([
      {
        kind: "board",
        document: board,
        intents: [
          { intent: "Move", thing: { card }, position: { x: 4_200, y: -70 } },
          { intent: "EditDescription", card, splices: [[5, 1, "👩‍🚀 ünd"]] },
          {
            intent: "AddCard",
            card: fresh,
            title: "Ship",
            position: { x: 1, y: 2 },
            size: { width: 260, height: 120 },
          },
          {
            intent: "AddDependency",
            dependency: newId<DependencyId>(entropy),
            from: { card: fresh },
            to: { card },
            kind: "blocks",
          },
        ],
      },
    ]);
    expect(warnings).toEqual([]);
    expect(web.pending).toBe(1);
    web.connect();
    await synced(web);
    await jvm.meridian("anna", "sync");
    const shown = JSON.parse(await jvm.meridian("anna", "card", "show", "Design", "--json")) as Record<string, unknown>;
    expect(JSON.stringify(shown)).toContain("4200");
    expect(await jvm.meridian("anna", "card", "ls")).toContain("Ship");
    expect(await web.exportJson()).toBe(await javaExport("anna"));
  }, 120_000);

  test("what the Java client does while the web engine is away arrives here, conflicts with both authors_CONFLICT1", async () => {
    await web.disconnect();
    await jvm.meridian("anna", "card", "set", "Build", "--title", "Build it");
    const card = (await cardsOf(web, board)).get("Build")!.id;
    await web.edit([
      { kind: "board", document: board, intents: [{ intent: "SetTitle", thing: { card }, title: "Construct" }] },
    ]);
    await jvm.meridian("anna", "sync");
    web.connect();
    await synced(web);
    await jvm.meridian("anna", "sync");
    const both = await web.read("board", board, (each) => each.board.cards.get(card)?.meta.conflicts);
    expect(both?.map((each) => [each.field, each.candidates.map(({ value }) => value).sort()])).toEqual([
      ["title", ["Build it", "Construct"]],
    ]);
    expect(new Set(both?.[0]?.candidates.map(({ author }) => author)).size).toBe(2);
    expect(await web.exportJson()).toBe(await javaExport("anna"));
  }, 120_000);

  test("threads that the web engine writes are those that the Java client reads, where they stand in the text too_DISC1_DISC20", async () => {
    const at = "2027-01-08T09:30:00Z";
    const file = join(jvm.folder, "brief.md");
    writeFileSync(file, "We build 🚀 now.\n");
    await jvm.meridian("anna", "doc", "new", "Brief", "--file", file);
    await jvm.meridian("anna", "sync");
    const documentOf = () => web.read("team", TEAM_DOCUMENT, ({ team }) => [...team.documents.keys()][0]);
    await expect.poll(documentOf, { timeout: 10_000 }).toBeDefined();
    const document = (await documentOf())!;
    await expect
      .poll(() => web.read("document", document, (each) => each.text), { timeout: 10_000 })
      .toContain("We build 🚀 now.");
    const card = (await cardsOf(web, board)).get("Design")!.id;
    const threads = [newId<ThreadId>(entropy), newId<ThreadId>(entropy)] as const;
    await web.edit([
      {
        kind: "board",
        document: board,
        intents: [
          { intent: "OpenThread", thread: threads[0], on: { card }, at },
          { intent: "AddComment", comment: newId<CommentId>(entropy), thread: threads[0], text: "Why?", at },
          { intent: "ResolveThread", thread: threads[0], at },
        ],
      },
      {
        kind: "document",
        document,
        intents: [
          { intent: "OpenThread", thread: threads[1], on: { document }, range: [3, 7], at },
          { intent: "AddComment", comment: newId<CommentId>(entropy), thread: threads[1], text: "Which?", at },
        ],
      },
    ]);
    await web.edit([{ kind: "document", document, intents: [{ intent: "EditText", splices: [[0, 2, "They"]] }] }]);
    await synced(web);
    await jvm.meridian("anna", "sync");
    const exported = await web.exportJson();
    expect(exported).toContain('"quote": "build 🚀"');
    expect(exported).toBe(await javaExport("anna"));
  }, 120_000);

  test("a workspace opened again from its store is the same, and writes on_STORE2_STORE7", async () => {
    const before = await web.exportJson();
    await web.close();
    const { entry } = web;
    web = await Workspace.open(
      { ...entry, stage: "READY" },
      home.stores.get(entry.id)!,
      await home.home.deviceKeys(),
      world,
    );
    expect(await web.exportJson()).toBe(before);
    const card = (await cardsOf(web, board)).get("Ship")!.id;
    await web.edit([{ kind: "board", document: board, intents: [{ intent: "SetPinned", card, pinned: true }] }]);
    web.connect();
    await synced(web);
    await jvm.meridian("anna", "sync");
    expect(await web.exportJson()).toBe(await javaExport("anna"));
  }, 120_000);

  test("edits survive a relay that is stopped, and reach it when it is back_CLI30", async () => {
    await jvm.stopRelay();
    const card = (await cardsOf(web, board)).get("Ship")!.id;
    await web.edit([
      { kind: "board", document: board, intents: [{ intent: "Move", thing: { card }, position: { x: -9, y: 9 } }] },
    ]);
    expect(web.pending).toBe(1);
    await jvm.startRelay();
    web.retry();
    await synced(web);
    await jvm.meridian("anna", "sync");
    expect(await web.exportJson()).toBe(await javaExport("anna"));
  }, 120_000);

  test("a canvas and a table that the Java client has taken in come out of both with the same bytes, and nobody finds news in them_FMTMERGE1", async () => {
    const canvas = join(jvm.folder, "Sketch.canvas");
    const node = '"type":"text","x":0,"y":0.5,"width":260,"height":120';
    writeFileSync(
      canvas,
      `{"nodes":[{"id":"a",${node},"text":"**Ship it**\\n\\n- all"},{"id":"b",${node},"text":"# Test","color":"4","meridian":{"labels":["x"],"estimate":3}},
      {"id":"g","type":"group","x":-10,"y":-10,"width":900,"height":900,"label":"Now","zoom":1e3}],"edges":[{"id":"e","fromNode":"a","toNode":"b","toEnd":"none"}],"by":{"v":1.50}}`,
    );
    const table = join(jvm.folder, "goals.csv");
    writeFileSync(table, 'Id,Title,Status,Labels,Blocked by,Team\n1,One,Done,"a; b",,Red\n2,Two,Cooking,,1,=x\n');
    await jvm.meridian("anna", "import", canvas);
    await jvm.meridian("anna", "import", table);
    await jvm.meridian("anna", "sync");
    await synced(web);
    const notes = join(jvm.folder, "notes");
    mkdirSync(notes);
    writeFileSync(
      join(notes, "why.md"),
      "---\ntags: [a, b]\ntitle: 'Why: this'\ncard: One\n---\n\n\n# Because\r\n\nIt [[Two]] is.\n",
    );
    await jvm.meridian("anna", "import", notes);
    await jvm.meridian("anna", "doc", "new", "No: 1 of #2");
    await jvm.meridian("anna", "sync");
    const boardOf = async (title: string) => {
      const find = () =>
        web.read(
          "team",
          TEAM_DOCUMENT,
          ({ team }) => [...team.boards.values()].find((each) => each.title === title)?.id,
        );
      await expect.poll(find, { timeout: 10_000 }).toBeDefined();
      return (await find())!;
    };
    const folder = join(jvm.folder, "files");
    for (const [title, format, file] of [
      ["Sketch", "canvas", canvas],
      ["goals", "csv", table],
    ] as const) {
      const id = await boardOf(title);
      await jvm.meridian("anna", "export", "--replace", "--format", format, folder);
      const theirs = readdirSync(folder).find((name) => name.toLowerCase() === `${title}.${format}`.toLowerCase());
      const { text } = await web.exportFile(id, format);
      expect(text).toBe(readFileSync(join(folder, theirs ?? ""), "utf8"));
      const bytes = new Uint8Array(readFileSync(file));
      const { summary } = await web.importFile({ name: `${title}.${format}`, bytes }, { board: id });
      expect(Object.values(summary).every((count) => count === 0)).toBe(true);
      expect(web.pending).toBe(0);
    }
    await jvm.meridian("anna", "export", "--replace", "--format", "md", join(folder, "md"));
    const files = await web.exportMarkdown();
    expect(files.length).toBeGreaterThan(1);
    for (const { name, text } of files) expect(text, name).toBe(readFileSync(join(folder, "md", name), "utf8"));
  }, 120_000);

  test("the Java client joins a workspace that the web engine founded_MEM6_MEM5", async () => {
    const relay = { secure: false, host: "127.0.0.1", port: Number(new URL(jvm.url).port) };
    const carla = memoryHome();
    const mine = await foundHere(carla, relay, "Comet", { name: "Carla", zone: "Asia/Tokyo" });
    const roadmap = newId<BoardId>(entropy);
    const card = newId<CardId>(entropy);
    await mine.edit([
      { kind: "team", intents: [{ intent: "AddBoard", board: roadmap, title: "Plan", order: 1 }] },
      {
        kind: "board",
        document: roadmap,
        intents: [
          { intent: "Create" },
          { intent: "AddCard", card, title: "Launch", position: { x: 0, y: 0 }, size: { width: 260, height: 120 } },
        ],
      },
    ]);
    mine.connect();
    await synced(mine);
    const link = await inviteHere(mine, carla, { role: Role.EDITOR, uses: 1, validMillis: 3_600_000 });
    await jvm.meridian("dan", "join", link, "--name", "Dan", "--zone", "Europe/Lisbon");
    await jvm.meridian("dan", "card", "set", "Launch", "--status", "Done");
    await jvm.meridian("dan", "sync");
    const danHas = await javaExport("dan");
    await expect.poll(() => mine.exportJson(), { timeout: 10_000 }).toBe(danHas);
    await mine.close();
  }, 120_000);
});
