/** A workspace as one JSON document (JSON-5), everything that is in the trash included. */
import { BoardDocument } from "../model/board";
import type { JsonObject } from "../model/json";
import { TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import { boardJson, documentJson, printWorkspace, teamJson } from "../model/workspaceJson";
import type { DocumentId } from "../protocol/ids";
import type { Library } from "./library";

export async function exportOf(library: Library, all: readonly DocumentId[]): Promise<string> {
  const boards: [string, JsonObject][] = [];
  const documents: [string, JsonObject][] = [];
  const heads = new Map<string, readonly string[]>();
  let team: TeamDocument | undefined;
  for (const document of all) {
    const { plan } = await library.slot(document);
    if (plan instanceof TeamDocument) team = plan;
    if (plan instanceof BoardDocument) boards.push([document, boardJson(plan.board, plan.unknown())]);
    if (plan instanceof TextDocument) documents.push([document, documentJson(plan)]);
    if (plan !== undefined) heads.set(document, plan.heads());
  }
  if (team === undefined) throw new Error("the team document is not here yet");
  const teamPart = teamJson(team.team, team.unknown(), (id) => heads.get(id) ?? []);
  return printWorkspace(teamPart, Object.fromEntries(boards), Object.fromEntries(documents));
}
