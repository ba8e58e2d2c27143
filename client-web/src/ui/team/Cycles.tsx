/** When the weekly update is due, and when review and planning are (RHYTHM-1). */
import { type FormEvent, useId, useState } from "react";
import { printTeamCycle, type TeamCycle } from "../../model/calendar/forms";
import { occurrencesOf } from "../../model/calendar/occurrences";
import { printDay } from "../../model/calendar/time";
import { CYCLE_KINDS, type CycleKind } from "../../model/schema";
import { useClock } from "../common/people";
import { useEdit, useSession } from "../shell/session";
import { CYCLE_WORDS, periodWords, TEAM } from "./strings";
import styles from "./Team.module.css";

const USUAL: Readonly<Record<CycleKind, { readonly every: string; readonly minutes: number; readonly at: string }>> = {
  update: { every: "1w", minutes: 0, at: "16:00" },
  review: { every: "2w", minutes: 30, at: "10:00" },
  planning: { every: "3m", minutes: 90, at: "10:00" },
};
const SHOWN = 3;

export function Cycles() {
  const { cycles } = useSession().workspace.team;
  return (
    <section className={styles.section} aria-label={TEAM.cycles}>
      <h2>{TEAM.cycles}</h2>
      <ul className={styles.members}>
        {CYCLE_KINDS.map((kind) => (
          <CycleEntry key={kind} kind={kind} cycle={cycles[kind]} />
        ))}
      </ul>
    </section>
  );
}

function CycleEntry({ kind, cycle }: { readonly kind: CycleKind; readonly cycle: TeamCycle | undefined }) {
  const { mayWrite } = useSession().workspace;
  const clock = useClock();
  const [editing, setEditing] = useState(false);
  const next = cycle === undefined ? [] : (occurrencesOf(cycle)?.next(Date.now(), SHOWN) ?? []);
  return (
    <li className={styles.member}>
      <div className={styles.head}>
        <strong>{CYCLE_WORDS[kind]}</strong>
        <span>{cycle === undefined ? TEAM.notSet : `${periodWords(cycle.every)}, ${cycle.at} in ${cycle.zone}`}</span>
        {mayWrite && (
          <button type="button" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {editing ? TEAM.done : TEAM.edit}
            <span className="unseen"> {CYCLE_WORDS[kind]}</span>
          </button>
        )}
      </div>
      {next.length > 0 && (
        <div className={styles.soft}>
          {TEAM.moreOf} {next.map(({ start }) => clock.show(start)).join(" · ")}
        </div>
      )}
      {editing && <CycleForm kind={kind} cycle={cycle} done={() => setEditing(false)} />}
    </li>
  );
}

interface FormProps {
  readonly kind: CycleKind;
  readonly cycle: TeamCycle | undefined;
  readonly done: () => void;
}

function CycleForm({ kind, cycle, done }: FormProps) {
  const edit = useEdit();
  const clock = useClock();
  const usual = USUAL[kind];
  const [every, setEvery] = useState(cycle?.every ?? usual.every);
  const [anchor, setAnchor] = useState(cycle?.anchor ?? printDay(clock.reader.dayAt(Date.now())));
  const [at, setAt] = useState(cycle?.at ?? usual.at);
  const [minutes, setMinutes] = useState(String(cycle?.minutes ?? usual.minutes));
  const ids = { every: useId(), anchor: useId(), at: useId(), minutes: useId() };
  const set = async (text: string | undefined) => {
    const intent = { intent: "SetCycle" as const, kind };
    const intents = [text === undefined ? intent : { ...intent, cycle: text }];
    if ((await edit({ kind: "team", intents })) !== false) done();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const zone = cycle?.zone ?? clock.reader.name;
    void set(printTeamCycle({ every, anchor, at, minutes: Number(minutes), zone }));
  };
  return (
    <form className={styles.form} onSubmit={save}>
      <label htmlFor={ids.every}>
        {TEAM.every}
        <select id={ids.every} value={every} onChange={({ target }) => setEvery(target.value)}>
          {[...new Set([every, "1w", "2w", "3w", "4w", "1m", "2m", "3m", "6m"])].map((each) => (
            <option key={each} value={each}>
              {periodWords(each).replace("every ", "")}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={ids.anchor}>
        {TEAM.first}
        <input id={ids.anchor} type="date" required value={anchor} onChange={({ target }) => setAnchor(target.value)} />
      </label>
      <label htmlFor={ids.at}>
        {TEAM.at}
        <input id={ids.at} type="time" required value={at} onChange={({ target }) => setAt(target.value)} />
      </label>
      <label htmlFor={ids.minutes}>
        {TEAM.takes}
        <input
          id={ids.minutes}
          type="number"
          min={0}
          max={1_440}
          required
          value={minutes}
          onChange={({ target }) => setMinutes(target.value)}
        />
      </label>
      <button type="submit" className="main">
        {TEAM.save}
      </button>
      {cycle !== undefined && (
        <button type="button" onClick={() => void set(undefined)}>
          {TEAM.never}
        </button>
      )}
    </form>
  );
}
