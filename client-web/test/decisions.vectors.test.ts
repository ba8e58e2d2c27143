import { describe, expect, test } from "vitest";
import { dayOf, instantOf, printInstant } from "../src/model/calendar/time";
import { certificateSha256 } from "../src/model/decision/certificate";
import { basisOf, type Decision, waitsForSync } from "../src/model/decision/decision";
import { foldDecision } from "../src/model/decision/decisions";
import { type Act, type LogEnd, NO_LOG, type ReceivedStatement, revisionOf } from "../src/model/decision/statement";
import type { Part, Policy, Rule, Terms } from "../src/model/decision/terms";
import type { DeviceId, DocumentId, MemberId, StatementId } from "../src/model/ids";
import { vectors } from "./vectors";

const NAMES = ["ann", "ben", "cas", "dee", "eve"];
const FIRST_POSITION = 11;
const DECISION = "d".repeat(32) as DocumentId;

interface PersonJson {
  member: string;
  part: Part;
  zone: string;
  week: string[];
  daysOff: string[];
}
interface StatementJson {
  id?: string;
  by: string;
  at: string;
  device?: number;
  claimed?: string;
  seenAt?: string | null;
  revision?: number;
  act: string;
  reason?: string;
  people?: PersonJson[];
  option?: string;
  target?: string;
  material?: boolean;
  until?: string;
  member?: string;
  days?: string;
  date?: string;
}
interface Case {
  name: string;
  rule: string;
  policy: Omit<Policy, "graceMillis"> & { rule: Rule; graceHours: number };
  people: PersonJson[];
  decider: string;
  options: string[];
  recommendation: string;
  frozenDeadline: string;
  deadline: string;
  statements: StatementJson[];
  logEnd: string;
  now: string;
  expect: Record<string, unknown>;
}

const hex = (n: number) => n.toString(16).padStart(32, "0");
const member = (name: string) => hex(1 + NAMES.indexOf(name)) as MemberId;
const nameOf = (id: MemberId) => NAMES[Number.parseInt(id, 16) - 1];
const device = (author: MemberId, n: number) => (n.toString(16).padStart(2, "0") + author.slice(2)) as DeviceId;
const revision = (n: number) => revisionOf([n.toString(16).padStart(2, "0").repeat(32)]);

function termsOf(vector: Case, people: PersonJson[]): Terms {
  const { graceHours, ...policy } = vector.policy;
  const everywhere = /^everywhere (.*)$/.exec(vector.deadline)?.[1];
  return {
    question: "Shall we?",
    options: vector.options,
    recommendation: vector.recommendation,
    decider: member(vector.decider),
    people: people.map(({ member: name, part, ...calendar }) => ({
      member: member(name),
      part,
      calendar,
      devices: [device(member(name), 0)],
    })),
    policy: { ...policy, graceMillis: graceHours * 3_600_000 },
    deadline: {
      rule: everywhere ? { type: "Everywhere", date: everywhere } : { type: "WorkingDays", days: policy.windowDays },
      at: instantOf(vector.frozenDeadline),
      setBy: undefined,
      version: "2026a",
    },
    supersedes: [],
    reviewOn: undefined,
  };
}

function actOf(vector: Case, json: StatementJson, ids: ReadonlyMap<string, StatementId>): Act {
  const { reason = "" } = json;
  const target = ids.get(json.target ?? "") as StatementId;
  switch (json.act) {
    case "open":
      return { act: "open", terms: termsOf(vector, json.people ?? vector.people) };
    case "object":
    case "withdraw":
    case "reopen":
      return { act: json.act, reason };
    case "vote":
      return { act: "vote", option: json.option };
    case "resolve":
      return { act: "resolve", objection: target };
    case "dismiss":
      return { act: "dismiss", objection: target, reason };
    case "revise":
      return { act: "revise", material: json.material ?? false };
    case "markmaterial":
    case "pick":
      return { act: json.act, revise: target };
    case "extend":
      return { act: "extend", until: instantOf(json.until ?? "") };
    case "excuse":
      return { act: "excuse", member: member(json.member ?? ""), reason };
    case "away":
      return { act: "away", days: json.days ?? "" };
    case "second":
      return { act: "second", reopening: target };
    case "review":
      return { act: "review", date: json.date ?? "" };
    case "acknowledge":
    case "consent":
    case "standaside":
    case "abstain":
    case "callvote":
      return { act: json.act };
    default:
      throw new Error(`no such act: ${json.act}`);
  }
}

function seen(json: StatementJson, before: readonly ReceivedStatement[]): LogEnd {
  const last = before.at(-1);
  if (last === undefined || json.seenAt === null) return NO_LOG;
  if (json.seenAt === undefined) return { position: last.position, at: last.receivedAt };
  const at = instantOf(json.seenAt);
  return { position: before.findLast((each) => each.receivedAt <= at)?.position ?? 0, at };
}

