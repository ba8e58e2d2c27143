/** What a fold came to, as it shows at a moment. */
import { DAY_MILLIS, dayOf, type Instant, MINUTE_MILLIS } from "../calendar/time";
import type { Decision, DecisionState, Flag, Ignored, Outcome, Reopening, RoundView, Wait } from "./decision";
import type { Round } from "./round";
import type { LogEnd } from "./statement";
import { rising, Verdict } from "./verdict";

/** The relay's clock may be wrong by so much before it is said (TRUST 7). */
const SKEW_WARNS_MILLIS = 2 * MINUTE_MILLIS;
/** By more than this nothing closes by it (DEC-34). */
const SKEW_STOPS_MILLIS = 10 * MINUTE_MILLIS;

export function picture(
  round: Round | undefined,
  outcomes: readonly Outcome[],
  reopenings: readonly Reopening[],
  ignored: readonly Ignored[],
  end: LogEnd,
  now: Instant,
): Decision {
  if (round === undefined) {
    const nothing = { round: undefined, standing: undefined, outcomes: [], reopenings: [], waits: [], flags: [] };
    return { ...nothing, state: { state: "draft" }, nextMoment: undefined, ignored };
  }
  // Accepted, by a time that has not come yet for anybody with a right clock.
  const held = round.phase === "accepted" && round.endedAt > now + SKEW_STOPS_MILLIS;
  const shown = held ? outcomes.slice(0, -1) : outcomes;
  const standing = shown.findLast(({ state }) => state.state === "accepted" || state.state === "rejected");
  return {
    round: view(round),
    state: held ? provisional(round) : stateOf(round),
    standing,
    outcomes: shown,
    reopenings,
    waits: waits(round, held, end, now),
    flags: flags(round, standing, end, now),
    nextMoment: round.nextMoment,
    ignored,
  };
}

function provisional(round: Round): DecisionState {
  return { state: "provisional", basis: round.basis!, closedAt: round.close!.at, finalAt: round.finalAt };
}

export function stateOf(round: Round): DecisionState {
  switch (round.phase) {
    case "running":
      if (round.isForked) return { state: "forked", candidates: [...round.forks.keys()] };
      return round.openObjections > 0
        ? { state: "objected", objections: round.open() }
        : { state: "open", rule: round.policy.rule, passed: round.passed };
    case "provisional":
      return provisional(round);
    case "accepted":
      return { state: "accepted", basis: round.basis!, closedAt: round.close!.at, finalAt: round.endedAt };
    case "rejected":
      return { state: "rejected", closedAt: round.endedAt };
    case "expired":
      return { state: "expired", stoppedAt: round.endedAt };
    case "withdrawn":
      return { state: "withdrawn", by: round.withdrawnBy!, reason: round.withdrawal!.reason };
  }
}

function view(round: Round): RoundView {
  return {
    number: round.number,
    revisionNumber: round.revisionNumber,
    revision: round.revision,
    revisionBegan: round.revisionPosition,
    proposers: rising(round.crew.proposers),
    terms: round.terms,
    policy: round.policy,
    opened: { position: round.startPosition, at: round.startedAt },
    due: round.due,
    hardStop: round.hardStop,
    extensions: round.extensions,
    people: new Verdict(round).standings(),
    objections: [...round.objections.values()],
    immaterial: [...round.immaterial],
  };
}

function waits(round: Round, held: boolean, end: LogEnd, now: Instant): Wait[] {
  const all: Wait[] = [];
  if (held) all.push({ for: "clock", relaySays: round.endedAt });
  const moment = round.nextMoment;
  if (moment !== undefined && end.at < moment && now >= moment) all.push({ for: "sync", moment });
  if (round.phase !== "running") return all;
  if (round.isForked) all.push({ for: "pick", candidates: [...round.forks.keys()] });
  if (round.openObjections > 0) all.push({ for: "objections", objections: round.open().map((each) => each.id) });
  if (round.passed && !round.isStopped) {
    const result = new Verdict(round).result();
    if (result.type === "NotYet") all.push(...result.waits);
  }
  return all;
}

function flags(round: Round, standing: Outcome | undefined, end: LogEnd, now: Instant): Flag[] {
  const all: Flag[] = [];
  const { reviewOn } = round.terms;
  if (standing?.state.state === "accepted" && reviewOn !== undefined && now >= dayOf(reviewOn) * DAY_MILLIS) {
    all.push("review_due");
  }
  if (end.at > now + SKEW_WARNS_MILLIS) all.push("clock_ahead");
  return all;
}
