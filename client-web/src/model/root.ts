/** The two keys that every document has at its root. */
import { winningString, winningValue } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import { ROOT } from "./automerge/value";
import type { DocumentKind } from "./schema";

/** The document's schema number; 0 where it is not here, or of another kind. */
export function readSchema(replica: Replica, kind: DocumentKind): number {
  if (winningString(replica.tree.at(ROOT, "kind")) !== kind) return 0;
  const value = winningValue(replica.tree.at(ROOT, "schema"));
  return value?.type === "int" ? Number(value.value) : 0;
}