function fold(vector: Case): Decision {
  const ids = new Map<string, StatementId>();
  const statements: ReceivedStatement[] = [];
  let current = 1;
  for (const json of vector.statements) {
    const position = FIRST_POSITION + statements.length;
    const id = hex(position) as StatementId;
    ids.set(json.id ?? `#${position}`, id);
    const author = member(json.by);
    const of = json.revision ?? current;
    statements.push({
      id,
      position,
      receivedAt: instantOf(json.at),
      author,
      device: device(author, json.device ?? 0),
      claimedAt: instantOf(json.claimed ?? json.at),
      seen: seen(json, statements),
      revision: revision(of),
      act: actOf(vector, json, ids),
    });
    if (json.act === "revise") current = of;
  }
  const end = { position: FIRST_POSITION + statements.length, at: instantOf(vector.logEnd) };
  return foldDecision(statements, end, instantOf(vector.now));
}

const values: Record<string, (decision: Decision) => unknown> = {
  state: ({ state }) => state.state,
  by: ({ state }) => basisOf(state)?.rule,
  chosen: ({ state }) => basisOf(state)?.option,
  closed: ({ state }) => (state.state === "provisional" ? printInstant(state.closedAt) : "not provisional"),
  final: ({ state }) => (state.state === "provisional" ? printInstant(state.finalAt) : "not provisional"),
  passed: ({ state }) => (state.state === "open" ? state.passed : "not open"),
  rule: ({ state }) => (state.state === "open" ? state.rule : "not open"),
  ignored: ({ ignored }) => ignored.length,
  deadline: ({ round }) => printInstant(round!.due.at),
  setBy: ({ round }) => (round?.due.setBy === undefined ? null : nameOf(round.due.setBy)),
  extensions: ({ round }) => round?.extensions,
  round: ({ round }) => round?.number,
  revision: ({ round }) => round?.revisionNumber,
  objections: ({ round }) => round?.objections.length,
  reopenings: ({ reopenings }) => reopenings.length,
  standing: ({ standing }) => standing?.state.state,
  waitingForSync: (decision) => waitsForSync(decision),
  flags: ({ flags }) => [...flags].sort(),
  certificates: ({ outcomes }) => outcomes.map(({ certificate }) => certificateSha256(certificate, DECISION)),
  words: ({ round }) => Object.fromEntries((round?.people ?? []).map(({ member, word }) => [nameOf(member), word])),
};

describe("decisions.json", () => {
  const all = vectors<Case[]>("decisions.json");
  test.each(all.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s_VECTOR6", (_, vector) => {
    const decision = fold(vector);
    for (const [key, expected] of Object.entries(vector.expect)) {
      const value = values[key]!(decision);
      // Of people those that are named.
      if (key === "words") expect(value).toMatchObject(expected as object);
      else expect(value, key).toEqual(expected);
    }
  });
});

describe("a large decision", () => {
  test("500 people and 5,000 statements: everybody's last word counts_DEC1", () => {
    const opened = instantOf("2026-11-02T08:00:00Z");
    const zones = ["Europe/London", "Asia/Tokyo", "America/New_York", "Australia/Sydney", "Asia/Kolkata"];
    const people = Array.from({ length: 500 }, (_, i) => ({
      member: hex(i + 1) as MemberId,
      part: i < 400 ? ("required" as const) : ("consulted" as const),
      calendar: {
        zone: zones[i % zones.length]!,
        week: ["mon", "tue", "wed", "thu", "fri"].map((day) => `${day} 09:00-17:00`),
        daysOff: [],
      },
      devices: [],
    }));
    const deadline = { rule: { type: "WorkingDays" as const, days: 3 }, at: opened, setBy: undefined, version: "" };
    const terms: Terms = {
      question: "Shall we?",
      options: [],
      recommendation: "yes",
      decider: people[0]!.member,
      people,
      policy: {
        rule: "silence",
        windowDays: 3,
        minimumDays: 1,
        hoursMin: 0,
        graceMillis: 86_400_000,
        hardStopDays: 30,
        floor: 2,
        quorum: 0,
        approvals: 0,
      },
      deadline,
      supersedes: [],
      reviewOn: undefined,
    };
    const acts: Act[] = [{ act: "acknowledge" }, { act: "abstain" }, { act: "consent" }];
    const statements = Array.from({ length: 5_000 }, (_, i): ReceivedStatement => {
      const author = hex((i % 500) + 1) as MemberId;
      return {
        id: hex(i + 10_000) as StatementId,
        position: i + 1,
        receivedAt: opened + i * 1_000,
        author,
        device: device(author, 0),
        claimedAt: opened + i * 1_000,
        seen: { position: i, at: opened + i * 1_000 },
        revision: revision(1),
        act: i === 0 ? { act: "open", terms } : acts[Math.floor(i / 500) % 3]!,
      };
    });
    const end = { position: 5_001, at: opened + dayOf("1970-01-20") * 86_400_000 };
    const decision = foldDecision(statements, end, end.at);
    expect(decision.state.state).toBe("accepted");
    expect(decision.round?.people.filter(({ word }) => word === "consented")).toHaveLength(500);
  });
});
