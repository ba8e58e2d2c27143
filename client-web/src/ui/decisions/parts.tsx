/** Parts of a decision's page: people, objections, outcomes, and what was said. */
import { useState } from "react";
import type { CertificateFinding } from "../../sync/certifying";
import type { DecisionView } from "../../sync/decisionView";
import { useNames, When } from "../common/people";
import { save } from "../shell/save";
import { useNotices, useSession } from "../shell/session";
import { TargetButton } from "./ActButtons";
import styles from "./Decisions.module.css";
import { DECISIONS, saidWords, standingWords, stateWords } from "./strings";

interface Props {
  readonly view: DecisionView;
}

function useZone(): (member: string) => string | undefined {
  const { members } = useSession().workspace.team;
  return (member) => members.find(({ id }) => id === member)?.zone;
}

export function People({ view }: Props) {
  const name = useNames();
  const zone = useZone();
  const people = view.decision.round?.people ?? [];
  // Whoever is only told and does not have it yet says nothing here.
  const shown = people.filter(({ part, word }) => part !== "informed" || !["unreached", "away"].includes(word));
  return (
    <section className={styles.section} aria-label={DECISIONS.people}>
      <h2>{DECISIONS.people}</h2>
      <div className={styles.wide}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{DECISIONS.person}</th>
              <th scope="col">{DECISIONS.part}</th>
              <th scope="col">{DECISIONS.standing}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((standing) => (
              <tr key={standing.member}>
                <th scope="row">{name(standing.member)}</th>
                <td>{standing.part}</td>
                <td>
                  {standingWords(standing)}
                  {standing.acknowledgedAt !== undefined && (
                    <span className={styles.soft}>
                      , {DECISIONS.has} <When at={standing.acknowledgedAt} zone={zone(standing.member)} />
                    </span>
                  )}{" "}
                  {view.may.targets.excuse?.includes(standing.member) && (
                    <TargetButton view={view} act="excuse" target={standing.member} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function Objections({ view }: Props) {
  const name = useNames();
  const { targets } = view.may;
  const objections = view.decision.round?.objections ?? [];
  const { reopenings } = view.decision;
  if (objections.length === 0 && reopenings.length === 0) return null;
  return (
    <section className={styles.section} aria-label={DECISIONS.objections}>
      {objections.length > 0 && <h2>{DECISIONS.objections}</h2>}
      {objections.map(({ id, raiser, reason, status, note }) => (
        <div key={id} className={styles.objection} data-open={status === "open"}>
          <p>
            <strong>{name(raiser)}</strong> <span className={styles.soft}>({status})</span>
          </p>
          <p>“{reason}”</p>
          {note !== "" && <p className={styles.soft}>{note}</p>}
          {targets.resolve?.includes(id) && <TargetButton view={view} act="resolve" target={id} />}{" "}
          {targets.dismiss?.includes(id) && <TargetButton view={view} act="dismiss" target={id} />}
        </div>
      ))}
      {reopenings.length > 0 && <h2>{DECISIONS.reopenings}</h2>}
      {reopenings.map(({ id, by, reason, objection }) => (
        <div key={id} className={styles.objection}>
          <p>
            <strong>{name(by)}</strong> {objection && <span className={styles.soft}>({DECISIONS.late})</span>}
          </p>
          <p>“{reason}”</p>
          {targets.second?.includes(id) && <TargetButton view={view} act="second" target={id} />}
        </div>
      ))}
    </section>
  );
}

export function Outcomes({ view }: Props) {
  const name = useNames();
  const { outcomes } = view.decision;
  if (outcomes.length === 0) return null;
  return (
    <section className={styles.section} aria-label={DECISIONS.certificate}>
      <h2>{DECISIONS.certificate}</h2>
      {outcomes.map(({ round, state, certificate }) => {
        const record = view.recorded.find((each) => each.round === round);
        return (
          <div key={round}>
            <p>
              {DECISIONS.round} {round}: {stateWords(state, name)}, <When at={certificate.endedAt} />
            </p>
            <p className={styles.soft}>
              {record?.isTheSame
                ? DECISIONS.recorded
                : record?.isRecorded
                  ? DECISIONS.otherRecord
                  : DECISIONS.unrecorded}
            </p>
            {record !== undefined && <p className={styles.code}>{record.sha256}</p>}
            <SaveCertificate view={view} round={round} />
          </div>
        );
      })}
      <CheckCertificate />
    </section>
  );
}

function SaveCertificate({ view, round }: Props & { readonly round: number }) {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const { document, title } = view;
  const write = async () =>
    save(
      `${title}, round ${round}.json`,
      await engine.call("Certificate", { workspace: workspace.id, document, round }),
    );
  return (
    <button type="button" onClick={() => void write().catch(complain)}>
      {DECISIONS.saveCertificate}
    </button>
  );
}

/** Of a file that somebody has shown: the numbers are those of this log, or it says what is not. */
function CheckCertificate() {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const [finding, setFinding] = useState<CertificateFinding>();
  const check = async (file: File | undefined) => {
    if (file === undefined) return;
    setFinding(await engine.call("CheckCertificate", { workspace: workspace.id, text: await file.text() }));
  };
  return (
    <>
      <p>
        <label>
          {DECISIONS.checkCertificate}{" "}
          <input type="file" accept=".json" onChange={({ target }) => void check(target.files?.[0]).catch(complain)} />
        </label>
      </p>
      <div role="status">
        {finding !== undefined && finding.problems.length === 0 && (
          <p className={styles.code}>{DECISIONS.certificateHolds(finding.statements, finding.outcome)}</p>
        )}
        {finding !== undefined && finding.problems.length > 0 && (
          <>
            <p>{DECISIONS.certificateFails}</p>
            <ul>
              {finding.problems.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

export function Record({ view }: Props) {
  const name = useNames();
  const zone = useZone();
  return (
    <section className={styles.section} aria-label={DECISIONS.record}>
      <h2>{DECISIONS.record}</h2>
      <ol className={styles.said}>
        {view.said.map(({ id, author, act, receivedAt, ignored }) => (
          <li key={id}>
            <strong>{name(author)}</strong> {saidWords(act)}{" "}
            <span className={styles.soft}>
              <When at={receivedAt} zone={zone(author)} />
              {ignored !== undefined && `, ${DECISIONS.noEffect} ${ignored}`}
            </span>{" "}
            {view.may.targets.markmaterial?.includes(id) && <TargetButton view={view} act="markmaterial" target={id} />}
            {view.may.targets.pick?.includes(id) && <TargetButton view={view} act="pick" target={id} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
