import { useMemo } from "react";
import { Link } from "wouter";
import { WorkCalendar } from "../../model/calendar/workCalendar";
import type { MemberId } from "../../model/ids";
import { ACCESS } from "../access/strings";
import { useSession } from "../shell/session";
import { Cycles } from "./Cycles";
import { Meeting } from "./Meeting";
import { Members } from "./Members";
import { TEAM } from "./strings";

/** Who is in the team, when they work, when they can meet, and the team's rhythm. Everything is computed here, from the team's document. */
export default function TeamPage() {
  const { members } = useSession().workspace.team;
  // Who has no zone that is known is named and left out: nothing is guessed (CAL-4).
  const calendars = useMemo(() => {
    const known = new Map<MemberId, WorkCalendar>();
    for (const member of members) {
      const calendar = WorkCalendar.of(member);
      if (calendar !== undefined) known.set(member.id, calendar);
    }
    return known;
  }, [members]);
  return (
    <>
      <header className="head">
        <h1>{TEAM.team}</h1>
        <Link href="/access">{ACCESS.manage}</Link>
      </header>
      <Members calendars={calendars} />
      <Meeting calendars={calendars} />
      <Cycles />
    </>
  );
}
