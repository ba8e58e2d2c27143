/** How a folded decision stands, as far as the pages of the rhythm need it. */
import type { Instant } from "../calendar/time";
import type { Decision, DecisionState, RoundView } from "../decision/decision";
import type { ReceivedStatement } from "../decision/statement";
import { compare, type DocumentId } from "../ids";
import type { DecisionFact } from "./matters";
import { firstLine } from "./names";

/** Undefined for a draft. @param statements of this decision, in the order of the log */
export function decisionFact(
  document: DocumentId,
  { round, state }: Decision,
  statements: readonly ReceivedStatement[],
): DecisionFact | undefined {
  const standing = standingOf(state);
  if (round === undefined || standing === undefined) return undefined;
  return {
    document,
    standing,
    outcome: outcomeOf(state, round),
    deadline: standing === "open" ? round.due.at : undefined,
    since: sinceOf(state) ?? statements.at(-1)?.receivedAt,
    waitingFor: standing === "over" ? [] : silent(round),
    objectionRounds: round.objections.length,
  };
}

function standingOf({ state }: DecisionState): DecisionFact["standing"] | undefined {
  switch (state) {
    case "draft":
      return undefined;
    case "open":
    case "provisional":
      return "open";
    case "forked":
    case "objected":
      return "objected";
    case "expired":
      return "expired";
    case "accepted":
    case "rejected":
    case "withdrawn":
    case "superseded":
      return "over";
  }
}

/** In words, without a full stop. */
export function outcomeOf(state: DecisionState, { terms }: RoundView): string {
  const question = firstLine(terms.question);
  switch (state.state) {
    case "draft":
    case "open":
      return question;
    case "provisional":
      return `${question} (about to be accepted: ${state.basis.option})`;
    case "forked":
      return `${question} (two revisions at once: its proposer has to pick one)`;
    case "objected":
      return `${question} (objected to: ${state.objections.map(({ reason }) => `“${firstLine(reason)}”`).join(", ")})`;
    case "expired":
      return `${question} (expired without an outcome)`;
    case "accepted":
      return `accepted: ${state.basis.option} (${question})`;
    case "rejected":
    case "withdrawn":
    case "superseded":
      return `${state.state}: ${question}`;
  }
}

function sinceOf(state: DecisionState): Instant | undefined {
  switch (state.state) {
    case "accepted":
      return state.finalAt;
    case "rejected":
    case "provisional":
      return state.closedAt;
    case "expired":
      return state.stoppedAt;
    case "superseded":
      return state.since;
    case "draft":
    case "open":
    case "forked":
    case "objected":
    case "withdrawn":
      return undefined;
  }
}

function silent({ people }: RoundView) {
  return people
    .filter(({ part, word }) => part === "required" && (word === "silent" || word === "unreached"))
    .map(({ member }) => member)
    .sort(compare);
}
