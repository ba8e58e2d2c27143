import "./automerge";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readZip } from "../src/model/formats/archive/zip";
import type { BoardId } from "../src/model/ids";
import { foundHere, joinHere, until } from "../src/sync/joining";
import { Cancelled } from "../src/sync/work";
import type { Workspace } from "../src/sync/workspace";
import { parseLink } from "../src/trust/inviteLink";
import { JavaWorld, javaHome } from "./java";
import { memoryHome } from "./world";

const java = javaHome();
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (words: string) => new TextEncoder().encode(words);

/** A vault as people have them: records of decisions, a document, and a canvas that shows it. */
const VAULT: Readonly<Record<string, string>> = {
  "records/0001-store.md": [
    "---\nstatus: proposed\ndate: 2026-11-02\ndecision-makers: [Anna, Wanda]\nconsulted: Ben, Nobody\n---\n",
    "# Which store\n\n## Context and Problem Statement\n\nThe [old one](x.md) is slow.\n\n## Considered Options\n\n",
    "* SQLite\n* **Files**, as now\n* …\n\n## Decision Outcome\n\n",
    'Chosen option: "SQLite", because it is one file.\n\n### Consequences\n\n* Good, because it is quick\n',
  ].join(""),
  "records/0002-colour.md":
    "---\nstatus: superseded by ADR-0003\n---\n# Colour\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* Red\n",
  "records/template.md":
    "---\ndate: {YYYY-MM-DD}\n---\n# {title}\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* {one}\n",
  "notes/why.md": "# Why we wait\n\nBecause of [[Design]].\n",
};
const CANVAS = JSON.stringify({
  nodes: [
    { id: "a", type: "file", file: "notes/why.md", x: 0, y: 0, width: 200, height: 80 },
    { id: "b", type: "text", text: "Plan", x: 300, y: 0, width: 200, height: 80 },
  ],
  edges: [{ id: "e", fromNode: "a", toNode: "b" }],
});

type Json = { readonly [key: string]: Json } & readonly Json[] & string;

