/** Decisions as pages show them. */
import type { Instant } from "../model/calendar/time";
import type { Decision, DecisionState, Due, Flag, Wait, Word } from "../model/decision/decision";
import type { Act, LogEnd, ReceivedStatement, Revision } from "../model/decision/statement";
import { compare, type DocumentId, type MemberId, type StatementId } from "../model/ids";
import type { Draft } from "../model/textDocument";
import type { Trial } from "./deciding";

/** A decision in the list. */
export interface DecisionRow {
  readonly document: DocumentId;
  readonly title: string;
  readonly question: string;
  readonly state: DecisionState;
  readonly round: number;
  readonly due: Due | undefined;
  readonly waits: readonly Wait[];
  readonly flags: readonly Flag[];
  /** Where this person stands in it; undefined where they have no part, or it is a draft. */
  readonly mine: Word | undefined;
  /** It is open, this person is required, and has not spoken. */
  readonly waitsForMe: boolean;
  /** What holds of an earlier round while this one runs. */
  readonly standing: DecisionState | undefined;
}

/** A statement of the log, with why it had no effect where it had none. */
export type Said = ReceivedStatement & { readonly ignored: string | undefined };

/** Whether a document says how a round ended, the same as the log; with the certificate's SHA-256 by the log. */
export interface Recorded {
  readonly round: number;
  readonly isRecorded: boolean;
  readonly isTheSame: boolean;
  readonly sha256: string;
}

/** What this person may do now: acts by their word, and of acts on something, on what. */
export interface May {
  readonly acts: readonly Act["act"][];
  readonly targets: { readonly [W in Act["act"]]?: readonly string[] };
}

/** A decision on its page. */
export interface DecisionView {
  readonly document: DocumentId;
  readonly title: string;
  readonly draft: Draft;
  readonly decision: Decision;
  readonly me: MemberId | undefined;
  readonly may: May;
  /** In the order of the log. */
  readonly said: readonly Said[];
  /** Acts that were said here and that the log does not have yet. */
  readonly unsent: readonly Act["act"][];
  /** Of each round that ended, whether the document says so, and the same as the log. */
  readonly recorded: readonly Recorded[];
  /** The document says something else by now than the proposal that is up. */
  readonly isEditedSince: boolean;
  readonly now: Instant;
  /** How far the copy of the log reaches that this is by. */
  readonly logEnd: LogEnd;
}

export function decisionRow(
  document: DocumentId,
  title: string,
  decision: Decision | undefined,
  draft: Draft,
  me: MemberId | undefined,
): DecisionRow {
  const round = decision?.round;
  const standing = round?.people.find(({ member }) => member === me);
  const silent = standing !== undefined && ["silent", "unreached", "away"].includes(standing.word);
  const runs = decision !== undefined && ["open", "objected", "forked"].includes(decision.state.state);
  const holds = decision?.standing;
  return {
    document,
    title,
    question: round?.terms.question ?? draft.question ?? title,
    state: decision?.state ?? { state: "draft" },
    round: round?.number ?? 0,
    due: round?.due,
    waits: decision?.waits ?? [],
    flags: decision?.flags ?? [],
    mine: standing?.word,
    waitsForMe: runs && silent && standing.part === "required",
    standing: holds === undefined || holds.round === round?.number ? undefined : holds.state,
  };
}

const ORDER = ["objected", "forked", "open", "provisional", "draft", "expired", "accepted", "rejected"];

/** What waits for this person first, then what runs by its deadline, then drafts, then what is over; by title. */
export function pressing(one: DecisionRow, other: DecisionRow): number {
  const rank = ({ waitsForMe, state }: DecisionRow) => {
    if (waitsForMe) return -1;
    const order = ORDER.indexOf(state.state);
    return order < 0 ? ORDER.length : Math.max(order, 2);
  };
  const due = (row: DecisionRow) => (rank(row) <= 3 ? (row.due?.at ?? 0) : 0);
  return rank(one) - rank(other) || due(one) - due(other) || compare(one.title, other.title);
}

const REASON = "because";

/** Tries every act: those that would have an effect may be said. @param heads of the document as it is now */
export function mayNow(decision: Decision, trial: Trial, me: MemberId | undefined, heads: Revision): May {
  const { round } = decision;
  if (round === undefined) return { acts: ["open"], targets: {} };
  const open = round.objections.filter(({ status }) => status === "open");
  const works = (act: Act) => trial.refusal(act.act === "revise" ? heads : round.revision, act) === undefined;
  const ids = (all: readonly { readonly id: StatementId }[], act: (id: StatementId) => Act) =>
    all.map(({ id }) => id).filter((id) => works(act(id)));
  const targets = {
    resolve: ids(open, (objection) => ({ act: "resolve", objection })),
    dismiss: ids(open, (objection) => ({ act: "dismiss", objection, reason: REASON })),
    second: ids(decision.reopenings, (reopening) => ({ act: "second", reopening })),
    markmaterial: round.immaterial.filter((revise) => works({ act: "markmaterial", revise })),
    pick:
      decision.state.state === "forked"
        ? decision.state.candidates.filter((revise) => works({ act: "pick", revise }))
        : [],
    excuse: round.people
      .filter(({ part, member }) => part === "required" && works({ act: "excuse", member, reason: REASON }))
      .map(({ member }) => member),
  };
  const plain: Act[] = [
    { act: "consent" },
    { act: "vote" },
    { act: "object", reason: REASON },
    { act: "standaside" },
    { act: "abstain" },
    { act: "revise", material: true },
    { act: "withdraw", reason: REASON },
    { act: "extend", until: round.hardStop },
    { act: "callvote" },
    { act: "reopen", reason: REASON },
    { act: "away", days: "2000-01-01" },
    { act: "review", date: "2100-01-01" },
    { act: "supersede", decision: "0".repeat(32) as DocumentId },
  ];
  const acts = plain.filter((act) => works(act)).map(({ act }) => act);
  const onSomething = (Object.keys(targets) as (keyof typeof targets)[]).filter((act) => targets[act].length > 0);
  const mine = me === undefined ? [] : [...acts, ...onSomething];
  return { acts: mine, targets };
}
