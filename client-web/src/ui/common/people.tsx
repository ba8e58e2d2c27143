/** Who reads, and moments on their clock with the author's alongside (ZONES-1). */
import { useMemo } from "react";
import { type Instant, printInstant } from "../../model/calendar/time";
import { Zone } from "../../model/calendar/zone";
import type { MemberId } from "../../model/ids";
import type { Member } from "../../model/team";
import { WorldClock } from "../../model/zones/worldClock";
import { useSession } from "../shell/session";

/** The member whose device this is; undefined while the team does not list it. */
export function useMe(): Member | undefined {
  const { workspace } = useSession();
  return workspace.team.members.find(({ devices }) => devices.includes(workspace.device));
}

/** The clock of the reader: of their zone in the team, else of this browser. */
export function useClock(): WorldClock {
  const zone = useMe()?.zone;
  return useMemo(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return new WorldClock(Zone.of(zone ?? here) ?? Zone.of(here) ?? Zone.utc(), Date.now());
  }, [zone]);
}

export function useNames(): (member: MemberId) => string {
  const { members } = useSession().workspace.team;
  return useMemo(() => {
    const names = new Map(members.map(({ id, name }) => [id, name]));
    return (member) => names.get(member) ?? `member ${member.slice(0, 8)}`;
  }, [members]);
}

/** `Thu 26 Nov 10:00 (04:00 in New York)`. */
export function When({ at, zone }: { readonly at: Instant; readonly zone?: string | undefined }) {
  const clock = useClock();
  const author = zone === undefined ? undefined : Zone.of(zone);
  return <time dateTime={printInstant(at)}>{author === undefined ? clock.show(at) : clock.showFrom(at, author)}</time>;
}
