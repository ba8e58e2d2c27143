/** What a statement does to a round that runs: nothing, with the reason why, or something. */
import type { MemberId, StatementId } from "../ids";
import { isRequired, orLater } from "./crew";
import type { Objection, Word } from "./decision";
import type { Candidate, Round } from "./round";
import type { ActOf, ReceivedStatement } from "./statement";
import { joinedPolicy, type Terms } from "./terms";

/** Why a statement has no effect; undefined where it has. */
export type Refusal = string | undefined;

/** Whether a person is the decider, in words for whoever is not. */
function deciderOnly(round: Round, author: MemberId, what: string): Refusal {
  return round.terms.decider === author ? undefined : `only the decider can ${what}`;
}

/** White space as Java judges it, so that everybody finds the same statements without effect: without the blanks that forbid a line break. */
export function isBlank(text: string): boolean {
  return [...text].every((char) => {
    const code = char.charCodeAt(0);
    return (code >= 9 && code <= 13) || (code >= 28 && code <= 31) || (/[\p{Z}]/u.test(char) && !NO_BREAK.has(code));
  });
}

const NO_BREAK = new Set([0xa0, 0x2007, 0x202f]);

export class Running {
  constructor(private readonly round: Round) {}

  take(statement: ReceivedStatement): Refusal {
    const { act } = statement;
    switch (act.act) {
      case "open":
        return this.openedTwice(statement, act.terms);
      case "acknowledge":
        return this.acknowledge(statement);
      case "consent":
        return this.stance(statement, "consented") ?? this.resolveOwn(statement);
      case "standaside":
        return this.stance(statement, "stood aside") ?? this.resolveOwn(statement);
      case "abstain":
        return this.stance(statement, "abstained");
      case "vote":
        return this.vote(statement, act.option);
      case "object":
        return this.object(statement, act.reason);
      case "resolve":
        return this.resolve(statement, act.objection);
      case "dismiss":
        return this.dismiss(statement, act);
      case "revise":
        return this.revise(statement, act.material);
      case "markmaterial":
        return this.markMaterial(statement, act.revise);
      case "pick":
        return this.pick(statement, act.revise);
      case "withdraw":
        return this.withdraw(statement, act);
      case "extend":
        return this.extend(statement, act);
      case "excuse":
        return this.excuse(statement, act);
      case "away":
        return this.away(statement, act.days);
      case "callvote":
        return this.callVote(statement);
      case "review":
        return this.reviewOn(statement, act.date);
      case "supersede":
        return this.supersede(statement, act);
      case "reopen":
      case "second":
        return "the round is not over yet";
    }
  }

  /** Two who opened at once, neither knowing of the other: everybody of both, and the later deadline (DEC-52). */
  private openedTwice(statement: ReceivedStatement, other: Terms): Refusal {
    const { round } = this;
    if (round.number !== 1 || statement.seen.position >= round.startPosition) return "the decision is open already";
    round.crew.join(other.people, statement.author);
    round.policy = joinedPolicy(round.policy, other.policy);
    const first = round.terms;
    round.terms = {
      ...first,
      options: [...new Set([...first.options, ...other.options])],
      people: [...first.people, ...other.people],
      policy: round.policy,
      supersedes: [...new Set([...first.supersedes, ...other.supersedes])],
      reviewOn: first.reviewOn ?? other.reviewOn,
    };
    const theirs = { at: other.deadline.at, setBy: other.deadline.setBy };
    round.due = orLater(orLater(round.due, theirs), round.fullWindow());
    if (round.revision !== statement.revision) {
      this.fork({ statement: statement.id, revision: statement.revision, material: true });
    }
    return undefined;
  }

  private speaksOfRevision({ seen, revision }: ReceivedStatement): boolean {
    return seen.position >= this.round.revisionPosition && this.round.revisions.includes(revision);
  }

  private acknowledge(statement: ReceivedStatement): Refusal {
    if (!this.speaksOfRevision(statement)) return "it acknowledges another revision";
    const { acknowledged } = this.round;
    if (acknowledged.has(statement.author)) return "the revision was acknowledged before";
    acknowledged.set(statement.author, statement.receivedAt);
    return undefined;
  }

