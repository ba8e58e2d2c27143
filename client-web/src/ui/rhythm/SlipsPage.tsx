import { useAnswer } from "../common/answer";
import { When } from "../common/people";
import { useSession } from "../shell/session";
import { TargetLink, WhyLine } from "./lines";
import styles from "./Rhythm.module.css";
import { Reading, RhythmFrame, Stretch, useSince } from "./RhythmFrame";
import { RHYTHM } from "./strings";

/** Every target date that moved, traced along the arrows to what caused it (RHY-14). */
export default function SlipsPage() {
  const { workspace } = useSession();
  const { since, choice } = useSince("30");
  const { value: ledger, failure } = useAnswer("Slips", { workspace: workspace.id, since });
  return (
    <RhythmFrame title={RHYTHM.slips} asking={choice}>
      {ledger === undefined ? (
        <Reading failure={failure} />
      ) : (
        <>
          <Stretch from={ledger.from} to={ledger.to} />
          {ledger.slips.length === 0 && <p className="empty">{RHYTHM.noSlips}</p>}
          <ul className={`${styles.list} ${styles.section}`}>
            {ledger.slips.map(({ card, owners, from, to, days, late, steps, trace, cause }) => (
              <li key={card.card} className={styles.line} data-pressing={late}>
                <TargetLink target={card} /> {from ?? "none"} → {to ?? "none"},{" "}
                {to === undefined ? RHYTHM.noDate : `${Math.abs(days)} ${days < 0 ? RHYTHM.earlier : RHYTHM.later}`}{" "}
                <span className={styles.soft}>{owners.map(({ name }) => name).join(", ")}</span>
                <ul className={styles.changes}>
                  {steps.map((step) => (
                    <li key={`${step.from ?? ""} ${step.to ?? ""} ${step.at ?? ""}`}>
                      {step.from ?? "none"} → {step.to ?? "none"}{" "}
                      <span className={styles.soft}>
                        ({step.by.name}
                        {step.at !== undefined && (
                          <>
                            , <When at={step.at} zone={step.by.zone} />
                          </>
                        )}
                        )
                      </span>
                    </li>
                  ))}
                </ul>
                {trace.length > 1 && (
                  <p className={styles.why}>
                    {RHYTHM.becauseOf}{" "}
                    {trace.slice(1).map((target, i) => (
                      <span key={target.card}>
                        {i > 0 && " ← "}
                        <TargetLink target={target} />
                      </span>
                    ))}
                  </p>
                )}
                <WhyLine why={cause} />
              </li>
            ))}
          </ul>
        </>
      )}
    </RhythmFrame>
  );
}
