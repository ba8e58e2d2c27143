/** Hours side by side, when all are at work, and the slots that hurt least (ZONES-2 to ZONES-6). */
import { useId, useMemo, useState } from "react";
import { lengthOf } from "../../model/calendar/interval";
import { DAY_MILLIS, MINUTE_MILLIS, printDay } from "../../model/calendar/time";
import type { MemberId } from "../../model/ids";
import { handOvers } from "../../model/zones/handOver";
import { ledgerOf, recordMeeting } from "../../model/zones/ledger";
import { bestSlots, type Calendars, overlapOf, type Slot } from "../../model/zones/slots";
import { mondayAt, weekFrom } from "../../model/zones/weeks";
import { useClock, useNames } from "../common/people";
import { useEdit, useNotices, useSession } from "../shell/session";
import { useNow } from "./Members";
import { Strip } from "./Strip";
import { spanWords, TEAM } from "./strings";
import styles from "./Team.module.css";

const SLOTS = 5;

export function Meeting({ calendars }: { readonly calendars: Calendars }) {
  const [without, setWithout] = useState<ReadonlySet<MemberId>>(new Set());
  const [weeksAhead, setWeeksAhead] = useState(0);
  const [minutes, setMinutes] = useState(30);
  const [daysAhead, setDaysAhead] = useState(0);
  const name = useNames();
  const clock = useClock();
  const now = useNow();
  const ids = { week: useId(), minutes: useId() };
  const chosen: Calendars = useMemo(
    () => new Map([...calendars].filter(([member]) => !without.has(member))),
    [calendars, without],
  );
  if (calendars.size === 0) return null;
  const toggle = (member: MemberId) => {
    const next = new Set(without);
    if (!next.delete(member)) next.add(member);
    setWithout(next);
  };
  const monday = mondayAt(now, clock.reader) + 7 * weeksAhead;
  return (
    <>
      <section className={styles.section} aria-label={TEAM.strip}>
        <h2>{TEAM.strip}</h2>
        <div className={styles.asking}>
          <button type="button" onClick={() => setDaysAhead(daysAhead - 1)}>
            {TEAM.before}
          </button>
          <button type="button" disabled={daysAhead === 0} onClick={() => setDaysAhead(0)}>
            {TEAM.today}
          </button>
          <button type="button" onClick={() => setDaysAhead(daysAhead + 1)}>
            {TEAM.next}
          </button>
        </div>
        <Strip calendars={chosen} day={clock.reader.dayAt(now) + daysAhead} now={now} />
      </section>
      <section className={styles.section} aria-label={TEAM.slots}>
        <h2>{TEAM.slots}</h2>
        <div className={styles.asking}>
          <fieldset>
            <legend>{TEAM.who}</legend>
            {[...calendars.keys()].map((member) => (
              <label key={member} className={styles.tick}>
                <input type="checkbox" checked={!without.has(member)} onChange={() => toggle(member)} />
                {name(member)}
              </label>
            ))}
          </fieldset>
          <label htmlFor={ids.week}>
            {TEAM.week}
            <select id={ids.week} value={weeksAhead} onChange={({ target }) => setWeeksAhead(Number(target.value))}>
              {[0, 1, 2, 3, 4].map((ahead) => (
                <option key={ahead} value={ahead}>
                  {printDay(mondayAt(now, clock.reader) + 7 * ahead)}
                </option>
              ))}
            </select>
          </label>
          <label htmlFor={ids.minutes}>
            {TEAM.minutes}
            <select id={ids.minutes} value={minutes} onChange={({ target }) => setMinutes(Number(target.value))}>
              {[15, 30, 45, 60, 90, 120].map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        </div>
        {chosen.size > 0 && <Slots calendars={chosen} monday={monday} minutes={minutes} />}
      </section>
      <HandOvers calendars={chosen} now={now} />
    </>
  );
}

interface SlotsProps {
  readonly calendars: Calendars;
  readonly monday: number;
  readonly minutes: number;
}

function Slots({ calendars, monday, minutes }: SlotsProps) {
  const { members } = useSession().workspace.team;
  const clock = useClock();
  const name = useNames();
  const found = useMemo(() => {
    const week = weekFrom(monday, clock.reader);
    // What is over can be met in no more.
    const stretch = { start: Math.min(Math.max(week.start, Date.now()), week.end - 1), end: week.end };
    const paid = ledgerOf(members, Date.now());
    return {
      overlap: overlapOf(calendars.values(), stretch),
      best: bestSlots(calendars, paid, stretch, minutes, SLOTS),
      paid: [...paid].filter(([, each]) => each > 0),
    };
  }, [calendars, clock, members, monday, minutes]);
  return (
    <>
      <p>
        {found.overlap.length === 0
          ? TEAM.noHour
          : `${TEAM.all}: ${spanWords(lengthOf(found.overlap))} (${found.overlap.map((each) => clock.showStretch(each)).join("; ")})`}
      </p>
      <ul className={styles.slots}>
        {found.best.map((slot) => (
          <SlotEntry key={slot.time.start} slot={slot} calendars={calendars} />
        ))}
      </ul>
      {found.paid.length > 0 && (
        <p className={styles.soft}>
          {TEAM.paid}: {found.paid.map(([member, each]) => `${name(member)} ${each} min`).join(", ")}
        </p>
      )}
    </>
  );
}

function SlotEntry({ slot, calendars }: { readonly slot: Slot; readonly calendars: Calendars }) {
  const { members } = useSession().workspace.team;
  const { mayWrite } = useSession().workspace;
  const clock = useClock();
  const name = useNames();
  const edit = useEdit();
  const { say } = useNotices();
  const { time, outOfHours, atNight } = slot;
  const pays = [...outOfHours].map(
    ([member, minutes]) =>
      `${name(member)} ${TEAM.pays} ${minutes} min${atNight.includes(member) ? ` ${TEAM.atNight}` : ""}`,
  );
  const held = async () => {
    const intents = recordMeeting(members, slot, Date.now());
    if (intents.length === 0 || (await edit({ kind: "team", intents })) !== false) say(TEAM.heldSaid);
  };
  return (
    <li className={styles.slot} data-free={outOfHours.size === 0}>
      {mayWrite && outOfHours.size > 0 && (
        <button type="button" onClick={() => void held()}>
          {TEAM.held}
        </button>
      )}
      <strong>{clock.showStretch(time)}</strong> {pays.length === 0 ? TEAM.free : pays.join(", ")}
      <div className={styles.soft}>
        {[...calendars].map(([member, { zone }]) => `${name(member)} ${clock.clock(time.start, zone)}`).join(" · ")}
      </div>
    </li>
  );
}

function HandOvers({ calendars, now }: { readonly calendars: Calendars; readonly now: number }) {
  const clock = useClock();
  const name = useNames();
  const passes = useMemo(
    () => handOvers(calendars, Math.floor(now / (15 * MINUTE_MILLIS)) * 15 * MINUTE_MILLIS),
    [calendars, now],
  );
  if (passes.length === 0) return null;
  return (
    <section className={styles.section} aria-label={TEAM.handOver}>
      <h2>{TEAM.handOver}</h2>
      <ul className={styles.plain}>
        {passes.map(({ from, to, shared, gap }) => (
          <li key={`${from} ${to} ${gap?.start ?? shared[0]?.start ?? 0}`}>
            {name(from)} → {name(to)}:{" "}
            {shared.length > 0
              ? `${TEAM.together} ${shared.map((each) => clock.showStretch(each)).join(", ")}`
              : gap === undefined
                ? TEAM.meet
                : `${TEAM.gap} ${gap.end - gap.start > 2 * DAY_MILLIS ? `${Math.round((gap.end - gap.start) / DAY_MILLIS)} days` : spanWords(gap.end - gap.start)}, ${clock.show(gap.start)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
