import { isEmptyDigest } from "../../model/rhythm/digest";
import { useAnswer } from "../common/answer";
import { useClock, useMe } from "../common/people";
import { useNotices, useSession } from "../shell/session";
import { digestText } from "./asText";
import { CardEntry, DecisionEntry, NeedEntry, OtherEntry, Section } from "./lines";
import styles from "./Rhythm.module.css";
import { Reading, RhythmFrame, Stretch, useSince } from "./RhythmFrame";
import { Share } from "./Share";
import { digestSentence, RHYTHM } from "./strings";

/** What changed since this person last looked. Reading it marks nothing; a button does (RHY-7). */
export default function DigestPage() {
  const { engine, workspace } = useSession();
  const { say, complain } = useNotices();
  const me = useMe();
  const clock = useClock();
  const { since, choice } = useSince("looked");
  const { value: digest, failure, again } = useAnswer("Digest", { workspace: workspace.id, since });

  const mark = async (position: number) => {
    try {
      await engine.call("MarkLooked", { workspace: workspace.id, upTo: { type: "Position", position } });
      say(RHYTHM.looked);
      again();
    } catch (e) {
      complain(e);
    }
  };

  return (
    <RhythmFrame
      title={RHYTHM.digest}
      asking={
        <>
          {choice}
          <button type="button" onClick={again}>
            {RHYTHM.lookAgain}
          </button>
          {digest !== undefined && <Share text={() => digestText(digest, clock)} />}
          {digest !== undefined && me !== undefined && (
            <button type="button" className="main" onClick={() => void mark(digest.to.position)}>
              {RHYTHM.markLooked}
            </button>
          )}
        </>
      }
    >
      {digest === undefined ? (
        <Reading failure={failure} />
      ) : (
        <>
          <Stretch from={digest.from} to={digest.to} />
          <p className={styles.section}>
            {digestSentence(digest.moved.length, digest.still.length, digest.needs.length)}
            {digest.unsent > 0 && ` · ${RHYTHM.unsent}`}
          </p>
          {isEmptyDigest(digest) && <p className="empty">{RHYTHM.nothing}</p>}
          <Section title={RHYTHM.needsYou} count={digest.needs.length}>
            {digest.needs.map((need) => (
              <NeedEntry key={`${need.kind} ${need.target.title} ${need.text}`} need={need} />
            ))}
          </Section>
          <Section title={RHYTHM.closing} count={digest.closing.length}>
            {digest.closing.map((line) => (
              <DecisionEntry key={line.document.document} line={line} />
            ))}
          </Section>
          <Section title={RHYTHM.decided} count={digest.decided.length}>
            {digest.decided.map((line) => (
              <DecisionEntry key={line.document.document} line={line} />
            ))}
          </Section>
          {(["moved", "still", "edited", "rearranged"] as const).map((list) => (
            <Section key={list} title={RHYTHM[list]} count={digest[list].length}>
              {digest[list].map((line) => (
                <CardEntry key={line.card.card} line={line} />
              ))}
            </Section>
          ))}
          <Section title={RHYTHM.others} count={digest.others.length}>
            {digest.others.map((line) => (
              <OtherEntry key={JSON.stringify(line.target)} line={line} />
            ))}
          </Section>
        </>
      )}
    </RhythmFrame>
  );
}
