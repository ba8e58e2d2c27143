/** Lines that the pages of the rhythm share. */
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AgendaItem } from "../../model/rhythm/agenda";
import type { CardLine, Change, OtherLine, Why } from "../../model/rhythm/change";
import type { DecisionLine } from "../../model/rhythm/digest";
import type { Person, Target } from "../../model/rhythm/names";
import type { Need } from "../../model/rhythm/needs";
import { When } from "../common/people";
import { toBoard, toCard, toDecision, toDocument } from "../shell/routes";
import styles from "./Rhythm.module.css";
import { changeWords, RHYTHM, whyWords } from "./strings";

export function Section({
  title,
  count,
  level = 2,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}) {
  if (count === 0) return null;
  const list = <ul className={styles.list}>{children}</ul>;
  const shown = <span className={styles.soft}>{count}</span>;
  // One of several with the same name is no landmark.
  return level === 2 ? (
    <section className={styles.section} aria-label={title}>
      <h2>
        {title} {shown}
      </h2>
      {list}
    </section>
  ) : (
    <div className={styles.section}>
      <h3>
        {title} {shown}
      </h3>
      {list}
    </div>
  );
}

export function TargetLink({ target }: { readonly target: Target }) {
  switch (target.type) {
    case "card":
      return (
        <Link className={styles.title} href={toCard(target.board, target.card)}>
          {target.title}
        </Link>
      );
    case "document":
      return (
        <Link className={styles.title} href={toDocument(target.document)}>
          {target.title}
        </Link>
      );
    case "board":
      return (
        <Link className={styles.title} href={toBoard(target.board)}>
          {target.title}
        </Link>
      );
    case "other":
      return <span className={styles.title}>{target.title}</span>;
  }
}

/** `(Kenji, Wed 17 Feb 02:05 (11:05 in Tokyo))`. */
function Signed({ by, at }: { readonly by: readonly Person[]; readonly at: number | undefined }) {
  if (by.length === 0 && at === undefined) return null;
  const last = by.at(-1);
  return (
    <span className={styles.soft}>
      {" ("}
      {by.map(({ name }) => name).join(", ")}
      {by.length > 0 && ", "}
      {at === undefined ? RHYTHM.unsentNow : <When at={at} zone={last?.zone} />})
    </span>
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  // Of what is new everything is: that it is says it all.
  const isNew = changes.some(({ what }) => what === "added");
  const shown = isNew ? changes.filter(({ what }) => what === "added" || what === "comments") : changes;
  if (shown.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {shown.map(({ what, from, to, by, at }) => (
        <li key={what}>
          {changeWords(what, from, to)}
          <Signed by={by} at={at} />
        </li>
      ))}
    </ul>
  );
}

export function WhyLine({ why }: { readonly why: Why | undefined }) {
  if (why === undefined) return null;
  const by = why.by === undefined ? [] : [why.by];
  return (
    <p className={why.source === "none" ? `${styles.why} ${styles.unsaid}` : styles.why}>
      {RHYTHM.why} {whyWords(why.source, why.text)}
      {why.by !== undefined && <Signed by={by} at={why.at} />}
    </p>
  );
}

export function CardEntry({ line, children }: { readonly line: CardLine; readonly children?: ReactNode }) {
  const facts = [line.status, line.owners.map(({ name }) => name).join(", ")].filter(Boolean);
  return (
    <li className={styles.line} data-category={line.category}>
      <TargetLink target={line.card} />{" "}
      <span className={styles.soft}>
        {facts.join(", ")}
        {line.targetDate !== undefined && `, ${RHYTHM.due} ${line.targetDate}`}
      </span>
      <Changes changes={line.changes} />
      <WhyLine why={line.why} />
      {children}
    </li>
  );
}

export function OtherEntry({ line }: { readonly line: OtherLine }) {
  return (
    <li className={styles.line}>
      <TargetLink target={line.target} />
      <Changes changes={line.changes} />
    </li>
  );
}

export function NeedEntry({ need }: { readonly need: Need }) {
  return (
    <li className={styles.line} data-pressing={need.kind !== "new"}>
      {need.kind === "decision" && need.target.type === "document" ? (
        <Link className={styles.title} href={toDecision(need.target.document)}>
          {need.target.title}
        </Link>
      ) : (
        <TargetLink target={need.target} />
      )}{" "}
      {need.by !== undefined && `${need.by.name}: `}
      {need.text}
      {need.until !== undefined && (
        <>
          {" "}
          {RHYTHM.until} <When at={need.until} />
        </>
      )}
    </li>
  );
}

export function DecisionEntry({ line }: { readonly line: DecisionLine }) {
  const { document, outcome, deadline, at, waitingFor } = line;
  return (
    <li className={styles.line}>
      <Link className={styles.title} href={toDecision(document.document)}>
        {document.title}
      </Link>{" "}
      {outcome}
      <span className={styles.soft}>
        {deadline !== undefined && (
          <>
            , {RHYTHM.until} <When at={deadline} />
          </>
        )}
        {deadline === undefined && at !== undefined && (
          <>
            , <When at={at} />
          </>
        )}
        {waitingFor.length > 0 && `, ${RHYTHM.waitsFor} ${waitingFor.map(({ name }) => name).join(", ")}`}
      </span>
    </li>
  );
}

export function AgendaEntry({ item }: { readonly item: AgendaItem }) {
  return (
    <li className={styles.line} data-pressing={item.kind === "objected" || item.kind === "cycle"}>
      <span className={styles.box}>{item.minutes} min</span>
      {item.target.type === "document" ? (
        <Link className={styles.title} href={toDecision(item.target.document)}>
          {item.target.title}
        </Link>
      ) : (
        <TargetLink target={item.target} />
      )}{" "}
      {item.text}
      {item.people.length > 0 && (
        <span className={styles.soft}> ({item.people.map(({ name }) => name).join(", ")})</span>
      )}
    </li>
  );
}
