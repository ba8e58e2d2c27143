/** Acts in the words of the log and in those of the model. What does not fit the model says nothing, to everybody alike. */
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import {
  type DecisionDeadline,
  DecisionPart,
  type DecisionPerson,
  type DecisionPolicy,
  DecisionRule,
  type DecisionTerms,
  type DecisionTermsSchema,
  type Statement,
  StatementSchema,
} from "../gen/meridian/v1/statement_pb";
import type { Deadline, DeadlineRule } from "../model/calendar/deadline";
import { isShift, parseDayRange } from "../model/calendar/forms";
import type { Instant } from "../model/calendar/time";
import { type Act, headsOf, type Revision, revisionOf } from "../model/decision/statement";
import { isPolicy, type Part, type Participant, type Policy, type Rule, type Terms } from "../model/decision/terms";
import { isId, type MemberId, type StatementId } from "../model/ids";
import { isDate } from "../model/values";
import { fromHex, toHex } from "../protocol/bytes";
import type { DeviceId, DocumentId } from "../protocol/ids";

type ActOfLog = NonNullable<MessageInitShape<typeof StatementSchema>["act"]>;

const NOTHING = {};

/** An act, for the log. */
export function statementOf(
  id: StatementId,
  decision: DocumentId,
  revision: Revision,
  claimed: Instant,
  act: Act,
): Statement {
  return create(StatementSchema, {
    id: fromHex(id),
    decision: fromHex(decision),
    heads: headsOf(revision).map(fromHex),
    claimedMs: BigInt(claimed),
    act: actForLog(act),
  });
}

function actForLog(act: Act): ActOfLog {
  switch (act.act) {
    case "open":
      return { case: "open", value: termsForLog(act.terms) };
    case "acknowledge":
    case "consent":
    case "abstain":
      return { case: act.act, value: NOTHING };
    case "standaside":
      return { case: "standAside", value: NOTHING };
    case "callvote":
      return { case: "callVote", value: NOTHING };
    case "object":
    case "withdraw":
    case "reopen":
      return { case: act.act, value: act.reason };
    case "vote":
      return { case: "vote", value: act.option === undefined ? {} : { option: act.option } };
    case "resolve":
      return { case: "resolve", value: fromHex(act.objection) };
    case "dismiss":
      return { case: "dismiss", value: { objection: fromHex(act.objection), reason: act.reason } };
    case "revise":
      return { case: "revise", value: { material: act.material } };
    case "markmaterial":
      return { case: "markMaterial", value: fromHex(act.revise) };
    case "pick":
      return { case: "pickRevision", value: fromHex(act.revise) };
    case "extend":
      return { case: "extendMs", value: BigInt(act.until) };
    case "excuse":
      return { case: "excuse", value: { member: fromHex(act.member), reason: act.reason } };
    case "away":
      return { case: "away", value: act.days };
    case "second":
      return { case: "second", value: fromHex(act.reopening) };
    case "review":
      return { case: "reviewOn", value: act.date };
    case "supersede":
      return { case: "supersede", value: fromHex(act.decision) };
  }
}

const RULES: Readonly<Record<Rule, DecisionRule>> = {
  silence: DecisionRule.SILENCE,
  consent: DecisionRule.CONSENT,
  vote: DecisionRule.VOTE,
};
const PARTS: Readonly<Record<Part, DecisionPart>> = {
  required: DecisionPart.REQUIRED,
  consulted: DecisionPart.CONSULTED,
  informed: DecisionPart.INFORMED,
};

function termsForLog(terms: Terms): MessageInitShape<typeof DecisionTermsSchema> {
  const { policy, deadline } = terms;
  return {
    question: terms.question,
    options: [...terms.options],
    recommendation: terms.recommendation,
    decider: fromHex(terms.decider),
    people: terms.people.map(({ member, part, calendar, devices }) => ({
      member: fromHex(member),
      part: PARTS[part],
      zone: calendar.zone,
      week: [...calendar.week],
      daysOff: [...calendar.daysOff],
      devices: [...devices].sort().map(fromHex),
    })),
    policy: {
      rule: RULES[policy.rule],
      windowDays: policy.windowDays,
      minimumDays: policy.minimumDays,
      hoursMin: policy.hoursMin,
      graceS: Math.floor(policy.graceMillis / 1_000),
      hardStopDays: policy.hardStopDays,
      floor: policy.floor,
      quorum: policy.quorum,
      approvals: policy.approvals,
    },
    deadline: {
      atMs: BigInt(deadline.at),
      setBy: deadline.setBy === undefined ? new Uint8Array(0) : fromHex(deadline.setBy),
      timeZones: deadline.version,
      rule: ruleForLog(deadline.rule),
    },
    supersedes: [...terms.supersedes].sort().map(fromHex),
    reviewOn: terms.reviewOn ?? "",
  };
}

function ruleForLog(rule: DeadlineRule) {
  switch (rule.type) {
    case "WorkingDays":
      return { case: "workingDays" as const, value: rule.days };
    case "Everywhere":
      return { case: "everywhere" as const, value: rule.date };
    case "Exactly":
      return { case: "exactly" as const, value: NOTHING };
  }
}

