import "./automerge";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printInstant } from "../src/model/calendar/time";
import { certificateSha256 } from "../src/model/decision/certificate";
import { type MemberId, newId } from "../src/model/ids";
import { type DocumentId, TEAM_DOCUMENT } from "../src/protocol/ids";
import { DecisionRefused } from "../src/sync/deciding";
import { joinHere, until } from "../src/sync/joining";
import { Workspace } from "../src/sync/workspace";
import { parseLink } from "../src/trust/inviteLink";
import { JavaWorld, javaHome } from "./java";
import { entropy, memoryHome, world } from "./world";

const java = javaHome();
const home = memoryHome();

interface Status {
  state: string;
  deadline: string;
  deadlineSetBy?: string;
  people: { member: string; name: string; part: string; word: string }[];
}

describe.skipIf(java === undefined)("a web engine and a Java client decide together", () => {
  const jvm = new JavaWorld(java ?? "");
  let web: Workspace;
  let names: Map<MemberId, string>;

  const anna = (...args: string[]) => jvm.meridian("anna", ...args);
  const synced = () => until(web, () => web.syncStatus.type === "Live" && web.pending === 0);
  /** Both have what the relay has. */
  const together = async () => {
    await synced();
    await anna("sync");
    await synced();
  };
  const documentOf = async (title: string) => {
    const found = await web.read("team", TEAM_DOCUMENT, ({ team }) =>
      [...team.documents.values()].find((each) => each.title === title),
    );
    return found?.id as DocumentId;
  };
  const javaStatus = async (title: string) => JSON.parse(await anna("decide", "status", title, "--json")) as Status;
  /** State, deadline, and where everybody stands, as either client has it. */
  const webStatus = async (document: DocumentId) => {
    const { decision } = await web.planning.decision(document);
    const { round, state } = decision;
    return {
      state: state.state,
      deadline: round === undefined ? undefined : printInstant(round.due.at),
      people: round?.people.map(({ member, word, part }) => [names.get(member), part, word]).sort(),
    };
  };
  const expectSame = async (title: string, document: DocumentId, state: string) => {
    const { people, ...rest } = await javaStatus(title);
    const shown = await webStatus(document);
    expect(shown.state).toBe(state);
    expect(shown).toEqual({
      state: rest.state,
      deadline: rest.deadline,
      people: people.map((each) => [each.name, each.part, each.word]).sort(),
    });
  };

  beforeAll(async () => {
    await jvm.startRelay();
    await anna("workspace", "create", "Orbit", "--relay", jvm.url, "--name", "Anna", "--zone", "Europe/Zurich");
    await anna("doc", "new", "Which store");
    await anna("sync");
    const parsed = parseLink(/https?:\/\/\S+\/join#\S+/.exec(await anna("invite"))?.[0] ?? "");
    if (parsed.type !== "Parsed") throw new Error(parsed.reason);
    web = await joinHere(home, parsed.link, { name: "Ben", zone: "America/New_York" });
    await together();
    const members = await web.read("team", TEAM_DOCUMENT, ({ team }) => [...team.members.values()]);
    names = new Map((members ?? []).map(({ id, name }) => [id, name]));
  }, 120_000);

  afterAll(async () => {
    await web?.close();
    await jvm.end();
  });

  test("what Java opens the web engine acknowledges once it was shown, and consents to_DEC70_DEC21", async () => {
    await anna("decide", "draft", "Which store", "--question", "Which store do we use?");
    await anna("decide", "draft", "Which store", "--option", "SQLite", "--option", "Files", "--recommend", "SQLite");
    await anna("decide", "draft", "Which store", "--required", "Ben");
    await anna("decide", "open", "Which store");
    await together();
    const document = await documentOf("Which store");
    await expectSame("Which store", document, "open");
    expect((await web.planning.decisions()).map(({ title, waitsForMe }) => [title, waitsForMe])).toEqual([
      ["Which store", true],
    ]);
    await web.planning.shown(document);
    await web.planning.shown(document);
    expect((await web.planning.decision(document)).unsent).toEqual(["acknowledge"]);
    await together();
    const { decision, may } = await web.planning.decision(document);
    expect(decision.round?.people.find(({ word }) => word !== "proposed")?.acknowledgedAt).toBeDefined();
    expect(may.acts).toEqual(expect.arrayContaining(["consent", "object", "standaside", "abstain"]));
    expect(may.acts).not.toContain("withdraw");
    await web.planning.say(document, { act: "consent" });
    await together();
    await expectSame("Which store", document, "open");
  }, 120_000);

  test("an objection of the web engine stops the clock for both, and resolved it goes on_DEC10_DEC11", async () => {
    const document = await documentOf("Which store");
    await expect(web.planning.say(document, { act: "withdraw", reason: "no" })).rejects.toThrow(DecisionRefused);
    await web.planning.say(document, { act: "object", reason: "It has no encryption." });
    await together();
    await expectSame("Which store", document, "objected");
    const { may } = await web.planning.decision(document);
    const [objection] = may.targets.resolve ?? [];
    await web.planning.say(document, { act: "resolve", objection: objection as never });
    await together();
    await expectSame("Which store", document, "open");
  }, 120_000);

  test("withdrawn, both come to the same certificate, and whoever notices first records the same bytes_DEC40_DEC41", async () => {
    const document = await documentOf("Which store");
    await anna("decide", "withdraw", "Which store", "Not now.");
    await together();
    await expectSame("Which store", document, "withdrawn");
    const { decision, recorded } = await web.planning.decision(document);
    const [outcome] = decision.outcomes;
    const sha = certificateSha256(outcome!.certificate, document);
    expect(await anna("decide", "verify", "Which store")).toContain(sha);
    expect(recorded).toEqual([{ round: 1, isRecorded: true, isTheSame: true, sha256: sha }]);
  }, 120_000);

  test("a certificate that the web engine writes Java checks without a log, and the reverse; one that was touched fails in both_DEC43", async () => {
    const document = await documentOf("Which store");
    const written = await web.planning.certificate(document, 1);
    const file = join(jvm.folder, "web.json");
    writeFileSync(file, written);
    expect(await anna("decide", "verify", "--certificate", file)).toContain("what the file shows holds");
    expect(await anna("decide", "verify", "Which store", "--certificate", file)).toContain("round 1: withdrawn");
    const own = join(jvm.folder, "java.json");
    await anna("decide", "verify", "Which store", "--export", own);
    for (const text of [written, readFileSync(own, "utf8")]) {
      const finding = await web.planning.checkCertificate(text);
      expect(finding.problems).toEqual([]);
      expect(finding.statements).toBeGreaterThanOrEqual(5);
      const problems = async (touched: string) => (await web.planning.checkCertificate(touched)).problems;
      expect(await problems(text.replace("withdrawn", "accepted"))).toEqual([
        "The log that is kept here does not come to this certificate.",
      ]);
      expect(await problems(text.replace(/"chainBefore": "./, '"chainBefore": "x'))).not.toEqual([]);
      const { statements, ...rest } = JSON.parse(text) as { statements: { item: string }[] };
      const [first, ...others] = statements;
      const forged = { ...first, item: `${first?.item.slice(0, 200)}AAAA${first?.item.slice(204)}` };
      const forgedText = JSON.stringify({ ...rest, statements: [forged, ...others] });
      expect((await problems(forgedText)).join()).toContain("is not signed by a device that may speak");
      expect(await problems(text.replace(/"firstPosition": /, '"firstPosition": "x", "x": '))).toContain(
        "The certificate is damaged.",
      );
    }
    expect((await web.planning.checkCertificate("{}")).problems).toEqual(["This is no certificate of a decision."]);
  }, 120_000);

  test("a proposal that the web engine drafts and opens is one that Java answers_DEC2_SCHEMA50", async () => {
    const document = newId<DocumentId>(entropy);
    await web.edit([
      { kind: "team", intents: [{ intent: "AddDocument", document, title: "Which colour" }] },
      {
        kind: "document",
        document,
        intents: [
          { intent: "Create" },
          { intent: "EditText", splices: [[0, 0, "Green, since it is calm.\n"]] },
          { intent: "SetDraft", field: "question", value: "Which colour do we paint it?" },
          { intent: "SetDraft", field: "options", value: "Green\nBlue" },
          { intent: "SetDraft", field: "required", value: "Anna" },
        ],
      },
    ]);
    const terms = await web.planning.preview(document);
    expect(terms).toMatchObject({ recommendation: "Green", policy: { rule: "silence", windowDays: 3 } });
    await web.planning.open(document);
    await together();
    await anna("sync");
    await together();
    await expectSame("Which colour", document, "open");
    await anna("decide", "object", "Which colour", "Blue is calmer.");
    await together();
    await expectSame("Which colour", document, "objected");
    await web.planning.say(document, { act: "withdraw", reason: "Let us talk." });
    await together();
    await anna("sync");
    await together();
    await expectSame("Which colour", document, "withdrawn");
    const [outcome] = (await web.planning.decision(document)).decision.outcomes;
    expect(await anna("decide", "verify", "Which colour")).toContain(certificateSha256(outcome!.certificate, document));
  }, 120_000);

  test("what was said is here again after the engine was started anew_STORE2", async () => {
    const before = (await web.planning.decisions()).map(({ title, state }) => [title, state.state]);
    const { entry } = web;
    await web.close();
    web = await Workspace.open(entry, await home.openStore(entry), await home.home.deviceKeys(), world);
    expect((await web.planning.decisions()).map(({ title, state }) => [title, state.state])).toEqual(before);
    web.connect();
    await together();
  }, 60_000);

  test("the digest of the web engine tells what happened, with the decisions_RHY1", async () => {
    const digest = await (await web.planning.rhythm).digest({ type: "Position", position: 0 });
    expect(digest.reader?.name).toBe("Ben");
    expect(digest.decided.map(({ outcome }) => outcome).sort()).toEqual([
      "withdrawn: Which colour do we paint it?",
      "withdrawn: Which store do we use?",
    ]);
    const told = JSON.parse(await anna("digest", "--since", "0", "--json")) as {
      others: unknown[];
      decided: unknown[];
    };
    expect(told.decided).toHaveLength(2);
    expect(digest.others).toHaveLength(told.others.length);
  }, 60_000);
});
