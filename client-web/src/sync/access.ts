/** Who has access to an open workspace, and what its members do about that. Each change needs the relay, and is in the log when it returns. */
import type { Role } from "../gen/meridian/v1/log_pb";
import { memberOf, type TeamDocument } from "../model/team";
import { attributed } from "../model/whose";
import { sha256 } from "../protocol/bytes";
import { type DeviceId, TEAM_DOCUMENT } from "../protocol/ids";
import { formatDeviceLink } from "../trust/deviceLink";
import { askFor, parseRequest } from "../trust/deviceRequest";
import { type InviteState, isOpen, isOver } from "../trust/inviteState";
import { DeviceKeys, type Entropy, SEED_BYTES } from "../trust/keys";
import type { MemberRecord } from "../trust/memberRecord";
import type { Membership } from "../trust/membership";
import { applyRecord } from "../trust/membershipFold";
import type { Person, PersonState } from "../trust/person";
import { recoveryWords } from "../trust/recoveryWords";
import { Registrar } from "../trust/registrar";
import { until, within } from "./awaiting";
import type { Workspace } from "./workspace";

/** It could not be done; the message is one sentence for a person. */
export class AccessRefused extends Error {}

const TRIES_MAX = 8;

export interface DeviceView {
  readonly id: DeviceId;
  readonly isThis: boolean;
}

export interface PersonView {
  /** The device that they came with. */
  readonly id: DeviceId;
  /** As the team document has it; undefined while that lists none of their devices. */
  readonly name: string | undefined;
  readonly role: Role;
  readonly state: PersonState;
  readonly isMe: boolean;
  readonly devices: readonly DeviceView[];
  readonly recovery: DeviceId | undefined;
}

export interface InviteView {
  readonly id: DeviceId;
  readonly maker: DeviceId;
  readonly role: Role;
  readonly usesLeft: number;
  readonly expiresMillis: number;
  readonly approval: boolean;
}

/** Everybody and every invite that can still be used, as the log has them. */
export interface AccessView {
  /** Those who were removed left out. */
  readonly people: readonly PersonView[];
  readonly invites: readonly InviteView[];
  /** How often the key was changed. */
  readonly epoch: number;
  /** Where this device was revoked or its member removed: since when, and what it keeps. */
  readonly farewell: string | undefined;
}

export class Access {
  constructor(
    private readonly workspace: Workspace,
    private readonly entropy: Entropy,
  ) {}

  async view(): Promise<AccessView> {
    const members = this.workspace.standingMembers;
    if (members === undefined) return { people: [], invites: [], epoch: 0, farewell: undefined };
    const nameOf = await this.names();
    const here = this.workspace.keys.id;
    const people = members.people.filter(({ state }) => state !== "REMOVED");
    const { relayMillis } = this.workspace.logEnd;
    const now = Math.max(relayMillis, Date.now());
    return {
      people: people.map((person) => viewOf(person, here, nameOf(person))),
      invites: members.invites.filter((each) => isOpen(each) && !isOver(each, now)).map(inviteView),
      epoch: members.epoch,
      farewell: this.workspace.farewell,
    };
  }

  private async names(): Promise<(person: Person) => string | undefined> {
    const { attribution } = this.workspace;
    const team = await this.workspace.read("team", TEAM_DOCUMENT, (document: TeamDocument) => ({
      members: attributed(document.team.members, attribution),
    }));
    return ({ id, devices }) => {
      for (const device of [id, ...devices]) {
        const member = team === undefined ? undefined : memberOf(team, device);
        if (member !== undefined) return member.name;
      }
      return undefined;
    };
  }

  approve(member: DeviceId): Promise<void> {
    return this.change((registrar) => registrar.approve(member));
  }

  decline(member: DeviceId): Promise<void> {
    return this.change(async (registrar) => registrar.decline(member));
  }

  /** With all its devices and the invites it made; the key changes. */
  remove(member: DeviceId): Promise<void> {
    return this.change((registrar) => registrar.remove(member));
  }

  setRole(member: DeviceId, role: Role): Promise<void> {
    return this.change(async (registrar) => registrar.setRole(member, role));
  }

  revokeInvite(invite: DeviceId): Promise<void> {
    return this.change((registrar) => registrar.revokeInvite(invite));
  }

  revokeDevice(device: DeviceId): Promise<void> {
    return this.change((registrar) => registrar.revokeDevice(device));
  }

