import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import { type DocumentId, newId } from "../../model/ids";
import type { DecisionRow } from "../../sync/decisionView";
import { useAnswer } from "../common/answer";
import { useNames, When } from "../common/people";
import { PlusIcon } from "../shell/icons";
import { toDecision } from "../shell/routes";
import { useEdit, useSession } from "../shell/session";
import styles from "./Decisions.module.css";
import { DECISIONS, standingWords, stateWords } from "./strings";

/** Every decision: what waits for this person, what runs, what is being drafted, what is over. */
export default function DecisionsPage() {
  const { workspace } = useSession();
  const { value: rows, failure } = useAnswer(
    "Decisions",
    { workspace: workspace.id },
    (event) => event.type === "Decisions" || event.type === "Team",
  );
  const [mine, others] = split(rows ?? [], ({ waitsForMe }) => waitsForMe);
  const [running, rest] = split(others, ({ state }) => RUNNING.includes(state.state));
  const [drafts, over] = split(rest, ({ state }) => state.state === "draft");
  return (
    <>
      <header className="head">
        <h1>{DECISIONS.decisions}</h1>
      </header>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {rows?.length === 0 && <p className="empty">{DECISIONS.none}</p>}
      <Rows title={DECISIONS.waitsForYou} rows={mine} />
      <Rows title={DECISIONS.running} rows={running} />
      <Rows title={DECISIONS.drafts} rows={drafts} />
      <Rows title={DECISIONS.over} rows={over} />
      {workspace.mayWrite && <NewDecision />}
    </>
  );
}

const RUNNING: readonly string[] = ["open", "objected", "forked", "provisional"];

function split<T>(all: readonly T[], which: (each: T) => boolean): [T[], T[]] {
  return [all.filter(which), all.filter((each) => !which(each))];
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly DecisionRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className={styles.soft}>{rows.length}</span>
      </h2>
      <ul className={styles.list}>
        {rows.map((row) => (
          <Row key={row.document} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { readonly row: DecisionRow }) {
  const name = useNames();
  const { document, title, question, state, due, mine, waits, flags } = row;
  return (
    <li>
      <Link className={styles.row} href={toDecision(document)} data-state={state.state}>
        <strong>{question}</strong>
        <span className={styles.soft}>{title === question ? "" : `${title} · `}</span>
        {stateWords(state, name)}
        {due !== undefined && RUNNING.includes(state.state) && (
          <span className={styles.soft}>
            {", "}
            <When at={state.state === "provisional" ? state.finalAt : due.at} />
          </span>
        )}
        {mine !== undefined && RUNNING.includes(state.state) && (
          <span className={styles.soft}>
            {" · you: "}
            {standingWords({ ...NOBODY, word: mine })}
          </span>
        )}
        {waits.some((wait) => wait.for === "sync") && <span className={styles.waiting}>{DECISIONS.waiting}</span>}
        {flags.includes("review_due") && <span className={styles.waiting}>{DECISIONS.reviewDue}</span>}
      </Link>
    </li>
  );
}

const NOBODY = {
  member: "" as never,
  part: "required" as const,
  position: undefined,
  acknowledgedAt: undefined,
  option: undefined,
};

/** A document with a draft, at once. */
function NewDecision() {
  const [title, setTitle] = useState("");
  const edit = useEdit();
  const [, go] = useLocation();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const document = newId<DocumentId>((length) => crypto.getRandomValues(new Uint8Array(length)));
    const done = await edit(
      { kind: "team", intents: [{ intent: "AddDocument", document, title: title.trim() }] },
      {
        kind: "document",
        document,
        intents: [
          { intent: "Create" },
          { intent: "SetDraft", field: "question", value: title.trim() },
          { intent: "SetDraft", field: "preset", value: "lazy-consensus" },
        ],
      },
    );
    if (done !== false) go(toDecision(document));
  };
  return (
    <form className={styles.buttons} onSubmit={(event) => void add(event)}>
      <input
        aria-label={DECISIONS.question}
        placeholder={DECISIONS.question}
        required
        maxLength={1_000}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <button type="submit">
        <PlusIcon />
        {DECISIONS.propose}
      </button>
    </form>
  );
}
