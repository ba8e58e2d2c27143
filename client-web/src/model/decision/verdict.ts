/** What a round comes to as it stands at its deadline. Reads the round, changes nothing. */
import type { Instant } from "../calendar/time";
import { compare, type MemberId } from "../ids";
import { isRequired, orLater, type Person } from "./crew";
import type { Basis, Due, Objection, Standing, Wait, Word } from "./decision";
import type { Round } from "./round";
import type { Stance } from "./stances";

export type Result =
  | { readonly type: "Met"; readonly basis: Basis }
  | { readonly type: "Lost" }
  | { readonly type: "NotYet"; readonly waits: readonly Wait[] };

export class Verdict {
  private readonly deadline: Instant;

  constructor(private readonly round: Round) {
    this.deadline = round.due.at;
  }

  result(): Result {
    switch (this.round.policy.rule) {
      case "silence":
        return this.bySilence();
      case "consent":
        return this.byConsent();
      case "vote":
        return this.byVote();
    }
  }

  private met(): Result {
    const { policy, terms } = this.round;
    return { type: "Met", basis: { rule: policy.rule, option: terms.recommendation } };
  }

  private bySilence(): Result {
    const people = this.unreached();
    if (people.length > 0) return { type: "NotYet", waits: [{ for: "reach", people }] };
    const [reached, floor] = [this.reachedOthers(), this.floor()];
    return reached < floor ? { type: "NotYet", waits: [{ for: "floor", reached, floor }] } : this.met();
  }

  private byConsent(): Result {
    const { stances, crew, policy } = this.round;
    const yes = [...stances.speakers()].filter(
      (speaker) => this.word(speaker) === "consented" && !crew.isProposer(speaker),
    ).length;
    const people = policy.approvals > 0 ? [] : this.withoutWord();
    const needed = Math.max(1, policy.approvals);
    return people.length === 0 && yes >= needed
      ? this.met()
      : { type: "NotYet", waits: [{ for: "consent", people, missing: Math.max(0, needed - yes) }] };
  }

  private withoutWord(): MemberId[] {
    const { crew } = this.round;
    return crew.people
      .filter((each) => isRequired(each) && !crew.isProposer(each.member) && this.word(each.member) === undefined)
      .map((each) => each.member);
  }

  private byVote(): Result {
    const { stances, policy } = this.round;
    const count = new Map<string, number>();
    let [votes, decided] = [0, 0];
    for (const speaker of stances.speakers()) {
      const stance = stances.of(speaker);
      if (stance === undefined) continue;
      votes++;
      const option = this.option(stance);
      if (option !== undefined) count.set(option, (count.get(option) ?? 0) + 1);
      if (option !== undefined || stance.word === "voted against") decided++;
    }
    const quorum = Math.max(1, policy.quorum);
    if (votes < quorum) return { type: "NotYet", waits: [{ for: "quorum", votes, quorum }] };
    // More than half of those who decided: so there is never more than one.
    const won = [...count].find(([, each]) => each * 2 > decided && each >= policy.approvals);
    return won === undefined ? { type: "Lost" } : { type: "Met", basis: { rule: "vote", option: won[0] } };
  }

  private option(stance: Stance): string | undefined {
    return stance.word === "consented" ? this.round.terms.recommendation : stance.option;
  }

  private word(member: MemberId): Word | undefined {
    return this.round.stances.of(member)?.word;
  }

  /** Whether a person has had the revision for all the working days of the window, or has spoken of it. */
  isReached(person: Person): boolean {
    const { crew, stances, acknowledged, policy } = this.round;
    if (crew.isProposer(person.member) || stances.of(person.member) !== undefined) return true;
    const at = acknowledged.get(person.member);
    return at !== undefined && person.days.had(policy.windowDays, at, this.deadline);
  }

  private unreached(): MemberId[] {
    return this.round.crew.people
      .filter((each) => isRequired(each) && !this.isReached(each))
      .map((each) => each.member);
  }

  private floor(): number {
    return Math.min(this.round.policy.floor, this.round.crew.others());
  }

  private reachedOthers(): number {
    const { crew } = this.round;
    return crew.people.filter((each) => !crew.isProposer(each.member) && this.isReached(each)).length;
  }

  /** A later deadline, where somebody required was not reached, or too few were for silence to count (DEC-23). */
  extension(): Due | undefined {
    const required: Due[] = [];
    const others: Due[] = [];
    for (const each of this.round.crew.people) {
      const due = this.isReached(each) ? undefined : this.until(each);
      if (due !== undefined) (isRequired(each) ? required : others).push(due);
    }
    if (required.length > 0) return required.reduce(orLater);
    const missing = this.floor() - this.reachedOthers();
    const floorCounts = this.round.policy.rule === "silence" && missing > 0;
    return floorCounts ? others.sort((a, b) => a.at - b.at)[missing - 1] : undefined;
  }

  /** When somebody will have had their working days: counted from when they got it, or from now. */
  private until(person: Person): Due | undefined {
    const days = this.round.policy.windowDays;
    const got = this.round.acknowledged.get(person.member);
    const end = got === undefined ? undefined : person.days.nthEndingAfter(got, days);
    const at = end !== undefined && end > this.deadline ? end : person.days.nthFrom(this.deadline, days);
    return at === undefined ? undefined : { at, setBy: person.member };
  }

  /** Where everybody stands. */
  standings(): Standing[] {
    const objecting = new Map<MemberId, Objection>(this.round.open().map((each) => [each.raiser, each]));
    return this.round.crew.people.map((each) => this.standing(each, objecting.get(each.member)));
  }

  private standing(person: Person, objection: Objection | undefined): Standing {
    const { member, part } = person;
    const acknowledgedAt = this.round.acknowledged.get(member);
    if (objection !== undefined) {
      return { member, part, word: "objected", position: objection.position, acknowledgedAt, option: undefined };
    }
    const stance = this.round.stances.of(member);
    const word = stance?.word ?? this.unspoken(person);
    return { member, part, word, position: stance?.statement.position, acknowledgedAt, option: stance?.option };
  }

  private unspoken(person: Person): Word {
    const { crew, policy, windowStart } = this.round;
    if (crew.isProposer(person.member)) return "proposed";
    if (person.excused) return "excused";
    if (this.isReached(person)) return "silent";
    return person.days.had(policy.windowDays, windowStart, this.deadline) ? "unreached" : "away";
  }
}

/** People by rising id. */
export function rising(members: Iterable<MemberId>): MemberId[] {
  return [...members].sort(compare);
}
