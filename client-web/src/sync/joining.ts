/** Founding a workspace, joining one by its link, and inviting. */
import { create } from "@bufbuild/protobuf";
import { FrameSchema, HelloSchema } from "../gen/meridian/v1/frame_pb";
import type { Role } from "../gen/meridian/v1/log_pb";
import type { MemberId } from "../model/ids";
import { sha256 } from "../protocol/bytes";
import { TEAM_DOCUMENT } from "../protocol/ids";
import { parse } from "../protocol/strict";
import type { HomeStore, RelayAddress, WorkspaceEntry } from "../store/homeStore";
import type { StorageGauge } from "../store/storageGauge";
import type { WorkspaceStore } from "../store/workspaceStore";
import { formatLink, type InviteLink } from "../trust/inviteLink";
import { isOver } from "../trust/inviteState";
import { DeviceKeys, type PublicKeys, SEED_BYTES } from "../trust/keys";
import { foundWorkspace, inviteRecord, joinRecord } from "../trust/memberRecord";
import { VerifyKey } from "../trust/signature";
import { Access } from "./access";
import { atLast, JoinFailed, until, within } from "./awaiting";
import { introduce, type Person } from "./introducing";
import { encodeFrame } from "./line";
import { relayUrl, type Surroundings } from "./session";
import { Workspace } from "./workspace";

/** What a home needs to open workspaces. */
export interface HomeSetting {
  readonly home: HomeStore;
  readonly world: Surroundings;
  openStore(entry: WorkspaceEntry): Promise<WorkspaceStore>;
  /** To read what is there without being its writer. */
  openStoreToRead(entry: WorkspaceEntry): Promise<WorkspaceStore>;
  /** Everything that is stored of it goes. */
  dropStore(entry: WorkspaceEntry): Promise<void>;
  readonly gauge: StorageGauge;
}

export { JoinFailed, until } from "./awaiting";
export type { Person } from "./introducing";

/** Asks a relay for its public key: says hello, hears the challenge, hangs up. */
export async function askRelayKey(address: RelayAddress, world: Surroundings): Promise<VerifyKey> {
  const socket = world.dial(relayUrl(address));
  socket.binaryType = "arraybuffer";
  try {
    return await within(
      new Promise<VerifyKey>((resolve, reject) => {
        const fail = () =>
          reject(new JoinFailed(`What answers at ${address.host}:${address.port} is not a relay of this version.`));
        socket.onclose = () =>
          reject(new JoinFailed(`The relay at ${address.host}:${address.port} cannot be reached.`));
        socket.onopen = () => {
          // The workspace does not exist yet: any id will do.
          const hello = create(HelloSchema, {
            versionMin: 1,
            versionMax: 1,
            ws: world.entropy(32),
            clientNonce: world.entropy(32),
          });
          socket.send(encodeFrame({ case: "hello", value: hello }));
        };
        socket.onmessage = ({ data }) => {
          const frame = data instanceof ArrayBuffer ? parse(FrameSchema, new Uint8Array(data)) : undefined;
          const key = frame?.body.case === "challenge" ? VerifyKey.of(frame.body.value.relayKey) : undefined;
          if (key === undefined) fail();
          else resolve(key);
        };
      }),
      "The relay does not answer.",
    );
  } finally {
    socket.onclose = null;
    socket.close();
  }
}

/** The recovery device that a seed stands for; none without one. */
function recoveryOf(seed: Uint8Array | undefined) {
  return seed === undefined ? undefined : DeviceKeys.ofRecovery(seed).publicKeys;
}

/** Founds a workspace with its first member, and with their recovery device where there is a seed of one. It is there at once, offline or not; the relay hears of it when it is reached. */
export async function foundHere(
  setting: HomeSetting,
  relay: RelayAddress,
  name: string,
  person: Person,
  recoverySeed?: Uint8Array,
): Promise<Workspace> {
  const relayKey = await askRelayKey(relay, setting.world);
  const keys = await setting.home.deviceKeys();
  const { entropy } = setting.world;
  const founding = await foundWorkspace(keys, relayKey, entropy, recoveryOf(recoverySeed));
  const entry: WorkspaceEntry = {
    id: founding.workspace,
    relay,
    relayKeyHash: sha256(relayKey.bytes),
    stage: "READY",
    name,
  };
  const workspace = await Workspace.open(entry, await setting.openStore(entry), keys, setting.world);
  await workspace.push(founding.record, { genesis: true });
  const member = keys.id as string as MemberId; // TEAM-10
  await workspace.edit([
    {
      kind: "team",
      intents: [
        { intent: "Create", name },
        { intent: "AddMember", member, ...person },
        { intent: "AddDevice", member, device: keys.id },
      ],
    },
  ]);
  await setting.home.put(entry);
  return workspace;
}

