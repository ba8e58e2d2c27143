import { useEffect } from "react";
import type { DocumentId } from "../../model/ids";
import type { DecisionView } from "../../sync/decisionView";
import { useNotices, useSession } from "../shell/session";

/** Once somebody looks at a proposal, be it in its document or on the page of its decision, their device says so (DEC-70). */
export function useShown(document: DocumentId, view: DecisionView | undefined): void {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const revision = view?.decision.round?.revision;
  const round = view?.decision.round?.number;
  useEffect(() => {
    if (revision === undefined || round === undefined) return;
    const shown = () => {
      if (globalThis.document.visibilityState !== "visible") return;
      engine.call("Shown", { workspace: workspace.id, document }).catch(complain);
    };
    shown();
    addEventListener("visibilitychange", shown);
    return () => removeEventListener("visibilitychange", shown);
  }, [engine, workspace.id, document, revision, round, complain]);
}
