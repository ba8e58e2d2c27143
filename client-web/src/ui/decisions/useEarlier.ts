/** Decisions that another may take the place of. */
import type { DocumentId } from "../../model/ids";
import type { DecisionRow } from "../../sync/decisionView";
import { useAnswer } from "../common/answer";
import { useSession } from "../shell/session";

/** All that hold now, but this one. */
export function useEarlier(document: DocumentId): readonly DecisionRow[] {
  const { workspace } = useSession();
  const { value } = useAnswer("Decisions", { workspace: workspace.id }, (event) => event.type === "Decisions");
  return (value ?? []).filter((each) => each.document !== document && each.state.state === "accepted");
}
