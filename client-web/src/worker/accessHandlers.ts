/** Answers what pages ask about who has access. */
import { Role } from "../gen/meridian/v1/log_pb";
import type { WorkspaceId } from "../protocol/ids";
import { Access } from "../sync/access";
import { enterAsDevice, recoverHere, requestHere } from "../sync/deviceJoining";
import type { HomeSetting } from "../sync/joining";
import type { Workspace } from "../sync/workspace";
import { type DeviceLink, parseDeviceLink } from "../trust/deviceLink";
import { parseRecoveryWords } from "../trust/recoveryWords";
import type { AccessCalls, RoleName } from "./accessApi";
import type { WorkspaceSummary } from "./api";

export const ROLES: Readonly<Record<RoleName, Role>> = {
  owner: Role.OWNER,
  editor: Role.EDITOR,
  commenter: Role.COMMENTER,
  viewer: Role.VIEWER,
};

const NAMES = new Map(Object.entries(ROLES).map(([name, role]) => [role, name as RoleName]));

// A role that is none stops the log before it comes here.
const nameOf = (role: Role): RoleName => NAMES.get(role) ?? "viewer";

type Handlers = { [N in keyof AccessCalls]: (params: AccessCalls[N]["params"]) => Promise<AccessCalls[N]["result"]> };

export interface AccessDesk {
  setting(): HomeSetting;
  /** A workspace that is open, or opens now. */
  find(id: WorkspaceId): Promise<Workspace>;
  /** Keeps open what was just entered. */
  keep(workspace: Workspace): Promise<WorkspaceSummary>;
}

export function accessHandlers({ setting, find, keep }: AccessDesk): Handlers {
  const access = async (id: WorkspaceId) => new Access(await find(id), setting().world.entropy);
  const done = async (id: WorkspaceId, change: (access: Access) => Promise<void>): Promise<undefined> => {
    await change(await access(id));
    return undefined;
  };
  return {
    async Access({ workspace }) {
      const view = await (await access(workspace)).view();
      const worded = <T extends { readonly role: Role }>(each: T) => ({ ...each, role: nameOf(each.role) });
      return { ...view, people: view.people.map(worded), invites: view.invites.map(worded) };
    },
    async ApproveMember({ workspace, member }) {
      return done(workspace, (each) => each.approve(member));
    },
    async DeclineMember({ workspace, member }) {
      return done(workspace, (each) => each.decline(member));
    },
    async RemoveMember({ workspace, member }) {
      return done(workspace, (each) => each.remove(member));
    },
    async SetRole({ workspace, member, role }) {
      return done(workspace, (each) => each.setRole(member, ROLES[role]));
    },
    async RevokeInvite({ workspace, invite }) {
      return done(workspace, (each) => each.revokeInvite(invite));
    },
    async RevokeDevice({ workspace, device }) {
      return done(workspace, (each) => each.revokeDevice(device));
    },
    async RotateKey({ workspace }) {
      return done(workspace, (each) => each.rotate());
    },
    async LeftOut({ workspace }) {
      return (await find(workspace)).leftOut();
    },
    async Quarantine({ workspace, position }) {
      return done(workspace, (each) => each.quarantine(position));
    },
    async DeviceLink({ workspace }) {
      return (await access(workspace)).deviceLink();
    },
    async AddDevice({ workspace, request }) {
      return done(workspace, (each) => each.addDevice(request));
    },
    async MakeRecoveryWords({ workspace }) {
      return (await access(workspace)).makeRecoveryWords();
    },
    async RequestDevice({ link }) {
      return requestHere(setting(), linkOf(link));
    },
    async EnterAsDevice({ link }) {
      return keep(await enterAsDevice(setting(), linkOf(link)));
    },
    async Recover({ link, words }) {
      const parsed = parseRecoveryWords(words);
      if (parsed.type === "Broken") throw new Error(`These are not recovery words: ${parsed.reason}.`);
      return keep(await recoverHere(setting(), linkOf(link), parsed.seed));
    },
  };
}

function linkOf(text: string): DeviceLink {
  const parsed = parseDeviceLink(text);
  if (parsed.type === "Broken") throw new Error(`This cannot be used: ${parsed.reason}.`);
  return parsed.link;
}
