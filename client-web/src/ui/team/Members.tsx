/** Members with their zones, working weeks and days off. */
import { type FormEvent, useEffect, useId, useState } from "react";
import { parseWeek, printWeek } from "../../model/calendar/weekText";
import { Zone } from "../../model/calendar/zone";
import { type MemberId, newId } from "../../model/ids";
import type { TeamIntent } from "../../model/intents";
import type { Member } from "../../model/team";
import type { Calendars } from "../../model/zones/slots";
import { cityOf } from "../../model/zones/worldClock";
import { useClock, useMe } from "../common/people";
import { useEdit, useNotices, useSession } from "../shell/session";
import { TEAM } from "./strings";
import styles from "./Team.module.css";

/** The moment, to the minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function Members({ calendars }: { readonly calendars: Calendars }) {
  const { workspace } = useSession();
  return (
    <section className={styles.section} aria-label={TEAM.team}>
      <ul className={styles.members}>
        {workspace.team.members.map((member) => (
          <MemberEntry key={member.id} member={member} calendars={calendars} />
        ))}
      </ul>
      {workspace.mayWrite && <AddMember />}
    </section>
  );
}

function MemberEntry({ member, calendars }: { readonly member: Member; readonly calendars: Calendars }) {
  const { mayWrite } = useSession().workspace;
  const me = useMe();
  const now = useNow();
  const clock = useClock();
  const [editing, setEditing] = useState(false);
  const calendar = calendars.get(member.id);
  const works = calendar?.worksAt(now) ?? false;
  return (
    <li className={styles.member}>
      <div className={styles.head}>
        <strong>
          <span className={styles.dot} data-works={works} />
          {member.name}
        </strong>
        {calendar === undefined ? (
          <span role="note">{TEAM.noZone}</span>
        ) : (
          <span>
            {TEAM.now} {clock.clock(now, calendar.zone)} in {cityOf(member.zone)},{" "}
            <span className={styles.soft}>{works ? TEAM.atWork : TEAM.offWork}</span>
          </span>
        )}
        {mayWrite && (
          <button type="button" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {editing ? TEAM.done : TEAM.edit}
            <span className="unseen"> {member.name}</span>
          </button>
        )}
      </div>
      <div className={styles.soft}>
        {member.week.length === 0 ? TEAM.usual : printWeek(member.week)}
        {member.daysOff.length > 0 && ` · ${TEAM.off} ${member.daysOff.join(", ")}`}
        {me?.id === member.id && " · you"}
      </div>
      {editing && <MemberForm member={member} />}
    </li>
  );
}

function MemberForm({ member }: { readonly member: Member }) {
  const edit = useEdit();
  const { complain } = useNotices();
  const [name, setName] = useState(member.name);
  const [zone, setZone] = useState(member.zone);
  const [hours, setHours] = useState(printWeek(member.week));
  const ids = { name: useId(), zone: useId(), hours: useId() };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const week = hours.trim() === "" ? [] : parseWeek(hours);
    if (week === undefined) return complain(new Error(TEAM.badHours));
    if (zone !== member.zone && Zone.of(zone) === undefined) return complain(new Error(TEAM.badZone));
    const intents: TeamIntent[] = [];
    if (name.trim() !== member.name) {
      intents.push({ intent: "SetTitle", entry: { member: member.id }, title: name.trim() });
    }
    if (zone !== member.zone) intents.push({ intent: "SetZone", member: member.id, zone });
    for (const each of member.week) {
      if (!week.includes(each)) intents.push({ intent: "RemoveHours", member: member.id, hours: each });
    }
    for (const each of week) {
      if (!member.week.includes(each)) intents.push({ intent: "AddHours", member: member.id, hours: each });
    }
    if (intents.length > 0) await edit({ kind: "team", intents });
  };
  return (
    <>
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <label htmlFor={ids.name}>
          {TEAM.name}
          <input id={ids.name} required maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <label htmlFor={ids.zone}>
          {TEAM.zone}
          <ZoneInput id={ids.zone} zone={zone} change={setZone} />
        </label>
        <label htmlFor={ids.hours} className={styles.long}>
          {TEAM.hours}
          <input
            id={ids.hours}
            value={hours}
            placeholder="Mon-Fri 09:00-17:00"
            onChange={({ target }) => setHours(target.value)}
          />
        </label>
        <button type="submit" className="main">
          {TEAM.save}
        </button>
      </form>
      <DaysOff member={member} />
    </>
  );
}

function ZoneInput({ id, zone, change }: { readonly id: string; readonly zone: string; change(zone: string): void }) {
  const zones = useId();
  return (
    <>
      <input id={id} list={zones} required value={zone} onChange={({ target }) => change(target.value)} />
      <datalist id={zones}>
        {Intl.supportedValuesOf("timeZone").map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}

/** Somebody who is planned with and is not in the workspace yet: cards, calendars and decisions can name them. */
function AddMember() {
  const edit = useEdit();
  const { complain, say } = useNotices();
  const clock = useClock();
  const [name, setName] = useState("");
  const [zone, setZone] = useState(clock.reader.name);
  const ids = { name: useId(), zone: useId() };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (Zone.of(zone) === undefined) return complain(new Error(TEAM.badZone));
    const member = newId<MemberId>((length) => crypto.getRandomValues(new Uint8Array(length)));
    const done = await edit({ kind: "team", intents: [{ intent: "AddMember", member, name: name.trim(), zone }] });
    if (done === false) return;
    setName("");
    say(TEAM.memberAdded);
  };
  return (
    <details className={styles.more}>
      <summary>{TEAM.addMember}</summary>
      <p className={styles.soft}>{TEAM.addMemberWhy}</p>
      <form className={styles.form} onSubmit={(event) => void add(event)}>
        <label htmlFor={ids.name}>
          {TEAM.name}
          <input id={ids.name} required maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <label htmlFor={ids.zone}>
          {TEAM.zone}
          <ZoneInput id={ids.zone} zone={zone} change={setZone} />
        </label>
        <button type="submit" className="main">
          {TEAM.add}
        </button>
      </form>
    </details>
  );
}

function DaysOff({ member }: { readonly member: Member }) {
  const edit = useEdit();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const ids = { from: useId(), to: useId() };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const days = to === "" || to === from ? from : `${from}..${to}`;
    const done = await edit({ kind: "team", intents: [{ intent: "AddDaysOff", member: member.id, days }] });
    if (done === false) return;
    setFrom("");
    setTo("");
  };
  const remove = (days: string) =>
    void edit({ kind: "team", intents: [{ intent: "RemoveDaysOff", member: member.id, days }] });
  return (
    <>
      <form
        className={styles.form}
        aria-label={`${TEAM.daysOff}: ${member.name}`}
        onSubmit={(event) => void add(event)}
      >
        <span>{TEAM.daysOff}</span>
        <label htmlFor={ids.from}>
          {TEAM.from}
          <input id={ids.from} type="date" required value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <label htmlFor={ids.to}>
          {TEAM.to}
          <input id={ids.to} type="date" min={from} value={to} onChange={({ target }) => setTo(target.value)} />
        </label>
        <button type="submit">{TEAM.add}</button>
      </form>
      <ul className={styles.days}>
        {member.daysOff.map((days) => (
          <li key={days}>
            {days}
            <button type="button" onClick={() => remove(days)}>
              {TEAM.remove}
              <span className="unseen"> {days}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