/** The revision that a statement speaks of. */
export function revisionIn(statement: Statement): Revision {
  return revisionOf(statement.heads.map(toHex));
}

/** What it says does not fit the model. */
class Misfit extends Error {}

/** What a statement says; undefined where that is nothing that there is. */
export function actIn(statement: Statement): Act | undefined {
  try {
    return read(statement);
  } catch (e) {
    if (e instanceof Misfit) return undefined;
    throw e;
  }
}

function read({ act }: Statement): Act {
  switch (act.case) {
    case "open":
      return { act: "open", terms: termsIn(act.value) };
    case "acknowledge":
    case "consent":
    case "abstain":
      return { act: act.case };
    case "standAside":
      return { act: "standaside" };
    case "callVote":
      return { act: "callvote" };
    case "object":
    case "withdraw":
    case "reopen":
      return { act: act.case, reason: act.value };
    case "vote":
      return { act: "vote", option: act.value.option };
    case "resolve":
      return { act: "resolve", objection: id<StatementId>(act.value) };
    case "dismiss":
      return { act: "dismiss", objection: id<StatementId>(act.value.objection), reason: act.value.reason };
    case "revise":
      return { act: "revise", material: act.value.material };
    case "markMaterial":
      return { act: "markmaterial", revise: id<StatementId>(act.value) };
    case "pickRevision":
      return { act: "pick", revise: id<StatementId>(act.value) };
    case "extendMs":
      return { act: "extend", until: instant(act.value) };
    case "excuse":
      return { act: "excuse", member: id<MemberId>(act.value.member), reason: act.value.reason };
    case "away":
      return { act: "away", days: days(act.value) };
    case "second":
      return { act: "second", reopening: id<StatementId>(act.value) };
    case "reviewOn":
      return { act: "review", date: date(act.value) };
    case "supersede":
      return { act: "supersede", decision: id<DocumentId>(act.value) };
    case undefined:
      throw new Misfit("no act");
  }
}

function termsIn(terms: DecisionTerms): Terms {
  if (terms.policy === undefined || terms.deadline === undefined) throw new Misfit("terms without policy or deadline");
  return {
    question: terms.question,
    options: terms.options,
    recommendation: terms.recommendation,
    decider: id<MemberId>(terms.decider),
    people: terms.people.map(personIn),
    policy: policyIn(terms.policy),
    deadline: deadlineIn(terms.deadline),
    supersedes: terms.supersedes.map((each) => id<DocumentId>(each)),
    reviewOn: terms.reviewOn === "" ? undefined : date(terms.reviewOn),
  };
}

function personIn(person: DecisionPerson): Participant {
  const part = (Object.keys(PARTS) as Part[]).find((each) => PARTS[each] === person.part);
  if (part === undefined || !person.week.every(isShift)) throw new Misfit("no part, or no hours");
  return {
    member: id<MemberId>(person.member),
    part,
    calendar: { zone: person.zone, week: person.week, daysOff: person.daysOff.map(days) },
    devices: person.devices.map((each) => id<DeviceId>(each)),
  };
}

function policyIn(policy: DecisionPolicy): Policy {
  const rule = (Object.keys(RULES) as Rule[]).find((each) => RULES[each] === policy.rule);
  if (rule === undefined) throw new Misfit("no rule");
  // Everybody reads them as 32 bits with a sign.
  const read = {
    rule,
    windowDays: policy.windowDays | 0,
    minimumDays: policy.minimumDays | 0,
    hoursMin: policy.hoursMin | 0,
    graceMillis: (policy.graceS | 0) * 1_000,
    hardStopDays: policy.hardStopDays | 0,
    floor: policy.floor | 0,
    quorum: policy.quorum | 0,
    approvals: policy.approvals | 0,
  };
  if (!isPolicy(read)) throw new Misfit("a policy out of its ranges");
  return read;
}

function deadlineIn(deadline: DecisionDeadline): Deadline {
  const at = instant(deadline.atMs);
  const setBy = deadline.setBy.length === 0 ? undefined : id<MemberId>(deadline.setBy);
  return { rule: ruleIn(deadline, at), at, setBy, version: deadline.timeZones };
}

function ruleIn({ rule }: DecisionDeadline, at: Instant): DeadlineRule {
  switch (rule.case) {
    case "workingDays":
      if ((rule.value | 0) < 1) throw new Misfit("a window without a working day");
      return { type: "WorkingDays", days: rule.value };
    case "everywhere":
      return { type: "Everywhere", date: date(rule.value) };
    case "exactly":
      return { type: "Exactly", at };
    case undefined:
      throw new Misfit("no rule for the deadline");
  }
}

function id<T extends string>(bytes: Uint8Array): T {
  const hex = toHex(bytes);
  if (!isId(hex)) throw new Misfit("no id");
  return hex as T;
}

function date(text: string): string {
  if (!isDate(text)) throw new Misfit("no date");
  return text;
}

function days(text: string): string {
  const range = parseDayRange(text);
  if (range === undefined) throw new Misfit("no days");
  return range;
}

/** Beyond these years nothing is told apart: the platform's clock knows no such moment. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

function instant(millis: bigint): Instant {
  return Math.min(LATEST, Math.max(EARLIEST, Number(BigInt.asIntN(64, millis))));
}