  /** Whoever says yes after their own objection, knowing of it, has resolved it (DEC-11). */
  private resolveOwn(statement: ReceivedStatement): undefined {
    const own = this.round
      .open()
      .filter((each) => each.raiser === statement.author && each.position <= statement.seen.position);
    for (const each of own) this.round.lift(each, "resolved", "");
    if (own.length > 0) this.round.resumeIfFree(statement);
  }

  private vote(statement: ReceivedStatement, option: string | undefined): Refusal {
    const { policy, terms } = this.round;
    if (policy.rule !== "vote") return "no vote is being held";
    if (option !== undefined && !terms.options.includes(option) && option !== terms.recommendation) {
      return "there is no such option";
    }
    return this.stance(statement, option === undefined ? "voted against" : "voted", option);
  }

  private stance(statement: ReceivedStatement, word: Word, option?: string): Refusal {
    const { round } = this;
    const { author, receivedAt } = statement;
    if (!this.isAsked(author)) return "its author is not asked in this decision";
    if (!this.speaksOfRevision(statement)) return "it speaks of another revision";
    if (!round.acknowledged.has(author)) round.acknowledged.set(author, receivedAt);
    round.stances.add({ statement, word, option });
    return undefined;
  }

  private isAsked(member: MemberId): boolean {
    return this.round.crew.isAsked(member) || this.round.terms.decider === member;
  }

  private object({ id, author, position }: ReceivedStatement, reason: string): Refusal {
    const { round } = this;
    if (isBlank(reason)) return "an objection needs a reason";
    const isVotedOn = ({ status, raiser }: Objection) => status === "voted on" && raiser === author;
    if (round.voteCalled && [...round.objections.values()].some(isVotedOn)) {
      return "its author's objection is what the vote is about";
    }
    round.object(id, author, reason, position);
    return undefined;
  }

  private openObjection(id: StatementId): Objection | undefined {
    const objection = this.round.objections.get(id);
    return objection?.status === "open" ? objection : undefined;
  }

  private resolve(statement: ReceivedStatement, id: StatementId): Refusal {
    const objection = this.openObjection(id);
    if (objection === undefined) return "there is no such open objection";
    if (objection.raiser !== statement.author) return "only whoever raised an objection can resolve it";
    this.round.lift(objection, "resolved", "");
    this.round.resumeIfFree(statement);
    return undefined;
  }

  private dismiss(statement: ReceivedStatement, { objection: id, reason }: ActOf<"dismiss">): Refusal {
    const refusal = deciderOnly(this.round, statement.author, "dismiss an objection");
    if (refusal !== undefined) return refusal;
    if (isBlank(reason)) return "dismissing an objection needs a reason";
    const objection = this.openObjection(id);
    if (objection === undefined) return "there is no such open objection";
    this.round.lift(objection, "dismissed", reason);
    this.round.resumeIfFree(statement);
    return undefined;
  }

  private revise(statement: ReceivedStatement, material: boolean): Refusal {
    const { round } = this;
    const { id, author, seen, revision, position } = statement;
    if (!this.isAsked(author)) return "its author is not asked in this decision";
    if (seen.position < round.startPosition) return "its author had not seen the round begin";
    if (round.revision === revision && !round.isForked) return "that is the proposal already";
    const next: Candidate = { statement: id, revision, material };
    const concurrent = seen.position < round.lastRevisePosition;
    if (!concurrent && !round.isForked) {
      this.apply(statement, next);
    } else if (!concurrent && round.crew.isProposer(author)) {
      this.choose(statement, next);
    } else {
      this.fork(next);
      round.lastRevisePosition = position;
    }
    return undefined;
  }

  private apply(statement: ReceivedStatement, next: Candidate): void {
    const { round } = this;
    round.lastRevise = next;
    round.lastRevisePosition = statement.position;
    if (next.material) {
      round.revise(statement, next.revision);
    } else {
      round.revisions.push(next.revision);
      round.immaterial.add(next.statement);
    }
  }

