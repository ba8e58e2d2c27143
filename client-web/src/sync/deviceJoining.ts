/** A workspace's beginning on a device that another one, or the member's recovery words, let in. */
import { TEAM_DOCUMENT } from "../protocol/ids";
import type { WorkspaceEntry } from "../store/homeStore";
import type { DeviceLink } from "../trust/deviceLink";
import { askFor, formatRequest } from "../trust/deviceRequest";
import { DeviceKeys } from "../trust/keys";
import { Access, AccessRefused } from "./access";
import { atLast, JoinFailed, until } from "./awaiting";
import { introduce } from "./introducing";
import { beginHere, type HomeSetting } from "./joining";
import type { Workspace } from "./workspace";

/** Twice as long each time: somebody has to walk to the other device, and may come back tomorrow. */
const ASK_AGAIN_MILLIS = 2_000;
const ASK_AGAIN_MILLIS_MAX = 60_000;

/** What this home's device asks of the member whose link it is: another device of theirs adds it by that. */
export async function requestHere(setting: HomeSetting, link: DeviceLink): Promise<string> {
  const keys = await setting.home.deviceKeys();
  return formatRequest(askFor(keys, link.workspace, link.member, false));
}

/** Waits, however long it takes, until another device has added this one, and reads what there is. */
export async function enterAsDevice(setting: HomeSetting, link: DeviceLink): Promise<Workspace> {
  const entry = entryOf(link);
  const workspace = await beginHere(setting, entry);
  try {
    await untilAdded(workspace, link);
    return await settle(setting, workspace, entry);
  } catch (e) {
    await workspace.close();
    throw e;
  }
}

/** Reads the log as the recovery device and has it add this one. @throws JoinFailed where the words are nobody's */
export async function recoverHere(setting: HomeSetting, link: DeviceLink, seed: Uint8Array): Promise<Workspace> {
  const recovery = DeviceKeys.ofRecovery(seed);
  const entry = entryOf(link);
  const workspace = await beginHere(setting, entry);
  try {
    workspace.connect({ type: "Guest", key: recovery.signing, linkChain: link.chain });
    await until(workspace, () => workspace.syncStatus.type === "Live");
    const known = workspace.members().knownDevice(recovery.id);
    if (known?.kind !== "RECOVERY") {
      throw new JoinFailed("These words are not, or no longer, those of a member of this workspace.");
    }
    const request = askFor(workspace.keys, workspace.id, known.member, false);
    if (!workspace.isMember) {
      const access = new Access(workspace, setting.world.entropy);
      await access.change((registrar) => registrar.addDevice(request), recovery);
    }
    return await settle(setting, workspace, entry);
  } catch (e) {
    await workspace.close();
    if (e instanceof AccessRefused) throw new JoinFailed(e.message);
    throw e;
  }
}

/** A relay turns strangers away: asks again until this device is none any more. */
async function untilAdded(workspace: Workspace, { chain: linkChain }: DeviceLink): Promise<void> {
  for (let pause = ASK_AGAIN_MILLIS; ; pause = Math.min(2 * pause, ASK_AGAIN_MILLIS_MAX)) {
    workspace.connect({ type: "Guest", key: workspace.keys.signing, linkChain });
    const isStranger = () => workspace.syncStatus.type === "Stopped" && workspace.syncStatus.reason === "NOT_A_MEMBER";
    const isIn = () => workspace.syncStatus.type === "Live" && workspace.isMember;
    await atLast(workspace, () => isIn() || isStranger());
    if (isIn()) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    await workspace.disconnect();
  }
}

function entryOf({ workspace, secure, host, port, relayKeyHash }: DeviceLink): WorkspaceEntry {
  return { id: workspace, relay: { secure, host, port }, relayKeyHash, stage: "JOINING", name: "" };
}

async function settle(setting: HomeSetting, workspace: Workspace, entry: WorkspaceEntry): Promise<Workspace> {
  await workspace.disconnect();
  await workspace.openRest();
  workspace.connect();
  await until(workspace, () => workspace.syncStatus.type === "Live");
  await introduce(workspace, undefined);
  const name = (await workspace.read("team", TEAM_DOCUMENT, ({ team }) => team.name)) ?? "";
  await setting.home.put({ ...entry, stage: "READY", name });
  return workspace;
}
