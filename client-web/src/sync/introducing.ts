/** A device says in the team document whose it is: the log knows it already. */
import { type MemberId, newId } from "../model/ids";
import { memberOf, type TeamDocument } from "../model/team";
import { TEAM_DOCUMENT } from "../protocol/ids";
import type { Entropy } from "../trust/keys";
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
export async function introduce(workspace: Workspace, person: Person | undefined, entropy: Entropy): Promise<void> {
  const device = workspace.keys.id;
  const me = workspace.members().personBehind(device);
  const siblings = me === undefined ? [] : [me.id, ...me.devices];
  const found = await workspace.read("team", TEAM_DOCUMENT, ({ team }: TeamDocument) => ({
    isThere: memberOf(team, device) !== undefined,
    member: siblings.map((each) => memberOf(team, each)).find((each) => each !== undefined)?.id,
  }));
  if (found === undefined || found.isThere || !workspace.mayWrite) return;
  if (found.member !== undefined) {
    await workspace.edit([{ kind: "team", intents: [{ intent: "AddDevice", member: found.member, device }] }]);
  } else if (person !== undefined) {
    const member = newId<MemberId>(entropy);
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