  private fork(next: Candidate): void {
    const { forks, lastRevise } = this.round;
    if (forks.size === 0) forks.set(lastRevise.statement, lastRevise);
    forks.set(next.statement, next);
  }

  private pick(statement: ReceivedStatement, id: StatementId): Refusal {
    if (!this.round.crew.isProposer(statement.author)) return "only the proposer can pick a revision";
    const picked = this.round.forks.get(id);
    if (picked === undefined) return "there is no such revision to pick";
    this.choose(statement, picked);
    return undefined;
  }

  /** One of several, or another one in their place: material if any of them was. */
  private choose(statement: ReceivedStatement, picked: Candidate): void {
    const { round } = this;
    const material = picked.material || [...round.forks.values()].some((each) => each.material);
    round.forks.clear();
    this.apply(statement, { ...picked, material });
    if (!material) round.resumeIfFree(statement);
  }

  private markMaterial(statement: ReceivedStatement, revise: StatementId): Refusal {
    const { round } = this;
    if (!round.crew.isRequired(statement.author)) return "only somebody required can mark an edit as material";
    if (!round.immaterial.has(revise)) return "there is no such immaterial edit of this revision";
    round.revise(statement, round.revision);
    return undefined;
  }

  withdraw({ author, receivedAt }: ReceivedStatement, act: ActOf<"withdraw">): Refusal {
    const { round } = this;
    if (!round.crew.isProposer(author)) return "only the proposer can withdraw";
    round.phase = "withdrawn";
    round.endedAt = receivedAt;
    round.withdrawal = act;
    round.withdrawnBy = author;
    return undefined;
  }

  private extend({ author, receivedAt }: ReceivedStatement, { until }: ActOf<"extend">): Refusal {
    const { round } = this;
    if (!this.leads(author)) return "only the proposer or the decider can extend";
    if (until > round.hardStop) return "nothing is extended beyond the hard stop";
    if (until <= round.due.at) return "a deadline only moves later";
    round.due = { at: until, setBy: undefined };
    round.passed = round.passed && until <= receivedAt;
    return undefined;
  }

  private leads(member: MemberId): boolean {
    return this.round.crew.isProposer(member) || this.round.terms.decider === member;
  }

  private excuse({ author }: ReceivedStatement, { member }: ActOf<"excuse">): Refusal {
    const { decider } = this.round.terms;
    const may = decider === author || (this.round.crew.isProposer(author) && decider === member);
    if (!may) return "only the decider can excuse somebody";
    const person = this.round.crew.person(member);
    if (person === undefined || !isRequired(person)) return "that person is not required";
    person.excused = true;
    return undefined;
  }

  private away({ author }: ReceivedStatement, days: string): Refusal {
    const person = this.round.crew.person(author);
    if (person === undefined) return "its author has no part in this decision";
    this.round.crew.away(person, days);
    return undefined;
  }

  /** A vote over the objections: a full window, and what was said before counts no more as a yes (DEC-17). */
  private callVote(statement: ReceivedStatement): Refusal {
    const { round } = this;
    const refusal = deciderOnly(round, statement.author, "call a vote");
    if (refusal !== undefined) return refusal;
    if (round.openObjections === 0) return "a vote is called over an objection, and there is none";
    if (round.isForked) return "the proposer has to pick a revision first";
    for (const each of round.open()) round.lift(each, "voted on", "");
    round.voteCalled = true;
    round.policy = { ...round.policy, rule: "vote" };
    round.stances.clear();
    round.restart(statement, round.policy.windowDays, true);
    return undefined;
  }

  private reviewOn({ author }: ReceivedStatement, reviewOn: string): Refusal {
    if (!this.leads(author)) return "only the proposer or the decider can set the review";
    this.round.terms = { ...this.round.terms, reviewOn };
    return undefined;
  }

  private supersede({ author }: ReceivedStatement, { decision }: ActOf<"supersede">): Refusal {
    const { round } = this;
    if (!round.crew.isProposer(author)) return "only the proposer can say what this replaces";
    round.terms = { ...round.terms, supersedes: [...new Set([...round.terms.supersedes, decision])] };
    return undefined;
  }
}
