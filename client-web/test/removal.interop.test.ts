/** Who is removed while writing offline: in a Java client by a web engine, and the other way. */
import "./automerge";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Role } from "../src/gen/meridian/v1/log_pb";
import { type BoardId, type CardId, newId } from "../src/model/ids";
import type { Digest } from "../src/model/rhythm/digest";
import { TEAM_DOCUMENT } from "../src/protocol/ids";
import { Access } from "../src/sync/access";
import { inviteHere, joinHere, until } from "../src/sync/joining";
import type { Workspace } from "../src/sync/workspace";
import { parseLink } from "../src/trust/inviteLink";
import { JavaWorld, javaHome } from "./java";
import { entropy, memoryHome } from "./world";

const java = javaHome();
/** After everything that is in the log. */
const END = { type: "Position", position: Number.MAX_SAFE_INTEGER } as const;

function linkOf(text: string) {
  const parsed = parseLink(/https?:\/\/\S+\/join#\S+/.exec(text)?.[0] ?? "");
  if (parsed.type !== "Parsed") throw new Error(parsed.reason);
  return parsed.link;
}

async function synced(workspace: Workspace): Promise<void> {
  await until(workspace, () => workspace.syncStatus.type === "Live" && workspace.pending === 0);
}

/** What a page shows as kept in this browser alone. */
async function kept(workspace: Workspace): Promise<Digest> {
  return (await workspace.planning.rhythm).digest(END);
}

const titlesOf = ({ moved, edited }: Digest) => [...moved, ...edited].map(({ card }) => card.title).sort();

describe.skipIf(java === undefined)("a member is removed while they write offline", () => {
  const jvm = new JavaWorld(java ?? "");
  const home = memoryHome();
  let web: Workspace;
  let board: BoardId;

  async function newCard(workspace: Workspace, title: string): Promise<void> {
    const card = newId<CardId>(entropy);
    const place = { position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };
    const intents = [{ intent: "AddCard" as const, card, title, ...place }];
    await workspace.edit([{ kind: "board", document: board, intents }]);
  }

  async function rename(workspace: Workspace, from: string, to: string): Promise<void> {
    const cards = await workspace.read("board", board, (each) => [...each.board.cards.values()]);
    const card = cards?.find(({ title }) => title === from)?.id;
    if (card === undefined) throw new Error(`there is no card "${from}"`);
    const intents = [{ intent: "SetTitle" as const, thing: { card }, title: to }];
    await workspace.edit([{ kind: "board", document: board, intents }]);
  }

  beforeAll(async () => {
    await jvm.startRelay();
    const person = ["--name", "Anna", "--zone", "Europe/Zurich"];
    await jvm.meridian("anna", "workspace", "create", "Orbit", "--relay", jvm.url, ...person);
    await jvm.meridian("anna", "board", "create", "Roadmap");
    await jvm.meridian("anna", "card", "add", "Shared");
    await jvm.meridian("anna", "sync");
    const link = linkOf(await jvm.meridian("anna", "invite"));
    web = await joinHere(home, link, { name: "Ben", zone: "America/New_York" });
    await synced(web);
    const boards = await web.read("team", TEAM_DOCUMENT, ({ team }) => [...team.boards.keys()]);
    board = boards![0]!;
    await jvm.meridian("anna", "sync");
  }, 120_000);

  afterAll(async () => {
    await web?.close();
    await jvm.end();
  });

  test("a Java owner removes whose browser is offline: they are told by whom and since when, which edits are theirs alone, and take them out_MEM13", async () => {
    await web.disconnect();
    await newCard(web, "Before the removal");
    await jvm.meridian("anna", "member", "remove", "Ben");
    await jvm.meridian("anna", "card", "add", "Under the next key");
    await jvm.meridian("anna", "sync");
    await newCard(web, "After the removal, not knowing");
    await rename(web, "Shared", "Renamed in vain");

    web.connect();
    await until(web, () => web.syncStatus.type === "Stopped").catch(() => undefined);

    expect(web.syncStatus).toMatchObject({ type: "Stopped", reason: "REVOKED" });
    const message = web.syncStatus.type === "Stopped" ? web.syncStatus.message : "";
    expect(message).toMatch(/removed from this workspace at 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ by Anna$/);
    expect(web.pending).toBe(3);
    const alone = await kept(web);
    expect(titlesOf(alone)).toEqual(["After the removal, not knowing", "Before the removal", "Renamed in vain"]);
    const exported = await web.exportJson();
    expect(exported).toContain("After the removal, not knowing");
    expect(exported).toContain("Renamed in vain");
    expect(exported).not.toContain("Under the next key");
    await jvm.meridian("anna", "sync");
    expect(await jvm.meridian("anna", "card", "ls")).not.toMatch(/Before the removal|After the removal|in vain/);
    expect(await jvm.meridian("anna", "doctor", "--verify")).toContain("all is well");
  }, 120_000);

  test("a web owner removes a Java member who is offline: who is told the same_MEM13", async () => {
    const link = linkOf(await jvm.meridian("anna", "invite", "--role", "owner"));
    const other = memoryHome();
    const olga = await joinHere(other, link, { name: "Olga", zone: "Asia/Tokyo" });
    await synced(olga);
    const terms = { role: Role.EDITOR, uses: 1, validMillis: 3_600_000 };
    const invite = await inviteHere(olga, other, terms);
    await jvm.meridian("dan", "join", invite, "--name", "Dan", "--zone", "Europe/Lisbon");
    await jvm.meridian("dan", "card", "add", "Dan’s, before the removal");
    const dans = () =>
      olga.read("team", TEAM_DOCUMENT, ({ team }) => [...team.members.values()].find(({ name }) => name === "Dan"));
    await expect.poll(dans, { timeout: 10_000 }).toBeDefined();
    await new Access(olga, entropy).remove(olga.members().personBehind((await dans())!.devices[0]!)!.id);
    await newCard(olga, "Olga’s, under the next key");
    await synced(olga);
    await jvm.meridian("dan", "card", "set", "Shared", "--title", "Dan’s name in vain");

    const refused = await jvm.meridian("dan", "sync").catch((e: unknown) => e as { code: number; stderr: string });

    expect(refused).toMatchObject({
      code: 77,
      stderr: expect.stringMatching(/removed from this workspace at .* by Olga/),
    });
    const alone = await jvm.meridian("dan", "kept");
    expect(alone).toMatch(/removed from this workspace at .* by Olga/);
    expect(alone).toContain("Dan’s, before the removal");
    expect(alone).toContain("title Shared → Dan’s name in vain");
    const folder = join(jvm.folder, "dans");
    await jvm.meridian("dan", "export", "--format", "json", folder);
    expect(readFileSync(join(folder, "workspace.json"), "utf8")).toContain("Dan’s name in vain");
    const titles = await olga.read("board", board, (each) => [...each.board.cards.values()].map(({ title }) => title));
    expect(titles?.sort()).toEqual(["Olga’s, under the next key", "Shared", "Under the next key"]);
    await olga.close();
  }, 120_000);
});
