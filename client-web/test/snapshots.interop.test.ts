import "./automerge";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CardId } from "../src/model/ids";
import { newId } from "../src/model/ids";
import { TEAM_DOCUMENT } from "../src/protocol/ids";
import { isPruned, type LogRow } from "../src/store/workspaceStore";
import { joinHere, until } from "../src/sync/joining";
import type { Workspace } from "../src/sync/workspace";
import { parseLink } from "../src/trust/inviteLink";
import { JavaWorld, javaHome } from "./java";
import { entropy, memoryHome } from "./world";

const java = javaHome();
const ENTRIES = 3;

function linkOf(text: string) {
  const parsed = parseLink(/https?:\/\/\S+\/join#\S+/.exec(text)?.[0] ?? "");
  if (parsed.type !== "Parsed") throw new Error(parsed.reason);
  return parsed.link;
}

async function synced(workspace: Workspace): Promise<void> {
  await until(workspace, () => workspace.syncStatus.type === "Live" && workspace.pending === 0);
}

describe.skipIf(java === undefined)("a web engine at a relay that prunes", () => {
  const jvm = new JavaWorld(java ?? "");
  const home = memoryHome();
  let web: Workspace;

  const javaExport = async (person: string) => {
    const folder = join(jvm.folder, `${person}-export`);
    await jvm.meridian(person, "export", "--replace", "--format", "json", folder);
    return readFileSync(join(folder, "workspace.json"), "utf8");
  };

  const log = async (): Promise<readonly LogRow[]> => (await home.openStoreToRead(web.entry)).logAfter(0, 100_000);

  beforeAll(async () => {
    const config = join(jvm.folder, "relay.conf");
    writeFileSync(config, `relay.room.snapshotEntries = ${ENTRIES}\n`);
    await jvm.startRelay(undefined, "--config", config);
    const zone = ["--zone", "Europe/Zurich"];
    await jvm.meridian("anna", "workspace", "create", "Orbit", "--relay", jvm.url, "--name", "Anna", ...zone);
    const link = await jvm.meridian("anna", "invite");
    await jvm.meridian("ben", "join", /https?:\/\/\S+/.exec(link)?.[0] ?? "", "--name", "Ben", ...zone);
    await jvm.meridian("anna", "board", "create", "Roadmap");
    await jvm.meridian("anna", "sync");
    for (const person of ["ben", "anna"]) {
      await jvm.meridian(person, "sync");
      await jvm.meridian(person, "card", "add", `Step of ${person}`, "--description", "Why: 😀");
      await jvm.meridian(person, "sync");
    }
    // One makes a snapshot, the other checks it.
    for (const person of ["ben", "anna"]) await jvm.meridian(person, "sync");
  }, 240_000);

  afterAll(async () => {
    await web?.close();
    await jvm.end();
  });

  test("joins, and has the same as those who were there before the pruning_SNAP7_SNAP8", async () => {
    web = await joinHere(home, linkOf(await jvm.meridian("anna", "invite")), { name: "Carla", zone: "Asia/Tokyo" });
    await synced(web);
    expect((await log()).filter(isPruned).length).toBeGreaterThanOrEqual(ENTRIES);
    await jvm.meridian("anna", "sync");
    expect(await web.exportJson()).toBe(await javaExport("anna"));
    expect(await web.leftOut()).toEqual([]);
  }, 120_000);

  test("edits on top of what it has read from a snapshot_SNAP7", async () => {
    const board = await web.read("team", TEAM_DOCUMENT, ({ team }) => [...team.boards.keys()][0]);
    const intents = [
      {
        intent: "AddCard" as const,
        card: newId<CardId>(entropy),
        title: "From a browser",
        position: { x: 1, y: 2 },
        size: { width: 260, height: 120 },
      },
    ];
    await web.edit([{ kind: "board", document: board!, intents }]);
    await synced(web);
    await jvm.meridian("ben", "sync");
    expect(await web.exportJson()).toBe(await javaExport("ben"));
  }, 120_000);
});
