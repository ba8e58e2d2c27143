/** Founding a workspace, joining one by its link, and inviting. */
import { create } from "@bufbuild/protobuf";
import { FrameSchema, HelloSchema } from "../gen/meridian/v1/frame_pb";
import type { Role } from "../gen/meridian/v1/log_pb";
import { type MemberId, newId } from "../model/ids";
import { memberOf } from "../model/team";
import { sha256 } from "../protocol/bytes";
import { TEAM_DOCUMENT } from "../protocol/ids";
import { parse } from "../protocol/strict";
import type { HomeStore, RelayAddress, WorkspaceEntry } from "../store/homeStore";
import type { StorageGauge } from "../store/storageGauge";
import type { WorkspaceStore } from "../store/workspaceStore";
import { formatLink, type InviteLink } from "../trust/inviteLink";
import { DeviceKeys, SEED_BYTES } from "../trust/keys";
import { foundWorkspace, inviteRecord, joinRecord } from "../trust/memberRecord";
import { VerifyKey } from "../trust/signature";
import type { WorkspaceEvent } from "./events";
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

/** Who somebody is in the team document. */
export interface Person {
  readonly name: string;
  readonly zone: string;
}

/** It could not be done; the message is one sentence for a person. */
export class JoinFailed extends Error {}

const ANSWER_MILLIS_MAX = 30_000;

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

async function within<T>(promise: Promise<T>, sentence: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new JoinFailed(sentence)), ANSWER_MILLIS_MAX);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Founds a workspace with its first member. It is there at once, offline or not; the relay hears of it when it is reached. */
export async function foundHere(
  setting: HomeSetting,
  relay: RelayAddress,
  name: string,
  person: Person,
): Promise<Workspace> {
  const relayKey = await askRelayKey(relay, setting.world);
  const keys = await setting.home.deviceKeys();
  const { entropy } = setting.world;
  const founding = await foundWorkspace(keys, relayKey, entropy);
  const entry: WorkspaceEntry = {
    id: founding.workspace,
    relay,
    relayKeyHash: sha256(relayKey.bytes),
    stage: "READY",
    name,
  };
  const workspace = await Workspace.open(entry, await setting.openStore(entry), keys, setting.world);
  await workspace.push(founding.record, { genesis: true });
  const member = newId<MemberId>(entropy);
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

/** Enters a workspace by an invite: reads the log as the invite's holder, gets the join record into it, opens what it has read, says who it is. */
export async function joinHere(setting: HomeSetting, link: InviteLink, person: Person): Promise<Workspace> {
  const { secure, host, port, relayKeyHash } = link;
  const entry: WorkspaceEntry = {
    id: link.workspace,
    relay: { secure, host, port },
    relayKeyHash,
    stage: "JOINING",
    name: "",
  };
  const known = (await setting.home.workspaces()).find((each) => each.id === entry.id);
  if (known?.stage === "READY") throw new JoinFailed("This workspace is here already.");
  const keys = await setting.home.deviceKeys();
  await setting.home.put(entry);
  const workspace = await Workspace.open(entry, await setting.openStore(entry), keys, setting.world);
  try {
    if (!workspace.isMember) await enter(workspace, link, setting);
    workspace.connect();
    await until(workspace, () => workspace.syncStatus.type === "Live");
    await introduce(workspace, person, setting);
    const name = (await workspace.read("team", TEAM_DOCUMENT, ({ team }) => team.name)) ?? "";
    await setting.home.put({ ...entry, stage: "READY", name });
    return workspace;
  } catch (e) {
    await workspace.close();
    throw e;
  }
}

async function enter(workspace: Workspace, link: InviteLink, setting: HomeSetting): Promise<void> {
  const invite = DeviceKeys.ofInvite(link.seed);
  workspace.connect({ type: "Guest", key: invite.signing, linkChain: link.chain });
  await until(workspace, () => workspace.syncStatus.type === "Live");
  const state = workspace.members().inviteOf(invite.id);
  if (state === undefined) throw new JoinFailed("This is not an invite of the workspace.");
  if (state.usesLeft < 1) throw new JoinFailed("The invite was used as often as it may be: ask for a new one.");
  if (state.expiresMillis < BigInt(workspace.logEnd.relayMillis)) {
    throw new JoinFailed("The invite has expired: ask for a new one.");
  }
  await workspace.push(await joinRecord(workspace.members(), workspace.keys, invite, setting.world.entropy));
  await until(workspace, () => workspace.isMember);
  await workspace.disconnect();
  await workspace.openRest();
}

/** Enters the person into the team document, unless this device is somebody's already. Who may only read cannot. */
async function introduce(workspace: Workspace, person: Person, setting: HomeSetting): Promise<void> {
  const device = workspace.keys.id;
  const known = await workspace.read("team", TEAM_DOCUMENT, ({ team }) => memberOf(team, device) !== undefined);
  if (known !== false || !workspace.mayWrite) return;
  const member = newId<MemberId>(setting.world.entropy);
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

/** A link by which others may join; the record is in the log when this returns. Only an owner, and only while the relay is reached. */
export async function inviteHere(
  workspace: Workspace,
  setting: HomeSetting,
  terms: { readonly role: Role; readonly uses: number; readonly validMillis: number },
): Promise<string> {
  // What was founded here may not have reached the relay yet.
  await until(workspace, () => workspace.syncStatus.type === "Live" && workspace.members().isFounded);
  const { entropy } = setting.world;
  const seed = entropy(SEED_BYTES);
  const invite = DeviceKeys.ofInvite(seed);
  const expiresMillis = Math.max(workspace.logEnd.relayMillis, Date.now()) + terms.validMillis;
  const record = await inviteRecord(workspace.members(), workspace.keys, invite, { ...terms, expiresMillis }, entropy);
  await workspace.push(record);
  await until(workspace, () => workspace.members().inviteOf(invite.id) !== undefined);
  const { relay, id, relayKeyHash } = workspace.entry;
  return formatLink({ ...relay, workspace: id, relayKeyHash, chain: workspace.logEnd.chain, seed });
}

/** Waits for something to become true, as long as synchronising goes on. @throws JoinFailed where it stopped, or takes too long */
export async function until(workspace: Workspace, holds: () => boolean): Promise<void> {
  let stop: () => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    const look = (event?: WorkspaceEvent) => {
      if (holds()) resolve();
      else if (event?.type === "Failed") reject(new JoinFailed(event.message));
      else if (workspace.syncStatus.type === "Stopped") reject(new JoinFailed(workspace.syncStatus.message));
    };
    stop = workspace.listen(look);
    look();
  });
  try {
    await within(done, "The relay does not answer.");
  } finally {
    stop();
  }
}