describe.skipIf(java === undefined)("archives and calendars of a web engine and a Java client", () => {
  const jvm = new JavaWorld(java ?? "");
  const engines: Workspace[] = [];
  let web: Workspace;

  const anna = (...args: string[]) => jvm.meridian("anna", ...args);
  const live = (workspace: Workspace) =>
    until(workspace, () => workspace.syncStatus.type === "Live" && workspace.pending === 0);
  const founded = async (name: string) => {
    const { hostname, port } = new URL(jvm.url);
    const address = { host: hostname, port: Number(port), secure: false };
    const made = await foundHere(memoryHome(), address, name, { name: "Wanda", zone: "Europe/Zurich" });
    engines.push(made);
    return made;
  };
  const javaFounded = (person: string, name: string) =>
    jvm.meridian(person, "workspace", "create", name, "--relay", jvm.url, "--name", person, "--zone", "Asia/Tokyo");
  const javaJson = async (person: string): Promise<Json> => {
    const folder = join(jvm.folder, `${person}-out`);
    await jvm.meridian(person, "export", "--replace", "--format", "json", folder);
    return JSON.parse(readFileSync(join(folder, "workspace.json"), "utf8"));
  };
  const put = (folder: string, files: Readonly<Record<string, string | Uint8Array>>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(jvm.folder, folder, path)), { recursive: true });
      writeFileSync(join(jvm.folder, folder, path), content);
    }
    return join(jvm.folder, folder);
  };
  const javaArchive = async () => {
    const folder = join(jvm.folder, "shelf");
    await anna("archive", folder);
    const [name = ""] = readdirSync(folder);
    return new Uint8Array(readFileSync(join(folder, name)));
  };
  /** Cards, documents and statuses of an archive, without who wrote them. */
  const things = (json: Json) =>
    JSON.parse(
      JSON.stringify({ boards: json.boards, documents: json.documents, statuses: json.team?.statuses }, (key, value) =>
        ["author", "by", "schema"].includes(key) ? undefined : value,
      ),
    ) as { boards: unknown; documents: Record<string, { text: string }>; statuses: unknown };

  beforeAll(async () => {
    await jvm.startRelay();
    const person = ["--name", "Anna", "--zone", "Europe/Zurich"];
    await anna("workspace", "create", "Orbit; the team", "--relay", jvm.url, ...person);
    await anna("board", "create", "Roadmap");
    await anna("card", "add", "Design", "--status", "Ready", "--description", "Why: 😀\n\na, b; c", "--label", "core");
    await anna("card", "add", "Build", "--target", "2026-12-24", "--owner", "Anna", "--estimate", "2.5");
    await anna("link", "Design", "Build");
    await anna("doc", "new", "Which store");
    await anna("comment", "add", "Design", "Does it hold @Anna?");
    await anna("comment", "add", "Design", "The key is missing.", "--blocker");
    await anna("cycle", "set", "REVIEW", "--from", "2026-11-26", "--at", "10:00");
    await anna("cycle", "set", "PLANNING", "--from", "2026-12-31", "--zone", "America/New_York");
    await anna("cycle", "set", "UPDATE", "--from", "2026-11-27", "--zone", "Etc/UTC");
    await anna("sync");
    const link = parseLink(/https?:\/\/\S+\/join#\S+/.exec(await anna("invite"))?.[0] ?? "");
    if (link.type !== "Parsed") throw new Error(link.reason);
    web = await joinHere(memoryHome(), link.link, { name: "Ben", zone: "Europe/Lisbon" });
    engines.push(web);
    await live(web);
    await anna("sync");
    const people = ["--required", "Ben", "--option", "SQLite", "--option", "Files", "--recommend", "Files"];
    await anna("decide", "draft", "Which store", "--question", "Which store do we use?", ...people);
    await anna("decide", "open", "Which store");
    await anna("sync");
    await live(web);
  }, 240_000);

  afterAll(async () => {
    for (const each of engines) await each.close();
    await jvm.end();
  });

  test("both write the same files, but for pictures_FMT-ARCHIVE-1_FMT-ICS-3", async () => {
    const theirs = readZip("theirs", await javaArchive());
    const ours = readZip("ours", (await web.exportArchive()).bytes);
    const alike = (path: string) => !path.endsWith(".svg") && path !== "README.txt" && path !== "manifest.json";
    expect([...ours.keys()].filter(alike)).toEqual([...theirs.keys()].filter(alike));
    for (const [path, bytes] of theirs)
      if (alike(path)) expect([path, text(ours.get(path)!)]).toEqual([path, text(bytes)]);
    expect((await web.exportCalendar()).text).toBe(text(theirs.get("calendar.ics")!));
  }, 60_000);

  test("the Java client restores an archive of the web engine_FMT-ARCHIVE-3", async () => {
    const { bytes } = await web.exportArchive();
    const file = join(put("web", { "orbit.zip": bytes }), "orbit.zip");
    await javaFounded("carla", "Copy");
    await jvm.meridian("carla", "import", file);
    const [before, after] = [things(JSON.parse(await web.exportJson())), things(await javaJson("carla"))];
    expect(after.boards).toEqual(before.boards);
    expect(after.statuses).toEqual(before.statuses);
    expect(after.documents).toMatchObject(before.documents);
    const isHistory = ({ text: words }: { text: string }) => words.startsWith("# History of the decision");
    expect(Object.values(after.documents).filter(isHistory)).toHaveLength(1);
  }, 120_000);

  test("the web engine restores an archive of the Java client, whole or not at all_FMT-ARCHIVE-3_FMT-ARCHIVE-4", async () => {
    const copy = await founded("Copy");
    const bytes = await javaArchive();
    await expect(copy.restoreArchive({ name: "cut.zip", bytes: bytes.subarray(0, -30) })).rejects.toThrow(/ZIP/);
    const damaged = bytes.slice();
    damaged[200] = damaged[200]! ^ 1;
    await expect(copy.restoreArchive({ name: "bad.zip", bytes: damaged })).rejects.toThrow(/damaged/);
    const stopped = { at: async (done: number) => (done > 4 ? Promise.reject(new Cancelled()) : undefined) };
    await expect(copy.restoreArchive({ name: "a.zip", bytes }, stopped)).rejects.toThrow(Cancelled);
    expect(JSON.parse(await copy.exportJson()).boards).toEqual({});

    const { boards, documents, cards, warnings } = await copy.restoreArchive({ name: "a.zip", bytes });
    expect({ boards, documents, cards }).toEqual({ boards: 1, documents: 2, cards: 2 });
    expect(warnings.map(({ sentence }) => sentence).join("\n")).toMatch(
      /1 decision: drafts .*\n2 comments show .*\nwho changed what/,
    );
    const before = things(JSON.parse(text(readZip("a", bytes).get("workspace.json")!)));
    const after = things(JSON.parse(await copy.exportJson()));
    expect(after.boards).toEqual(before.boards);
    expect(after.statuses).toEqual(before.statuses);
    expect(after.documents).toMatchObject(before.documents);
    await expect(copy.restoreArchive({ name: "a.zip", bytes })).rejects.toThrow(/empty workspace/);
    copy.connect();
    await live(copy);
  }, 120_000);

  test("a folder of records makes the same drafts in both_FMT-MADR-5", async () => {
    const folder = put("vault", VAULT);
    await javaFounded("Wanda", "Records");
    await jvm.meridian("Wanda", "import", folder);
    const records = await founded("Records");
    const files = Object.entries(VAULT).map(([name, words]) => ({ name, bytes: bytesOf(words) }));
    const { added, drafted, warnings } = await records.importDocuments("vault", files);
    expect({ added, drafted }).toEqual({ added: 4, drafted: 1 });
    expect(warnings.map(({ sentence }) => sentence).sort()).toEqual([
      '"date" is neither a value on one line nor a list of such values; no decision is drafted from this record',
      "1 decision record with a status other than proposed: kept as documents, and no decision is made of them",
      "Anna, Ben, Nobody: no member of this workspace has this name, so the draft does not name them",
    ]);
    const byTitle = (json: Json) => {
      const members = new Map([...json.team!.members!].map(({ id, name }) => [String(id), String(name)]));
      const plain = JSON.stringify(
        [...json.team!.documents!].map((entry) => [entry, json.documents![entry.id as never]]),
      );
      const named = plain.replace(/[0-9a-f]{32}/g, (id) => members.get(id) ?? "id");
      return (JSON.parse(named) as [{ title: string }, unknown][]).sort(([a], [b]) => (a.title < b.title ? -1 : 1));
    };
    expect(byTitle(JSON.parse(await records.exportJson()))).toEqual(byTitle(await javaJson("Wanda")));
    expect((await records.importDocuments("vault", files)).changed).toBe(0);
  }, 120_000);

  test("a canvas brings the Markdown that it shows, as in the Java client_FMT-CANVAS-6", async () => {
    const folder = put("canvas", { ...VAULT, "Plan.canvas": CANVAS });
    await javaFounded("Mara", "Plans");
    await jvm.meridian("Mara", "import", join(folder, "Plan.canvas"));
    const plans = await founded("Plans");
    const vault = Object.entries(VAULT).map(([name, words]) => ({ name, bytes: bytesOf(words) }));
    const file = { name: "Plan.canvas", bytes: bytesOf(CANVAS) };
    const { summary, warnings, board } = await plans.importFile(file, { vault });
    expect(warnings).toEqual([]);
    expect(summary).toMatchObject({ cardsAdded: 2, documentsAdded: 1 });
    const shown = (json: Json) => ({
      sources: [...json.team!.documents!].map(({ title, source }) => [title, source]),
      texts: Object.values(json.documents as object).map((each: Json) => each.text),
      linked: Object.values(json.boards as object).flatMap((each: Json) =>
        [...each.cards!].map((card) => [card.title, card.documents?.length ?? 0]).sort(),
      ),
    });
    expect(shown(JSON.parse(await plans.exportJson()))).toEqual(shown(await javaJson("Mara")));
    const again = await plans.importFile(file, { vault, board: board as BoardId });
    expect(again.summary).toMatchObject({ cardsAdded: 0, cardsChanged: 0, documentsAdded: 0, documentsChanged: 0 });
  }, 120_000);
});
