import { agendaMinutes } from "../../model/rhythm/agenda";
import { useAnswer } from "../common/answer";
import { useClock, When } from "../common/people";
import { useSession } from "../shell/session";
import { agendaText } from "./asText";
import { AgendaEntry, CardEntry, Section, TargetLink } from "./lines";
import styles from "./Rhythm.module.css";
import { Reading, RhythmFrame, Stretch, useSince } from "./RhythmFrame";
import { Share } from "./Share";
import { RHYTHM } from "./strings";

/** The agenda of the review: only what writing did not settle (RHY-12). */
export default function ReviewPage() {
  const { workspace } = useSession();
  const { since, choice } = useSince("14");
  const { value: agenda, failure } = useAnswer("Agenda", { workspace: workspace.id, since });
  const clock = useClock();
  return (
    <RhythmFrame
      title={RHYTHM.review}
      asking={
        <>
          {choice}
          {agenda !== undefined && <Share text={() => agendaText(agenda, clock)} />}
        </>
      }
    >
      {agenda === undefined ? (
        <Reading failure={failure} />
      ) : (
        <>
          <Stretch from={agenda.from} to={agenda.to} />
          {agenda.items.length === 0 ? (
            <section className={`${styles.section} ${styles.cancel}`} aria-label={RHYTHM.cancel}>
              <h2>{RHYTHM.cancel}</h2>
              <p>{RHYTHM.cancelWhy}</p>
            </section>
          ) : (
            <Section
              title={`${RHYTHM.settle}: ${agendaMinutes(agenda.items)} of ${agenda.minutesMax} minutes`}
              count={agenda.items.length}
            >
              {agenda.items.map((item) => (
                <AgendaEntry key={`${item.kind} ${item.target.title} ${item.text}`} item={item} />
              ))}
            </Section>
          )}
          {agenda.inWriting.length > 0 && (
            <p>
              {RHYTHM.inWriting}, {RHYTHM.until} <When at={agenda.until} />:
            </p>
          )}
          <Section title={RHYTHM.inWriting} count={agenda.inWriting.length}>
            {agenda.inWriting.map((item) => (
              <AgendaEntry key={`${item.kind} ${item.target.title} ${item.text}`} item={item} />
            ))}
          </Section>
          <Section title={RHYTHM.ownMeeting} count={agenda.meetings.length}>
            {agenda.meetings.map(({ kind, target, why }) => (
              <li key={`${kind} ${target.title}`} className={styles.line}>
                <TargetLink target={target} /> {why}
              </li>
            ))}
          </Section>
          <Section title={`${RHYTHM.before}: ${RHYTHM.moved.toLowerCase()}`} count={agenda.moved.length}>
            {agenda.moved.map((line) => (
              <CardEntry key={line.card.card} line={line} />
            ))}
          </Section>
          <Section title={`${RHYTHM.before}: ${RHYTHM.still.toLowerCase()}`} count={agenda.still.length}>
            {agenda.still.map((line) => (
              <CardEntry key={line.card.card} line={line} />
            ))}
          </Section>
        </>
      )}
    </RhythmFrame>
  );
}