/**
 * Enters a workspace by an invite: reads the log as the invite's holder, gets the join record into it, opens what it has read, says who it is. By an invite that asks
 * for approval it waits in the log from then on, and says who it is when it is let in (`introduceLater`).
 */
export async function joinHere(
  setting: HomeSetting,
  link: InviteLink,
  person: Person,
  recoverySeed?: Uint8Array,
): Promise<Workspace> {
  const { secure, host, port, relayKeyHash } = link;
  const entry: WorkspaceEntry = {
    id: link.workspace,
    relay: { secure, host, port },
    relayKeyHash,
    stage: "JOINING",
    name: "",
  };
  const workspace = await beginHere(setting, entry);
  try {
    if (!workspace.isKnown) await enter(workspace, link, setting, recoveryOf(recoverySeed));
    await arrive(setting, workspace, entry, person);
    return workspace;
  } catch (e) {
    await workspace.close();
    throw e;
  }
}

/** Opens a store for a workspace that this home is to enter. */
export async function beginHere(setting: HomeSetting, entry: WorkspaceEntry): Promise<Workspace> {
  const known = (await setting.home.workspaces()).find((each) => each.id === entry.id);
  if (known?.stage === "READY") throw new JoinFailed("This workspace is here already.");
  const keys = await setting.home.deviceKeys();
  await setting.home.put(entry);
  return Workspace.open(entry, await setting.openStore(entry), keys, setting.world);
}

/** Comes as the device that the log names now, and says who it is as soon as it may. */
export async function arrive(
  setting: HomeSetting,
  workspace: Workspace,
  entry: WorkspaceEntry,
  person: Person,
): Promise<void> {
  workspace.connect();
  await until(workspace, () => workspace.syncStatus.type === "Live");
  if (!workspace.isMember) {
    await setting.home.put({ ...entry, stage: "READY", name: entry.relay.host, waiting: person });
    return;
  }
  await introduce(workspace, person);
  const name = (await workspace.read("team", TEAM_DOCUMENT, ({ team }) => team.name)) ?? "";
  await setting.home.put({ ...entry, stage: "READY", name });
}

/** Says who this home's person is, as soon as an owner has let them in. */
export async function introduceLater(workspace: Workspace, setting: HomeSetting): Promise<void> {
  const entry = (await setting.home.workspaces()).find(({ id }) => id === workspace.id);
  if (entry?.waiting === undefined) return;
  await atLast(workspace, () => workspace.isMember && workspace.syncStatus.type === "Live");
  await introduce(workspace, entry.waiting);
  const name = (await workspace.read("team", TEAM_DOCUMENT, ({ team }) => team.name)) ?? entry.name;
  const { waiting: _, ...rest } = entry;
  await setting.home.put({ ...rest, name });
}

async function enter(
  workspace: Workspace,
  link: InviteLink,
  setting: HomeSetting,
  recovery: PublicKeys | undefined,
): Promise<void> {
  const invite = DeviceKeys.ofInvite(link.seed);
  workspace.connect({ type: "Guest", key: invite.signing, linkChain: link.chain });
  await until(workspace, () => workspace.syncStatus.type === "Live");
  const make = async () => {
    const state = workspace.members().inviteOf(invite.id);
    if (state === undefined) throw new JoinFailed("This is not an invite of the workspace.");
    if (state.revoked) throw new JoinFailed("The invite was revoked: ask for a new one.");
    if (state.usesLeft < 1) throw new JoinFailed("The invite was used as often as it may be: ask for a new one.");
    if (isOver(state, workspace.logEnd.relayMillis)) {
      throw new JoinFailed("The invite has expired: ask for a new one.");
    }
    return joinRecord(workspace.members(), workspace.keys, invite, setting.world.entropy, recovery);
  };
  await new Access(workspace, setting.world.entropy).change(make);
  await until(workspace, () => workspace.isKnown);
  await workspace.disconnect();
  await workspace.openRest();
}

/** A link by which others may join; the record is in the log when this returns. Only an owner, and only while the relay is reached. */
export async function inviteHere(
  workspace: Workspace,
  setting: HomeSetting,
  terms: { readonly role: Role; readonly uses: number; readonly validMillis: number; readonly approval?: boolean },
): Promise<string> {
  const { entropy } = setting.world;
  const seed = entropy(SEED_BYTES);
  const invite = DeviceKeys.ofInvite(seed);
  await new Access(workspace, entropy).change(async () => {
    const expiresMillis = Math.max(workspace.logEnd.relayMillis, Date.now()) + terms.validMillis;
    return inviteRecord(workspace.members(), workspace.keys, invite, { ...terms, expiresMillis }, entropy);
  });
  const { relay, id } = workspace.entry;
  const relayKeyHash = sha256(workspace.members().foundation.relayKey.bytes);
  return formatLink({ ...relay, workspace: id, relayKeyHash, chain: workspace.logEnd.chain, seed });
}
