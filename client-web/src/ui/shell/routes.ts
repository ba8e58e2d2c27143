/** Addresses of the pages of a workspace, for links: `<Link href={toCard(board, card)}>` below a workspace's router. */
import type { BoardId, CardId, DocumentId } from "../../model/ids";
import type { WorkspaceId } from "../../protocol/ids";

export const toBoard = (board: BoardId) => `/board/${board}`;
export const toCard = (board: BoardId, card: CardId) => `/board/${board}/card/${card}`;
export const toDocument = (document: DocumentId) => `/document/${document}`;

export const toDecision = (document: DocumentId) => `/decision/${document}`;

/** From outside every workspace; `path` as one of the others gives it. */
export const inWorkspace = (workspace: WorkspaceId, path: string) => `/w/${workspace}${path}`;
