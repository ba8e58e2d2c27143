/**
 * Makes terms of a draft: what it leaves open comes from the cards that link to the document (their owners are required), from the document called OWNERS, and
 * from the preset.
 */
import { type DeadlineRule, deadlineOf } from "../model/calendar/deadline";
import { DAY_MILLIS, type Instant } from "../model/calendar/time";
import { USUAL_WEEK, WEEKDAYS, WorkCalendar } from "../model/calendar/workCalendar";
import { type OwnersLine, ownersLine } from "../model/decision/ownersFile";
import {
  DAYS_MAX,
  isPolicy,
  type Part,
  type Participant,
  type Policy,
  PRESETS,
  type Preset,
  type Terms,
  withWindow,
} from "../model/decision/terms";
import type { DocumentId, MemberId } from "../model/ids";
import type { DraftField } from "../model/schema";
import type { Member, Team } from "../model/team";
import type { Draft } from "../model/textDocument";
import { isDate } from "../model/values";
import { DecisionRefused } from "./deciding";

/** What a proposal is made of. */
export interface Proposal {
  readonly id: DocumentId;
  readonly team: Team;
  readonly draft: Draft;
  /** Of the cards that link to the document, and the titles of their boards. */
  readonly labels: readonly string[];
  readonly boards: readonly string[];
  readonly cardOwners: readonly MemberId[];
  /** The text of the document called OWNERS; empty where there is none. */
  readonly owners: string;
  readonly proposer: MemberId;
  readonly now: Instant;
  /** Whether any device of a member is one of the workspace's. */
  isThere(member: Member): boolean;
}

const LINE_MAX = 1_000;

/** @throws DecisionRefused in one sentence where something is missing or wrong */
export function termsOf(proposal: Proposal): Terms {
  return new Proposing(proposal).terms();
}

class Proposing {
  constructor(private readonly proposal: Proposal) {}

  terms(): Terms {
    const { id, team, labels, boards, owners, proposer } = this.proposal;
    const title = team.documents.get(id)?.title ?? "";
    const line = ownersLine(owners, { title, labels, boards });
    const required = this.required(line);
    const decider = this.field("decider") ?? line?.names[0];
    const policy = this.policy();
    const options = this.lines("options");
    const recommendation = this.field("recommendation") ?? options[0] ?? "yes";
    if (options.length > 0 && !options.includes(recommendation)) {
      throw new DecisionRefused(`The recommendation "${recommendation}" is not one of the options.`);
    }
    const decides = decider === undefined ? proposer : this.member(decider).id;
    const review = this.field("review");
    return {
      question: (this.field("question") ?? title).slice(0, LINE_MAX),
      options,
      recommendation: recommendation.slice(0, LINE_MAX),
      decider: decides,
      people: this.people(required, decides),
      policy,
      deadline: this.deadline(policy, required),
      supersedes: this.superseded(),
      reviewOn: review === undefined ? undefined : date(review),
    };
  }

  private field(field: DraftField): string | undefined {
    const text = this.proposal.draft[field]?.trim();
    return text === undefined || text === "" ? undefined : text;
  }

  private lines(field: DraftField): string[] {
    const lines = (this.field(field) ?? "").split(/\r\n|\n|\r/).map((line) => line.trim());
    return [...new Set(lines.filter((line) => line !== ""))];
  }

  private required(line: OwnersLine | undefined): MemberId[] {
    const named = new Set(this.lines("required").map((name) => this.member(name).id));
    if (named.size === 0) {
      for (const owner of this.proposal.cardOwners) named.add(owner);
      for (const name of line?.names ?? []) named.add(this.member(name).id);
    }
    named.delete(this.proposal.proposer);
    if (named.size === 0) {
      throw new DecisionRefused("Nobody besides you is required: name at least one person who has to be reached.");
    }
    return [...named];
  }

  private member(nameOrId: string): Member {
    const found = [...this.proposal.team.members.values()].filter(
      ({ id, name }) => name.toLowerCase() === nameOrId.toLowerCase() || id === nameOrId,
    );
    const [member] = found;
    if (member === undefined) throw new DecisionRefused(`There is no member called "${nameOrId}".`);
    if (found.length > 1) {
      throw new DecisionRefused(`There is more than one member called "${nameOrId}": use the id.`);
    }
    return member;
  }

