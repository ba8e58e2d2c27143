import { type FormEvent, useId, useState } from "react";
import type { CardLine } from "../../model/rhythm/change";
import { personKey } from "../../model/rhythm/names";
import { useAnswer } from "../common/answer";
import { useClock, useMe, When } from "../common/people";
import { useFragmentQuery } from "../shell/location";
import { useEdit, useSession } from "../shell/session";
import { weekText } from "./asText";
import { CardEntry, Section } from "./lines";
import styles from "./Rhythm.module.css";
import { Reading, RhythmFrame, Stretch } from "./RhythmFrame";
import { Share } from "./Share";
import { RHYTHM } from "./strings";

/** The week by owner; this person adds a line of why to their cards (RHY-10). */
export default function WeekPage() {
  const { workspace } = useSession();
  const [query, setQuery] = useFragmentQuery();
  const me = useMe();
  const clock = useClock();
  const id = useId();
  const weeksAgo = Math.max(0, Number(query.get("ago") ?? 0) || 0);
  const { value: update, failure, again } = useAnswer("WeeklyUpdate", { workspace: workspace.id, weeksAgo });
  const choice = (
    <label htmlFor={id}>
      {RHYTHM.week}
      <select
        id={id}
        value={weeksAgo}
        onChange={({ target }) => {
          query.set("ago", target.value);
          setQuery(query);
        }}
      >
        {[0, 1, 2, 3, 4, 5, 6, 7, 8].map((ago) => (
          <option key={ago} value={ago}>
            {ago === 0 ? RHYTHM.thisWeek : ago === 1 ? RHYTHM.lastWeek : `${ago} weeks ago`}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <RhythmFrame
      title={update === undefined ? RHYTHM.update : `${RHYTHM.week} ${update.week}`}
      asking={
        <>
          {choice}
          {update !== undefined && <Share text={() => weekText(update, clock)} />}
        </>
      }
    >
      {update === undefined ? (
        <Reading failure={failure} />
      ) : (
        <>
          <Stretch from={update.from} to={update.to} />
          {update.owners.length === 0 && update.ownerless.length === 0 && <p className="empty">{RHYTHM.quietWeek}</p>}
          {update.owners.map(({ owner, moved, still, blocked }) => {
            const mine = me !== undefined && owner.member === me.id && weeksAgo === 0;
            const entry = (line: CardLine) => (
              <CardEntry key={line.card.card} line={line}>
                {mine && <WhyForm line={line} week={update.week} said={again} />}
              </CardEntry>
            );
            return (
              <div key={personKey(owner)}>
                <h2>{owner.name}</h2>
                <Section title={RHYTHM.blocked} count={blocked.length} level={3}>
                  {blocked.map(entry)}
                </Section>
                <Section title={RHYTHM.still} count={still.length} level={3}>
                  {still.map(entry)}
                </Section>
                <Section title={RHYTHM.moved} count={moved.length} level={3}>
                  {moved.map(entry)}
                </Section>
              </div>
            );
          })}
          <Section title={RHYTHM.ownerless} count={update.ownerless.length}>
            {update.ownerless.map((line) => (
              <CardEntry key={line.card.card} line={line} />
            ))}
          </Section>
          <Section title={RHYTHM.nudges} count={update.nudges.length}>
            {update.nudges.map(({ owner, cards, at }) => (
              <li key={personKey(owner)} className={styles.line}>
                <strong>{owner.name}</strong> {cards.map(({ title }) => title).join(", ")}
                {at !== undefined && (
                  <span className={styles.soft}>
                    , <When at={at} zone={owner.zone} />
                  </span>
                )}
              </li>
            ))}
          </Section>
        </>
      )}
    </RhythmFrame>
  );
}

/** One line in the reader's words; an empty one takes it back (SCHEMA-41). */
function WhyForm({ line, week, said }: { readonly line: CardLine; readonly week: string; readonly said: () => void }) {
  const edit = useEdit();
  const me = useMe();
  const own = line.why?.source === "update" && line.why.by?.member === me?.id ? line.why.text : "";
  const [text, setText] = useState(own);
  if (me === undefined) return null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { board, card } = line.card;
    const words = text.trim();
    const why = { intent: "SetWhy" as const, card, week, member: me.id };
    const intent = words === "" ? why : { ...why, text: words };
    if ((await edit({ kind: "board", document: board, intents: [intent] })) !== false) said();
  };
  return (
    <form className={styles.say} onSubmit={(event) => void send(event)}>
      <input
        aria-label={`${RHYTHM.yourLine}: ${line.card.title}`}
        placeholder={RHYTHM.yourLine}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit">{RHYTHM.say}</button>
    </form>
  );
}
