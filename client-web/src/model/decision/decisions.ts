/** Decisions: what follows from their statements. Pure. Rules: docs/spec/decision.md. */
import type { Instant } from "../calendar/time";
import { compare, type DocumentId } from "../ids";
import type { Decision, DecisionState } from "./decision";
import { Fold } from "./fold";
import type { LogEnd, ReceivedStatement } from "./statement";

/**
 * Folds the statements of one decision. Costs a little more than one look at each statement, and one at each person's calendar for each window.
 *
 * @param statements of this decision alone, in the order of the log; policy and people are frozen in the one that opens it
 * @param end how far this copy of the log reaches; time passes by it alone
 * @param now by this machine's clock: says only what is waited for, and holds back an acceptance that is dated in the future
 */
export function foldDecision(statements: readonly ReceivedStatement[], end: LogEnd, now: Instant): Decision {
  return new Fold().run(statements, end, now);
}

/**
 * The same decisions, those superseded that an accepted successor names: one that was accepted no later than the successor. So of two that name each other the
 * one accepted last holds (DEC-62).
 */
export function superseded(decisions: ReadonlyMap<DocumentId, Decision>): Map<DocumentId, Decision> {
  const all = new Map(decisions);
  for (const [successor, decision] of [...decisions].sort(([a], [b]) => compare(a, b))) {
    const after = accepted(decision);
    if (after === undefined) continue;
    for (const each of decision.round?.terms.supersedes ?? []) {
      const earlier = decisions.get(each);
      const before = earlier === undefined ? undefined : accepted(earlier);
      const ends =
        before !== undefined &&
        (before.finalAt < after.finalAt || (before.finalAt === after.finalAt && each < successor));
      if (!ends || earlier?.state.state !== "accepted") continue;
      all.set(each, { ...all.get(each)!, state: { state: "superseded", successor, since: after.finalAt } });
    }
  }
  return all;
}

function accepted(decision: Decision): (DecisionState & { state: "accepted" }) | undefined {
  const state = decision.standing?.state;
  return state?.state === "accepted" ? state : undefined;
}
