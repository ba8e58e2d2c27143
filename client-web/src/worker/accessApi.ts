/** What pages ask about who has access: members, devices, invites, keys. */
import type { DeviceId, WorkspaceId } from "../protocol/ids";
import type { AccessView, InviteView, PersonView } from "../sync/access";
import type { LeftOutEntry } from "../sync/leftOut";
import type { WorkspaceSummary } from "./api";

export type RoleName = "owner" | "editor" | "commenter" | "viewer";

/** As `AccessView`, in words. */
export interface AccessSnapshot extends Omit<AccessView, "people" | "invites"> {
  readonly people: readonly (Omit<PersonView, "role"> & { readonly role: RoleName })[];
  readonly invites: readonly (Omit<InviteView, "role"> & { readonly role: RoleName })[];
}

/** A workspace that was just made or entered. */
export interface EnteredWorkspace extends WorkspaceSummary {
  /** 24 words with which alone a lost device can be replaced: shown once, kept nowhere. */
  readonly recoveryWords: readonly string[];
}

interface OfWorkspace {
  readonly workspace: WorkspaceId;
}

interface OfMember extends OfWorkspace {
  readonly member: DeviceId;
}

/** Each change needs the relay, and is in the log when it is answered; what may not be done fails with a sentence. Ask `Access` again after a Members event. */
export interface AccessCalls {
  Access: { params: OfWorkspace; result: AccessSnapshot };
  /** Lets in somebody who waits, or not. */
  ApproveMember: { params: OfMember; result: undefined };
  DeclineMember: { params: OfMember; result: undefined };
  /** With all devices and the invites they made; what is written from then on they cannot read. */
  RemoveMember: { params: OfMember; result: undefined };
  SetRole: { params: OfMember & { readonly role: RoleName }; result: undefined };
  RevokeInvite: { params: OfWorkspace & { readonly invite: DeviceId }; result: undefined };
  RevokeDevice: { params: OfWorkspace & { readonly device: DeviceId }; result: undefined };
  /** What stands in the log and is in no document here, by position. */
  LeftOut: { params: OfWorkspace; result: readonly LeftOutEntry[] };
  /** Has everybody skip what stands at a position of the log, and all that builds on it. */
  Quarantine: { params: OfWorkspace & { readonly position: number }; result: undefined };
  RotateKey: { params: OfWorkspace; result: undefined };
  /** For a new device of this person's: not secret, lets nobody in. */
  DeviceLink: { params: OfWorkspace; result: string };
  /** Adds the device whose request this is. */
  AddDevice: { params: OfWorkspace & { readonly request: string }; result: undefined };
  /** New words; those from before are void. */
  MakeRecoveryWords: { params: OfWorkspace; result: readonly string[] };
  /** What this browser asks as a new device: to be pasted on the device that the link is from. */
  RequestDevice: { params: { readonly link: string }; result: string };
  /** Answered when that device has added this one, however long it takes. */
  EnterAsDevice: { params: { readonly link: string }; result: WorkspaceSummary };
  /** Enters with recovery words and the device link of any member. */
  Recover: { params: { readonly link: string; readonly words: string }; result: WorkspaceSummary };
}
