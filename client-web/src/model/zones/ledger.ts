/** What meetings cost whom in the last 52 weeks (ZONES-5), kept with the members. */
import { DAY_MILLIS, type Instant, instantOf, printInstant } from "../calendar/time";
import { byId, type MemberId } from "../ids";
import type { TeamIntent } from "../intents";
import type { Member } from "../team";
import type { Slot } from "./slots";

const KEPT_MILLIS = 52 * 7 * DAY_MILLIS;

/** Everybody's minutes as they stand at a moment, nought included; meetings that are still to come count too. */
export function ledgerOf(members: Iterable<Member>, now: Instant): Map<MemberId, number> {
  const minutes = (member: Member) =>
    member.outOfHours.filter((each) => !isOld(each, now)).reduce((sum, each) => sum + each.minutes, 0);
  return new Map([...members].sort(byId).map((member) => [member.id, minutes(member)]));
}

/** The intents that record a meeting with what it cost each, and drop what does not count any more. */
export function recordMeeting(members: readonly Member[], held: Slot, now: Instant): TeamIntent[] {
  const meeting = printInstant(held.time.start);
  const intents = forgetMeeting(members, held.time.start);
  for (const [member, minutes] of held.outOfHours) intents.push({ intent: "AddOutOfHours", member, meeting, minutes });
  for (const { id, outOfHours } of members) {
    for (const each of outOfHours) {
      if (isOld(each, now)) intents.push({ intent: "RemoveOutOfHours", member: id, meeting: each.meeting });
    }
  }
  return intents;
}

/** The intents that take a meeting out again: it did not take place. */
export function forgetMeeting(members: readonly Member[], start: Instant): TeamIntent[] {
  const meeting = printInstant(start);
  return members
    .filter(({ outOfHours }) => outOfHours.some((each) => each.meeting === meeting))
    .map(({ id }) => ({ intent: "RemoveOutOfHours", member: id, meeting }));
}

function isOld({ meeting }: { readonly meeting: string }, now: Instant): boolean {
  return instantOf(meeting) < now - KEPT_MILLIS;
}
