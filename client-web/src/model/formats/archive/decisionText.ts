/** What was said in a decision, for people: Markdown, all times in UTC. */
import { type Instant, printInstant } from "../../calendar/time";
import { certificateSha256 } from "../../decision/certificate";
import { basisOf, type Decision } from "../../decision/decision";
import type { Act, ReceivedStatement } from "../../decision/statement";
import type { Terms } from "../../decision/terms";
import type { DocumentId, MemberId, StatementId } from "../../ids";
import type { Team } from "../../team";
import { isBlank, strip } from "../source";
import type { DecisionHistory } from "./archivedDecisions";

/** @param title of the document */
export function writeDecision(team: Team, id: DocumentId, title: string, history: DecisionHistory): string {
  const words = new ActWords(team, history.statements);
  const said = history.statements.map((each) => {
    const [received, claimed] = [time(each.receivedAt), time(each.claimedAt)];
    // Where somebody wrote it well before it arrived.
    const written = claimed === received ? "" : ` (written ${claimed})`;
    return `- ${received}, ${words.name(each.author)} ${words.act(each.act)}${written}\n`;
  });
  return [
    `# History of the decision: ${title}\n\nState when this was written: ${history.decision.state.state}.\n`,
    outcomes(id, history.decision),
    "\n## What was said\n\nIn the order of the log; times are those of the relay, in UTC.\n\n",
    ...said,
  ].join("");
}

function outcomes(id: DocumentId, decision: Decision): string {
  if (decision.outcomes.length === 0) return "";
  const lines = decision.outcomes.map(({ round, state, certificate }) => {
    const basis = basisOf(state);
    const chosen = basis === undefined ? "" : `, ${quoted(basis.option)} by ${basis.rule}`;
    const ended = time(certificate.endedAt);
    return `- Round ${round}: ${state.state}${chosen}, on ${ended}; certificate ${certificateSha256(certificate, id)}\n`;
  });
  return `\n## Outcomes\n\n${lines.join("")}`;
}

class ActWords {
  private readonly said: ReadonlyMap<StatementId, ReceivedStatement>;

  constructor(
    private readonly team: Team,
    statements: readonly ReceivedStatement[],
  ) {
    this.said = new Map(statements.map((each) => [each.id, each]));
  }

  name(member: MemberId): string {
    return this.team.members.get(member)?.name ?? "somebody";
  }

  act(act: Act): string {
    switch (act.act) {
      case "open":
        return `proposed it: ${this.terms(act.terms)}`;
      case "acknowledge":
        return "had it on a device";
      case "consent":
        return "consented";
      case "object":
        return `objected: ${quoted(act.reason)}`;
      case "standaside":
        return "stood aside";
      case "abstain":
        return "abstained";
      case "vote":
        return act.option === undefined ? "voted against all" : `voted for ${quoted(act.option)}`;
      case "resolve":
        return `resolved ${this.objection(act.objection)}`;
      case "dismiss":
        return `dismissed ${this.objection(act.objection)}: ${quoted(act.reason)}`;
      case "revise":
        return act.material ? "revised the proposal" : "edited the proposal, nothing material";
      case "markmaterial":
        return "found an edit material";
      case "pick":
        return "picked one of the revisions";
      case "withdraw":
        return `withdrew it${isBlank(act.reason) ? "" : `: ${quoted(act.reason)}`}`;
      case "extend":
        return `put the deadline off to ${time(act.until)}`;
      case "excuse":
        return `excused ${this.name(act.member)}: ${quoted(act.reason)}`;
      case "away": {
        const [first = "", last = first] = act.days.split("..");
        return `said to be away from ${first} to ${last}`;
      }
      case "callvote":
        return "called a vote";
      case "reopen":
        return `asked for another round: ${quoted(act.reason)}`;
      case "second":
        return "seconded another round";
      case "review":
        return `set the review date to ${act.date}`;
      case "supersede":
        return `said that it replaces ${this.title(act.decision)}`;
    }
  }

  private terms(terms: Terms): string {
    const options = terms.options.length === 0 ? "" : ` of ${terms.options.map(quoted).join(", ")}`;
    const people = terms.people.map(({ member, part }) => `${this.name(member)} (${part})`).join(", ");
    return [
      quoted(terms.question),
      `recommended: ${quoted(terms.recommendation)}${options}`,
      `by ${terms.policy.rule}`,
      `deadline ${time(terms.deadline.at)}`,
      `decided by ${this.name(terms.decider)}`,
      people,
    ].join("; ");
  }

  private objection(id: StatementId): string {
    const there = this.said.get(id);
    return there === undefined ? "an objection" : `the objection of ${this.name(there.author)}`;
  }

  private title(id: DocumentId): string {
    const entry = this.team.documents.get(id);
    return entry === undefined ? "another decision" : quoted(entry.title);
  }
}

function quoted(text: string): string {
  return `\u201C${strip(text).replace(/[ \t\n\v\f\r]+/g, " ")}\u201D`;
}

/** To the minute: `2026-11-26 08:00`. */
function time(at: Instant): string {
  return printInstant(at).slice(0, 16).replace("T", " ");
}
