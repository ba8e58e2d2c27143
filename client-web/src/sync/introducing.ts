/** A device says in the team document whose it is: the log knows it already. */
import type { MemberId } from "../model/ids";
import { memberOf, type TeamDocument } from "../model/team";
import { attributed } from "../model/whose";
import { TEAM_DOCUMENT } from "../protocol/ids";
import type { Workspace } from "./workspace";

/** Who somebody is in the team document. */
export interface Person {
  readonly name: string;
  readonly zone: string;
}

/**
 * Enters this device there, unless it is somebody's already: as a device of whoever the log says it is a device of, else as that of a new person. Who may only
 * read cannot.
 *
 * @param person undefined for a device that another one of the same person let in
 */
export async function introduce(workspace: Workspace, person: Person | undefined): Promise<void> {
  const device = workspace.keys.id;
  const { attribution } = workspace;
  const found = await workspace.read("team", TEAM_DOCUMENT, ({ team }: TeamDocument) => {
    const member = memberOf({ members: attributed(team.members, attribution) }, device)?.id;
    const claims = member === undefined ? [] : (team.members.get(member)?.devices ?? []);
    return { member, isThere: claims.includes(device) };
  });
  if (found === undefined || found.isThere || !workspace.mayWrite) return;
  if (found.member !== undefined) {
    await workspace.edit([{ kind: "team", intents: [{ intent: "AddDevice", member: found.member, device }] }]);
  } else if (person !== undefined) {
    const member = attribution.get(device) ?? (device as string as MemberId);
    await workspace.edit([
      {
        kind: "team",
        intents: [
          { intent: "AddMember", member, ...person },
          { intent: "AddDevice", member, device },
        ],
      },
    ]);
  }
}
