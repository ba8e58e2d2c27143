import { Link } from "wouter";
import type { DocumentId } from "../../model/ids";
import type { DecisionView } from "../../sync/decisionView";
import { useAnswer } from "../common/answer";
import { useClock, useNames, When } from "../common/people";
import type { PageProps } from "../pages";
import { toDecision, toDocument } from "../shell/routes";
import { useSession } from "../shell/session";
import { ActButtons } from "./ActButtons";
import styles from "./Decisions.module.css";
import { DraftForm } from "./DraftForm";
import { Objections, Outcomes, People, Record } from "./parts";
import { actWords, DECISIONS, ruleWords, stateWords, waitWords } from "./strings";
import { useShown } from "./useShown";

/** One decision: who is reached, who has spoken, whose calendar sets the deadline, and what this person may do now. */
export default function DecisionPage({ params }: PageProps) {
  const { workspace } = useSession();
  const document = (params.document ?? "") as DocumentId;
  const { value: view, failure } = useAnswer(
    "Decision",
    { workspace: workspace.id, document },
    (event) =>
      event.type === "Decisions" ||
      event.type === "Team" ||
      (event.type === "Sync" && event.workspace === workspace.id) ||
      (event.type === "Text" && event.document === document),
  );
  useShown(document, view);
  if (view === undefined) return <p className="empty">{failure ?? ""}</p>;
  const { decision, draft, title } = view;
  return (
    <>
      <header className="head">
        <h1>{decision.round?.terms.question ?? draft.question ?? title}</h1>
        <Link href={toDocument(document)}>
          {DECISIONS.document}: {title}
        </Link>
      </header>
      <State view={view} />
      {decision.round === undefined ? (
        <DraftForm key={document} view={view} />
      ) : (
        <>
          <ActButtons view={view} />
          <Terms view={view} />
          <Objections view={view} />
          <People view={view} />
          <Outcomes view={view} />
          <Record view={view} />
        </>
      )}
    </>
  );
}

function State({ view }: { readonly view: DecisionView }) {
  const name = useNames();
  const { decision, unsent, isEditedSince } = view;
  const { state, waits, flags, standing, round } = decision;
  const earlier = standing !== undefined && standing.round !== round?.number ? standing.state : undefined;
  return (
    <section className={styles.state} data-state={state.state} aria-label={DECISIONS.state} aria-live="polite">
      <strong>{stateWords(state, name)}</strong>{" "}
      {waits.some((wait) => wait.for === "sync") && <span className={styles.waiting}>{DECISIONS.waiting}</span>}
      {state.state === "provisional" && (
        <p>
          {DECISIONS.until} <When at={state.finalAt} />
        </p>
      )}
      {state.state === "accepted" && (
        <p>
          <When at={state.finalAt} />
        </p>
      )}
      {state.state === "superseded" && (
        <p>
          <Link href={toDecision(state.successor)}>{DECISIONS.decisions}</Link>
        </p>
      )}
      {waits
        .filter((wait) => wait.for !== "objections" && wait.for !== "pick")
        .map((wait) => (
          <p key={wait.for}>{waitWords(wait, name)}</p>
        ))}
      {earlier !== undefined && (
        <p>
          {DECISIONS.meanwhile} {stateWords(earlier, name)}
        </p>
      )}
      {flags.includes("review_due") && <p>{DECISIONS.reviewDue}</p>}
      {flags.includes("clock_ahead") && <p>{DECISIONS.clockAhead}</p>}
      {isEditedSince && !["accepted", "rejected", "withdrawn", "superseded"].includes(state.state) && (
        <p>{DECISIONS.edited}</p>
      )}
      {unsent.length > 0 && (
        <p>
          {DECISIONS.unsent} {unsent.map(actWords).join(", ")}
        </p>
      )}
    </section>
  );
}

function Terms({ view }: { readonly view: DecisionView }) {
  const name = useNames();
  const clock = useClock();
  const { members, documents } = useSession().workspace.team;
  const { round } = view.decision;
  if (round === undefined) return null;
  const { terms, due, hardStop, extensions, policy } = round;
  const zone = members.find(({ id }) => id === due.setBy)?.zone;
  return (
    <section className={styles.section} aria-label={DECISIONS.draft}>
      <dl className={styles.facts}>
        <dt>{DECISIONS.recommended}</dt>
        <dd>
          <strong>{terms.recommendation}</strong>
          {terms.options.length > 0 && <span className={styles.soft}> (of: {terms.options.join(", ")})</span>}
        </dd>
        <dt>{DECISIONS.preset}</dt>
        <dd>{ruleWords(policy)}</dd>
        <dt>{DECISIONS.deadlineIs}</dt>
        <dd>
          <When at={due.at} zone={zone} />
          {due.setBy !== undefined && `, ${DECISIONS.setBy} ${name(due.setBy)}`}
          {extensions > 0 && `, ${DECISIONS.putOff} ${extensions === 1 ? "once" : "twice"}`}
        </dd>
        {terms.deadline.version === "" && <dd className={styles.soft}>{DECISIONS.zonesUnknown}</dd>}
        <dt>{DECISIONS.hardStop}</dt>
        <dd>{clock.show(hardStop)}</dd>
        {terms.supersedes.length > 0 && (
          <>
            <dt>{DECISIONS.replaces}</dt>
            <dd>
              {terms.supersedes.map((each) => (
                <Link key={each} href={toDecision(each)}>
                  {documents.find(({ id }) => id === each)?.title ?? each}{" "}
                </Link>
              ))}
            </dd>
          </>
        )}
        <dt>{DECISIONS.round}</dt>
        <dd>
          {round.number}, {DECISIONS.revision} {round.revisionNumber}, {DECISIONS.proposedBy}{" "}
          {round.proposers.map(name).join(", ")}, {DECISIONS.decidedBy} {name(terms.decider)}
        </dd>
      </dl>
    </section>
  );
}