  private policy(): Policy {
    const word = this.field("preset") ?? "lazy-consensus";
    if (!Object.hasOwn(PRESETS, word)) {
      throw new DecisionRefused(
        `There is no preset called "${word}": use lazy-consensus, final-comment, two-approvals, explicit-consent or majority.`,
      );
    }
    const preset: Policy = PRESETS[word as Preset];
    const window = this.field("window");
    if (window === undefined) return preset;
    const policy = withWindow(preset, Number(window));
    if (!/^\d{1,9}$/.test(window) || !isPolicy(policy)) {
      throw new DecisionRefused(`The window is a number of working days from 1 to ${DAYS_MAX}.`);
    }
    return policy;
  }

  private people(required: readonly MemberId[], decider: MemberId): Participant[] {
    const { team, proposer } = this.proposal;
    const parts = new Map<MemberId, Part>();
    const add = (member: MemberId, part: Part) => {
      if (!parts.has(member)) parts.set(member, part);
    };
    for (const member of required) add(member, "required");
    for (const name of this.lines("consulted")) add(this.member(name).id, "consulted");
    add(decider, "consulted");
    add(proposer, "consulted");
    const informed = this.lines("informed");
    for (const name of informed) add(this.member(name).id, "informed");
    if (informed.length === 0) {
      // Everybody may look on; who has no zone cannot be reached in working days and is left out.
      for (const member of team.members.values()) {
        if (!member.meta.life.deleted && WorkCalendar.of(member) !== undefined) add(member.id, "informed");
      }
    }
    return [...parts].map(([member, part]) => this.participant(member, part));
  }

  private participant(id: MemberId, part: Part): Participant {
    const member = this.proposal.team.members.get(id);
    if (member === undefined) throw new DecisionRefused(`There is no member ${id}.`);
    const { name, zone, week, daysOff, devices } = member;
    if (WorkCalendar.of(member) === undefined) {
      throw new DecisionRefused(
        `${name} has no time zone, so that no deadline can wait for them: it is set on the team's page.`,
      );
    }
    if (part === "required" && !this.proposal.isThere(member)) {
      throw new DecisionRefused(`${name} has left the team and cannot be required.`);
    }
    const rising = [...week].sort((a, b) => weekday(a) - weekday(b) || (a < b ? -1 : 1));
    const calendar = { zone, week: rising.length === 0 ? USUAL_WEEK : rising, daysOff };
    return { member: id, part, calendar, devices };
  }

  private deadline(policy: Policy, required: readonly MemberId[]) {
    const { team, now } = this.proposal;
    const day = this.field("deadline");
    const rule: DeadlineRule =
      day === undefined ? { type: "WorkingDays", days: policy.windowDays } : { type: "Everywhere", date: date(day) };
    const calendars = new Map<MemberId, WorkCalendar>();
    for (const id of required) {
      const member = team.members.get(id);
      const calendar = member === undefined ? undefined : WorkCalendar.of(member);
      if (calendar !== undefined) calendars.set(id, calendar);
    }
    const { deadline } = deadlineOf(rule, now, calendars);
    if (deadline === undefined) {
      throw new DecisionRefused(`Nobody who is required has ${policy.windowDays} working days ahead of them.`);
    }
    if (deadline.at <= now) throw new DecisionRefused(`The deadline ${day ?? ""} is in the past.`);
    if (deadline.at > now + policy.hardStopDays * DAY_MILLIS) {
      throw new DecisionRefused(
        `The deadline is after the hard stop, ${policy.hardStopDays} days from now: nothing could be accepted.`,
      );
    }
    return deadline;
  }

  private superseded(): DocumentId[] {
    const { team, id } = this.proposal;
    const all = this.lines("supersedes").map((each) => {
      const found = [...team.documents.values()].find((entry) => entry.id === each || entry.title === each);
      if (found === undefined) throw new DecisionRefused(`There is no document "${each}" to replace.`);
      return found.id;
    });
    if (all.includes(id)) throw new DecisionRefused("A decision does not replace itself.");
    return [...new Set(all)];
  }
}

function weekday(shift: string): number {
  return WEEKDAYS.findIndex((day) => shift.startsWith(day));
}

function date(text: string): string {
  if (isDate(text)) return text;
  throw new DecisionRefused(`"${text}" is not a date: write it like 2027-01-31.`);
}
