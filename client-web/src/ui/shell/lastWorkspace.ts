/** The workspace that this browser showed last: where the app opens. */
import type { WorkspaceId } from "../../protocol/ids";

const KEY = "meridian.workspace";

export function lastWorkspace(): WorkspaceId | undefined {
  const kept = localStorage.getItem(KEY);
  return kept === null ? undefined : (kept as WorkspaceId);
}

export function rememberWorkspace(workspace: WorkspaceId): void {
  localStorage.setItem(KEY, workspace);
}

export function forgetLastWorkspace(): void {
  localStorage.removeItem(KEY);
}
