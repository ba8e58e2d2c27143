/** Fields that two people wrote at once: both values, both authors, and a pick (CONFLICT-1). */
import type { Card } from "../../../model/board";
import type { Candidate, Field } from "../../../model/values";
import type { BoardSession } from "../store/boardSession";
import { CANVAS, FIELD_NAMES } from "../strings";
import styles from "./Panel.module.css";

interface Props {
  readonly session: BoardSession;
  readonly card: Card;
}

export function Conflicts({ session, card }: Props) {
  const { conflicts } = card.meta;
  if (conflicts.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{CANVAS.conflicts}</h3>
      <p className={styles.soft}>{CANVAS.conflictsHow}</p>
      {conflicts.map(({ field, candidates }) => (
        <div key={field}>
          <strong>{FIELD_NAMES[field] ?? field}</strong>
          <ul className={styles.candidates}>
            {candidates.map((candidate) => (
              <CandidateRow
                key={`${candidate.author} ${candidate.value}`}
                session={session}
                card={card}
                field={field}
                candidate={candidate}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface RowProps extends Props {
  readonly field: Field;
  readonly candidate: Candidate;
}

function CandidateRow({ session, card, field, candidate }: RowProps) {
  const { value, author } = candidate;
  const pick = () => void session.pick(card.id, field, candidate);
  return (
    <li>
      <span>{readable(session, field, value)}</span>
      <span className={styles.by}>{session.faces.people.nameOf(author) ?? CANVAS.somebody}</span>
      {session.mayWrite && (
        <button type="button" className={styles.small} onClick={pick}>
          {CANVAS.pick}
        </button>
      )}
    </li>
  );
}

function readable(session: BoardSession, field: Field, value: string | undefined): string {
  if (value === undefined || value === "") return CANVAS.empty_;
  if (field === "status") return session.opened.get()?.team.statuses.find(({ id }) => id === value)?.name ?? value;
  if (field === "group") return session.titleOf({ group: value as never });
  return value;
}
