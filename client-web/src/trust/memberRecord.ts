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

function follow(
  members: Membership,
  signer: SigningKey,
  op: MessageInitShape<typeof MemberSchema>["op"],
): MemberRecord {
  const prevMember = idBytes(members.foundation.lastRecord);
  return signed(signer, create(MemberSchema, { ws: idBytes(members.workspace), prevMember, ...(op ? { op } : {}) }));
}

async function epochKey(members: Membership, keys: DeviceKeys): Promise<EpochKey> {
  const key = await members.epochKeyFor(keys);
  if (key === undefined) throw new Error(`no key of epoch ${members.foundation.epoch} for ${keys.id}`);
  return key;
}

/** A workspace that was just founded. */
export interface Founding {
  readonly workspace: WorkspaceId;
  readonly record: MemberRecord;
  readonly key: EpochKey;
}

/** Founds a workspace whose log this relay orders (MEM-6). */
export async function foundWorkspace(owner: DeviceKeys, relayKey: VerifyKey, entropy: Entropy): Promise<Founding> {
  const nonce = entropy(32);
  const key = EpochKey.generate(0, entropy);
  const wraps = [await key.wrapTo(owner.publicKeys, nonce, entropy)];
  const genesis = create(GenesisSchema, {
    suite: 1,
    relayKey: relayKey.bytes,
    owner: owner.publicKeys.toDevice(),
    nonce,
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
}

/** An owner's invitation; `invite` are the keys of a fresh seed (MEM-5). */
export async function inviteRecord(
  members: Membership,
  owner: DeviceKeys,
  invite: DeviceKeys,
  terms: InviteTerms,
  entropy: Entropy,
): Promise<MemberRecord> {
  const key = await epochKey(members, owner);
  const value = create(InviteSchema, {
    keys: invite.publicKeys.toDevice(),
    role: terms.role,
    uses: terms.uses,
    expiresMs: BigInt(terms.expiresMillis),
    wrap: await key.wrapTo(invite.publicKeys, members.foundation.wrapContext, entropy),
  });
  return follow(members, owner.signing, { case: "invite", value });
}

/** A newcomer's joining by an invite (MEM-9). */
export async function joinRecord(
  members: Membership,
  newcomer: DeviceKeys,
  invite: DeviceKeys,
  entropy: Entropy,
): Promise<MemberRecord> {
  const key = await epochKey(members, invite);
  const state = members.invites.get(invite.id);
  if (state === undefined) throw new Error(`no invite ${invite.id}`);
  const admitted = admission(members.workspace, invite.id, state.role, newcomer.publicKeys);
  const value = create(JoinSchema, {
    device: newcomer.publicKeys.toDevice(),
    invite: idBytes(invite.id),
    inviteSig: invite.signing.sign("join", admitted),
    own: await key.wrapTo(newcomer.publicKeys, members.foundation.wrapContext, entropy),
  });
  return follow(members, newcomer.signing, { case: "join", value });
}

/** The same operation by the same device, made to follow another record than it did; undefined if it is not this device's, or founds the workspace. */
export function renewRecord(item: Uint8Array, lastRecord: ItemId, signer: SigningKey): MemberRecord | undefined {
  const old = parseRecord(item);
  if (old === undefined || !equalBytes(old.device, idBytes(signer.deviceId))) return undefined;
  const member = parse(MemberSchema, old.body);
  if (member === undefined || member.op.case === "genesis") return undefined;
  return signed(signer, create(MemberSchema, { ...member, prevMember: idBytes(lastRecord) }));
}
