/** What a document says of its decision: how that stands, or a button that begins one. */
import { Link, useLocation } from "wouter";
import type { DocumentId } from "../../model/ids";
import { useAnswer } from "../common/answer";
import { useNames, When } from "../common/people";
import { toDecision } from "../shell/routes";
import { useEdit, useSession } from "../shell/session";
import styles from "./Decisions.module.css";
import { DECISIONS, stateWords } from "./strings";
import { useShown } from "./useShown";

export function DecisionNote({ document, title }: { readonly document: DocumentId; readonly title: string }) {
  const { workspace } = useSession();
  const name = useNames();
  const edit = useEdit();
  const [, go] = useLocation();
  const { value: view } = useAnswer(
    "Decision",
    { workspace: workspace.id, document },
    (event) => event.type === "Decisions" || event.type === "Team",
  );
  useShown(document, view);
  if (view === undefined) return null;
  const { decision, draft } = view;
  const isAbout = decision.round !== undefined || Object.keys(draft).length > 0;
  if (!isAbout) {
    if (!workspace.mayWrite) return null;
    const propose = async () => {
      const intents = [{ intent: "SetDraft" as const, field: "question" as const, value: title }];
      if ((await edit({ kind: "document", document, intents })) !== false) go(toDecision(document));
    };
    return (
      <p className={styles.note}>
        <button type="button" className="quiet" onClick={() => void propose()}>
          {DECISIONS.proposeThis}
        </button>
      </p>
    );
  }
  return (
    <p className={styles.note}>
      <Link href={toDecision(document)}>{DECISIONS.decision}</Link>: {stateWords(decision.state, name)}
      {decision.round !== undefined && decision.state.state === "open" && (
        <>
          {", "}
          <When at={decision.round.due.at} />
        </>
      )}
    </p>
  );
}
