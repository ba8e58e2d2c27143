/** What the pages of the rhythm have in common: their tabs, from when on, the stretch of the log. */
import { type ReactNode, useId } from "react";
import { Link, useLocation } from "wouter";
import type { Frontier } from "../../model/calendar/forms";
import { DAY_MILLIS, instantOf } from "../../model/calendar/time";
import type { Since } from "../../sync/past";
import { When } from "../common/people";
import { useFragmentQuery } from "../shell/location";
import styles from "./Rhythm.module.css";
import { RHYTHM } from "./strings";

const TABS = [
  ["/rhythm", RHYTHM.digest],
  ["/rhythm/week", RHYTHM.update],
  ["/rhythm/review", RHYTHM.review],
  ["/rhythm/slips", RHYTHM.slips],
  ["/rhythm/quarter", RHYTHM.pack],
] as const;

export function RhythmFrame({
  title,
  asking,
  children,
}: {
  readonly title: string;
  readonly asking?: ReactNode;
  readonly children: ReactNode;
}) {
  const [path] = useLocation();
  return (
    <>
      <nav aria-label={RHYTHM.pages}>
        <ul className={styles.tabs}>
          {TABS.map(([href, name]) => (
            <li key={href}>
              <Link href={href} aria-current={path === href ? "page" : undefined}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <header className="head">
        <h1>{title}</h1>
        <div className={styles.asking}>{asking}</div>
      </header>
      {children}
    </>
  );
}

const SPANS = [
  ["looked", RHYTHM.sinceLooked],
  ["1", RHYTHM.sinceDay],
  ["7", RHYTHM.sinceWeek],
  ["14", RHYTHM.sinceFortnight],
  ["30", RHYTHM.sinceMonth],
  ["91", RHYTHM.sinceQuarter],
  ["start", RHYTHM.sinceStart],
] as const;

/** From when on: kept in the address, so that it can be shared and comes back. */
export function useSince(usual: string): { since: Since; choice: ReactNode } {
  const [query, setQuery] = useFragmentQuery();
  const id = useId();
  const chosen = query.get("since") ?? usual;
  const choice = (
    <label htmlFor={id}>
      {RHYTHM.since}
      <select
        id={id}
        value={chosen}
        onChange={({ target }) => {
          query.set("since", target.value);
          setQuery(query);
        }}
      >
        {SPANS.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return { since: sinceOf(chosen), choice };
}

function sinceOf(chosen: string): Since {
  if (chosen === "looked") return { type: "Looked" };
  const days = Number(chosen);
  if (!Number.isInteger(days) || days < 1) return { type: "Position", position: 0 };
  // To the minute, so that a page that is drawn again asks the same.
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  return { type: "Time", millis: now - days * DAY_MILLIS };
}

/** `Mon 15 Feb 09:05 to Thu 18 Feb 23:40 (positions 2 to 7)`. */
export function Stretch({ from, to }: { readonly from: Frontier; readonly to: Frontier }) {
  return (
    <p className={styles.span}>
      {from.position > 0 ? <When at={instantOf(from.receivedAt)} /> : RHYTHM.sinceStart}
      {" – "}
      {to.position > 0 && <When at={instantOf(to.receivedAt)} />} (positions {from.position} to {to.position})
    </p>
  );
}

/** Until there is an answer. */
export function Reading({ failure }: { readonly failure: string | undefined }) {
  return failure === undefined ? (
    <p className="empty" role="status">
      {RHYTHM.reading}
    </p>
  ) : (
    <p role="alert">{failure}</p>
  );
}
