/** Who last wrote each field of a card, and when: asked for when somebody opens it. */
import { useEffect, useState } from "react";
import type { CardId } from "../../../model/ids";
import type { Field } from "../../../model/values";
import type { FieldAct } from "../../../sync/whoWrote";
import type { BoardSession } from "../store/boardSession";
import { ago } from "../store/changes";
import { CANVAS, FIELD_NAMES } from "../strings";
import styles from "./Panel.module.css";

interface Props {
  readonly session: BoardSession;
  readonly id: CardId;
  /** Rises with every edit of the card: then it is asked again. */
  readonly edits: number;
}

export function Authors({ session, id, edits }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.authors} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{CANVAS.whoWrote}</summary>
      {open && <List session={session} id={id} edits={edits} />}
    </details>
  );
}

function List({ session, id, edits }: Props) {
  const [acts, setActs] = useState<readonly FieldAct[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the card was edited
  useEffect(() => {
    let gone = false;
    const { engine, workspace, board } = session;
    const subject = { kind: "card", id } as const;
    engine.call("FieldAuthors", { workspace, document: board, subject }).then(
      (found) => {
        if (!gone) setActs(found);
      },
      (failure: unknown) => session.complain(failure),
    );
    return () => {
      gone = true;
    };
  }, [session, id, edits]);
  return (
    <ul>
      {newestOfEach(acts).map(({ field, device, millis }) => (
        <li key={field}>
          <strong>{FIELD_NAMES[field as Field]}</strong>: {session.faces.people.nameOf(device) ?? CANVAS.somebody},{" "}
          {millis === undefined ? CANVAS.notSent : ago(millis)}
        </li>
      ))}
    </ul>
  );
}

/** Fields that a person knows; of a set the item that was written last. What is not sent yet is the newest. */
function newestOfEach(acts: readonly FieldAct[]): FieldAct[] {
  const newest = new Map<string, FieldAct>();
  const at = ({ millis }: FieldAct) => millis ?? Number.POSITIVE_INFINITY;
  for (const act of acts) {
    const known = newest.get(act.field);
    const isKnown = FIELD_NAMES[act.field as Field] !== undefined;
    if (isKnown && (known === undefined || at(act) > at(known))) newest.set(act.field, act);
  }
  return [...newest.values()].sort((a, b) => at(b) - at(a));
}
