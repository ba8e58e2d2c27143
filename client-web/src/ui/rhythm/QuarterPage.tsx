import { useId } from "react";
import { Link } from "wouter";
import { DAY_MILLIS, dayOf, instantOf } from "../../model/calendar/time";
import { isDate } from "../../model/values";
import type { Since } from "../../sync/past";
import { useAnswer } from "../common/answer";
import { useClock, When } from "../common/people";
import { useFragmentQuery } from "../shell/location";
import { toBoard, toDocument } from "../shell/routes";
import { useSession } from "../shell/session";
import { AgendaEntry, CardEntry, Section } from "./lines";
import styles from "./Rhythm.module.css";
import { Reading, RhythmFrame } from "./RhythmFrame";
import { RHYTHM } from "./strings";

/** Boards and documents as they were a week before the meeting, who has read them, and what is open (RHY-15). */
export default function QuarterPage() {
  const { workspace } = useSession();
  const [query, setQuery] = useFragmentQuery();
  const clock = useClock();
  const id = useId();
  const date = query.get("meeting") ?? "";
  const meeting = isDate(date) ? clock.reader.startOf(dayOf(date)) : undefined;
  const weekBefore = meeting === undefined ? undefined : meeting - 7 * DAY_MILLIS;
  const frozen: Since =
    weekBefore === undefined || weekBefore > Date.now()
      ? { type: "Position", position: Number.MAX_SAFE_INTEGER }
      : { type: "Time", millis: weekBefore };
  const { value: pack, failure } = useAnswer("Pack", {
    workspace: workspace.id,
    frozen,
    ...(meeting === undefined ? {} : { meeting }),
  });
  const choice = (
    <label htmlFor={id}>
      {RHYTHM.meeting}
      <input
        id={id}
        type="date"
        value={date}
        onChange={({ target }) => {
          query.set("meeting", target.value);
          setQuery(query);
        }}
      />
    </label>
  );
  return (
    <RhythmFrame title={RHYTHM.pack} asking={choice}>
      {pack === undefined ? (
        <Reading failure={failure} />
      ) : (
        <>
          <p className={styles.span}>
            {RHYTHM.frozen} {pack.frozen.position > 0 && <When at={instantOf(pack.frozen.receivedAt)} />} (position{" "}
            {pack.frozen.position}); {pack.changedSince} {RHYTHM.changedSince}
          </p>
          <Section title={RHYTHM.openItems} count={pack.open.length}>
            {pack.open.map((item) => (
              <AgendaEntry key={`${item.kind} ${item.target.title} ${item.text}`} item={item} />
            ))}
          </Section>
          {pack.open.length === 0 && <p className="empty">{RHYTHM.nothingOpen}</p>}
          <section className={styles.section} aria-label={RHYTHM.readers}>
            <h2>{RHYTHM.readers}</h2>
            <div className={styles.wide}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <td />
                    <th scope="col">{RHYTHM.reached}</th>
                    <th scope="col">{RHYTHM.read}</th>
                    <th scope="col">{RHYTHM.commented}</th>
                  </tr>
                </thead>
                <tbody>
                  {pack.readers.map(({ person, reached, read, commented }) => (
                    <tr key={person.member ?? person.name}>
                      <th scope="row">{person.name}</th>
                      <td>{reached ? RHYTHM.yes : RHYTHM.no}</td>
                      <td>{read ? RHYTHM.yes : RHYTHM.no}</td>
                      <td>{commented ? RHYTHM.yes : RHYTHM.no}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
          {pack.boards.map(({ board, title, groups }) => (
            <section key={board} className={styles.section} aria-label={title}>
              <h2>
                <Link href={toBoard(board)}>{title}</Link>
              </h2>
              {groups.map((group) => (
                <Section
                  key={`${group.title ?? ""} ${group.cards[0]?.card.card ?? ""}`}
                  title={group.title ?? RHYTHM.noGroup}
                  count={group.cards.length}
                  level={3}
                >
                  {group.cards.map((line) => (
                    <CardEntry key={line.card.card} line={line} />
                  ))}
                </Section>
              ))}
            </section>
          ))}
          {pack.documents.map(({ document, text }) => (
            <section key={document.document} className={styles.section} aria-label={document.title}>
              <h2>
                <Link href={toDocument(document.document)}>{document.title}</Link>
              </h2>
              <pre className={styles.text}>{text}</pre>
            </section>
          ))}
        </>
      )}
    </RhythmFrame>
  );
}