  rotate(): Promise<void> {
    return this.change((registrar) => registrar.rotate());
  }

  /** Everybody skips what stands at a position of the log, and all that builds on it (MEM-18). */
  async quarantine(position: number): Promise<void> {
    const item = await this.workspace.quarantinable(position);
    if (item === undefined) {
      throw new AccessRefused(`At position ${position} of the log stands nothing that could be put in quarantine.`);
    }
    await this.change(async (registrar) => registrar.quarantine(item, position));
  }

  /** What a new device of this member's needs to ask for itself. Nothing of it is secret. */
  deviceLink(): string {
    const { entry, logEnd } = this.workspace;
    const { secure, host, port } = entry.relay;
    const { chain } = logEnd;
    const { id: workspace } = entry;
    const relayKeyHash = sha256(this.workspace.members().foundation.relayKey.bytes);
    return formatDeviceLink({ secure, host, port, workspace, relayKeyHash, chain, member: this.me().id });
  }

  /** Lets another device act for this member. @throws AccessRefused if it is no request */
  async addDevice(text: string): Promise<void> {
    const parsed = parseRequest(text);
    if (parsed.type === "Broken") throw new AccessRefused(`This is not a usable request: ${parsed.reason}.`);
    await this.change((registrar) => registrar.addDevice(parsed.request));
  }

  /** Words with which alone a lost device can be replaced; words that were made before are void. Only now are they known to anybody. */
  async makeRecoveryWords(): Promise<readonly string[]> {
    const seed = this.entropy(SEED_BYTES);
    const keys = DeviceKeys.ofRecovery(seed);
    const before = this.me().recovery;
    if (before !== undefined) await this.revokeDevice(before);
    const request = askFor(keys, this.workspace.id, this.me().id, true);
    await this.change((registrar) => registrar.addDevice(request));
    return recoveryWords(seed);
  }

  private me(): Person {
    const me = this.workspace.standingMembers?.personBehind(this.workspace.keys.id);
    if (me === undefined) throw new AccessRefused("This device is no member's yet.");
    return me;
  }

  /** Makes a record, and makes it anew where another came first, as long as it still makes sense (MEM-3). */
  async change(make: (registrar: Registrar) => Promise<MemberRecord>, signer = this.workspace.keys): Promise<void> {
    const { workspace } = this;
    await until(workspace, () => workspace.syncStatus.type === "Live" && workspace.members().isFounded);
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const members = workspace.members();
      const record = await make(new Registrar(members, signer, workspace.logEnd.relayMillis, this.entropy));
      this.validate(members, record);
      if (await this.isTaken(record)) return;
      await until(workspace, () => workspace.members() !== members);
    }
    throw new AccessRefused("Others are changing the members at this moment: try again.");
  }

  private validate(members: Membership, record: MemberRecord): void {
    const step = applyRecord(members, record.item, this.workspace.logEnd.relayMillis);
    if (step.type !== "Accepted") throw new AccessRefused(sentence(step.reason));
  }

  /** Whether the log has it now, and not another one before it. */
  private async isTaken({ id, item }: MemberRecord): Promise<boolean> {
    let stop: () => void = () => undefined;
    const heard = new Promise<boolean>((resolve, reject) => {
      stop = this.workspace.listen((event) => {
        if (event.type !== "Recorded" || event.record !== id) return;
        if (event.refusal === undefined) resolve(true);
        else if (event.cameSecond) resolve(false);
        else reject(new AccessRefused(`The relay refused it: ${event.refusal}.`));
      });
    });
    try {
      await this.workspace.push({ id, item }, { awaited: true });
      return await within(heard, "The relay does not answer.");
    } finally {
      stop();
    }
  }
}

function viewOf({ id, role, state, devices, recovery }: Person, here: DeviceId, name: string | undefined): PersonView {
  const views = devices.map((device) => ({ id: device, isThis: device === here }));
  return { id, name, role, state, isMe: views.some(({ isThis }) => isThis), devices: views, recovery };
}

function inviteView({ keys, maker, role, usesLeft, expiresMillis, approval }: InviteState): InviteView {
  return { id: keys.id, maker, role, usesLeft, expiresMillis: Number(expiresMillis), approval };
}

function sentence(reason: string): string {
  return `This cannot be done: ${reason}.`;
}
