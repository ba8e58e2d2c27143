/** New membership records, ready to push, and reading them. */
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { type Signed, SignedSchema } from "../gen/meridian/v1/envelope_pb";
import {
  GenesisSchema,
  InviteSchema,
  JoinSchema,
  type Member,
  MemberSchema,
  type Role,
  RotateSchema,
} from "../gen/meridian/v1/log_pb";
import { concat, equalBytes, sha256, uint32 } from "../protocol/bytes";
import { type DeviceId, type ItemId, idBytes, itemId, type WorkspaceId, workspaceId } from "../protocol/ids";
import { isOnlyEncoding, isWellFormed, parse } from "../protocol/strict";
import { type DeviceKeys, type Entropy, EpochKey, type PublicKeys } from "./keys";
import type { Membership } from "./membership";
import type { SigningKey, VerifyKey } from "./signature";

/** Ed25519, X25519, HKDF-SHA256, AES-256-GCM: the one suite there is. */
export const CIPHER_SUITE = 1;

/** `item` is a serialised `Signed`, `id` SHA-256 of its body (MEM-1). */
export interface MemberRecord {
  readonly id: ItemId;
  readonly item: Uint8Array;
}

/** What stands outside the signature has one encoding, as with envelopes (SIG-3). */
export function parseRecord(item: Uint8Array): Signed | undefined {
  const signed = parse(SignedSchema, item);
  const fits = signed !== undefined && isOnlyEncoding(SignedSchema, signed, item) && isWellFormed(signed);
  return fits ? signed : undefined;
}

export function recordId(signed: Signed): ItemId {
  return itemId(sha256(signed.body));
}

/** Whether it names this key's device and bears its signature. */
export function isSignedBy(key: VerifyKey, signed: Signed): boolean {
  return equalBytes(signed.device, idBytes(key.deviceId)) && key.verifies("member", signed.body, signed.sig);
}

export function idOfRecord(item: Uint8Array): ItemId | undefined {
  const signed = parseRecord(item);
  return signed === undefined ? undefined : recordId(signed);
}

/** What an invite's key signs to admit a newcomer (MEM-9). */
export function admission(workspace: WorkspaceId, invite: DeviceId, role: Role, newcomer: PublicKeys): Uint8Array {
  return concat(idBytes(workspace), idBytes(invite), uint32(role), newcomer.signing.bytes, newcomer.wrapping);
}

function signed(signer: SigningKey, member: Member): MemberRecord {
  const record = signer.signed("member", toBinary(MemberSchema, member));
  return { id: recordId(record), item: toBinary(SignedSchema, record) };
}

/** An operation that follows the last record. */
export function follow(
  members: Membership,
  signer: SigningKey,
  operation: Pick<MessageInitShape<typeof MemberSchema>, "op" | "rekey">,
): MemberRecord {
  const prevMember = idBytes(members.foundation.lastRecord);
  return signed(signer, create(MemberSchema, { ws: idBytes(members.workspace), prevMember, ...operation }));
}

/** The current epoch's key. @throws Error if these members hold none for these keys */
export async function epochKey(members: Membership, keys: DeviceKeys): Promise<EpochKey> {
  const key = await members.epochKeyFor(keys);
  if (key === undefined) throw new Error(`no key of epoch ${members.epoch} for ${keys.id}`);
  return key;
}

/** A workspace that was just founded. */
export interface Founding {
  readonly workspace: WorkspaceId;
  readonly record: MemberRecord;
  readonly key: EpochKey;
}

/** Founds a workspace whose log this relay orders (MEM-6). */
export async function foundWorkspace(
  owner: DeviceKeys,
  relayKey: VerifyKey,
  entropy: Entropy,
  recovery?: PublicKeys,
): Promise<Founding> {
  const nonce = entropy(32);
  const key = EpochKey.generate(0, entropy);
  const wraps = [await key.wrapTo(owner.publicKeys, nonce, entropy)];
  if (recovery !== undefined) wraps.push(await key.wrapTo(recovery, nonce, entropy));
  const genesis = create(GenesisSchema, {
    suite: CIPHER_SUITE,
    relayKey: relayKey.bytes,
    owner: owner.publicKeys.toDevice(),
    nonce,
    ...(recovery === undefined ? {} : { recovery: recovery.toDevice() }),
    rotate: create(RotateSchema, { epoch: 0, commit: key.commit, wraps }),
  });
  const record = signed(owner.signing, create(MemberSchema, { op: { case: "genesis", value: genesis } }));
  return { workspace: workspaceId(idBytes(record.id)), record, key };
}

/** What an invite lets its holders do. */
export interface InviteTerms {
  readonly role: Role;
  readonly uses: number;
  /** By the relay's clock, milliseconds since 1970; from then on nobody may. */
  readonly expiresMillis: number;
  /** Whether those who join wait until an owner approves, without the key. */
  readonly approval?: boolean;
}

/** An owner's invitation; `invite` are the keys of a fresh seed (MEM-5). */
export async function inviteRecord(
  members: Membership,
  owner: DeviceKeys,
  invite: DeviceKeys,
  terms: InviteTerms,
  entropy: Entropy,
): Promise<MemberRecord> {
  const { role, uses, expiresMillis, approval = false } = terms;
  const value = create(InviteSchema, {
    keys: invite.publicKeys.toDevice(),
    role,
    uses,
    expiresMs: BigInt(expiresMillis),
    approval,
  });
  if (!approval) {
    const key = await epochKey(members, owner);
    value.wrap = await key.wrapTo(invite.publicKeys, members.foundation.wrapContext, entropy);
    value.epoch = key.epoch;
  }
  return follow(members, owner.signing, { op: { case: "invite", value } });
}

/** A newcomer's joining by an invite, with a recovery device or without (MEM-9). */
export async function joinRecord(
  members: Membership,
  newcomer: DeviceKeys,
  invite: DeviceKeys,
  entropy: Entropy,
  recovery?: PublicKeys,
): Promise<MemberRecord> {
  const state = members.inviteOf(invite.id);
  if (state === undefined) throw new Error(`no invite ${invite.id}`);
  const admitted = admission(members.workspace, invite.id, state.role, newcomer.publicKeys);
  const value = create(JoinSchema, {
    device: newcomer.publicKeys.toDevice(),
    invite: idBytes(invite.id),
    inviteSig: invite.signing.sign("join", admitted),
    ...(recovery === undefined ? {} : { recovery: recovery.toDevice() }),
  });
  if (!state.approval) {
    const key = await epochKey(members, invite);
    const { wrapContext } = members.foundation;
    value.own = await key.wrapTo(newcomer.publicKeys, wrapContext, entropy);
    if (recovery !== undefined) value.recoveryWrap = await key.wrapTo(recovery, wrapContext, entropy);
    value.epoch = key.epoch;
  }
  return follow(members, newcomer.signing, { op: { case: "join", value } });
}

/** The same operation by the same device, made to follow another record than it did; undefined if it is not this device's, or founds the workspace. */
export function renewRecord(item: Uint8Array, lastRecord: ItemId, signer: SigningKey): MemberRecord | undefined {
  const old = parseRecord(item);
  if (old === undefined || !equalBytes(old.device, idBytes(signer.deviceId))) return undefined;
  const member = parse(MemberSchema, old.body);
  if (member === undefined || member.op.case === "genesis") return undefined;
  return signed(signer, create(MemberSchema, { ...member, prevMember: idBytes(lastRecord) }));
}
