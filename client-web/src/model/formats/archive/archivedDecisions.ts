/** What was said in decisions and what came of it, for readers that know nothing of Meridian (FMT-ARCHIVE-5). */
import { HOUR_MILLIS, printInstant } from "../../calendar/time";
import { certificateJson, certificateSha256 } from "../../decision/certificate";
import type { Decision } from "../../decision/decision";
import type { Act, ReceivedStatement } from "../../decision/statement";
import type { Participant, Terms } from "../../decision/terms";
import type { DocumentId, MemberId } from "../../ids";
import { type Json, type JsonObject, printJson } from "../../json";
import type { Team } from "../../team";
import { DocumentPaths } from "../merge/words";
import { writeDecision } from "./decisionText";

/** Where they stand in an archive, and how the files for people end. */
export const DECISIONS_FOLDER = "decisions/";
export const HISTORY_ENDING = ".md";

/** A decision as the log has it. */
export interface DecisionHistory {
  readonly decision: Decision;
  readonly statements: readonly ReceivedStatement[];
}

/** Two files for each decision, by path in the archive: named as its document is. */
export function decisionFiles(
  team: Team,
  decisions: ReadonlyMap<DocumentId, DecisionHistory>,
): ReadonlyMap<string, string> {
  const paths = new DocumentPaths(team);
  const files = new Map<string, string>();
  for (const [id, history] of decisions) {
    const path = paths.path(id);
    const name = DECISIONS_FOLDER + path.replace(/\.(md|markdown)$/, "");
    const title = team.documents.get(id)?.title ?? "";
    files.set(`${name}.json`, `${printJson(decisionJson(team, id, { path, title, history }))}\n`);
    files.set(name + HISTORY_ENDING, writeDecision(team, id, title, history));
  }
  return files;
}

interface Named {
  readonly path: string;
  readonly title: string;
  readonly history: DecisionHistory;
}

function decisionJson(team: Team, id: DocumentId, { path, title, history }: Named): JsonObject {
  const { decision, statements } = history;
  return {
    id,
    document: `documents/${path}`,
    title,
    state: decision.state.state,
    certificates: decision.outcomes.map(({ certificate }) => ({
      certificate: certificateJson(certificate, id),
      sha256: certificateSha256(certificate, id),
    })),
    statements: statements.map((each) => statementJson(team, each)),
  };
}

function statementJson(team: Team, said: ReceivedStatement): JsonObject {
  return {
    ...actJson(team, said.act),
    id: said.id,
    act: said.act.act,
    by: person(team, said.author),
    device: said.device,
    position: said.position,
    received: printInstant(said.receivedAt),
    claimed: printInstant(said.claimedAt),
    seenUntil: said.seen.position,
    revision: said.revision,
  };
}

function actJson(team: Team, act: Act): Record<string, Json> {
  switch (act.act) {
    case "open":
      return { terms: termsJson(team, act.terms) };
    case "object":
    case "withdraw":
    case "reopen":
      return { reason: act.reason };
    case "vote":
      return act.option === undefined ? {} : { option: act.option };
    case "resolve":
      return { objection: act.objection };
    case "dismiss":
      return { objection: act.objection, reason: act.reason };
    case "revise":
      return { material: act.material };
    case "markmaterial":
    case "pick":
      return { revise: act.revise };
    case "extend":
      return { until: printInstant(act.until) };
    case "excuse":
      return { member: person(team, act.member), reason: act.reason };
    case "away": {
      const [first = "", last = first] = act.days.split("..");
      return { first, last };
    }
    case "second":
      return { reopening: act.reopening };
    case "review":
      return { date: act.date };
    case "supersede":
      return { decision: act.decision };
    // The word of these says all.
    case "acknowledge":
    case "consent":
    case "standaside":
    case "abstain":
    case "callvote":
      return {};
  }
}

function termsJson(team: Team, terms: Terms): JsonObject {
  const { policy, deadline, reviewOn } = terms;
  return {
    question: terms.question,
    options: terms.options,
    recommendation: terms.recommendation,
    decider: person(team, terms.decider),
    people: terms.people.map((each) => participant(team, each)),
    rule: policy.rule,
    windowDays: policy.windowDays,
    graceHours: Math.floor(policy.graceMillis / HOUR_MILLIS),
    hardStopDays: policy.hardStopDays,
    deadline: printInstant(deadline.at),
    timeZones: deadline.version,
    supersedes: [...terms.supersedes].sort(),
    ...(reviewOn === undefined ? {} : { reviewOn }),
  };
}

function participant(team: Team, { member, part, calendar }: Participant): JsonObject {
  return { ...person(team, member), part, zone: calendar.zone };
}

function person(team: Team, member: MemberId): JsonObject {
  return { id: member, name: team.members.get(member)?.name ?? "" };
}
