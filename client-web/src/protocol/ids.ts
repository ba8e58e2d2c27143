/**
 * Identities (LOG-1), as lower-case hexadecimal digits: a string compares and keys a map, bytes do not. Each has a type of its own, so that none is
 * taken for another.
 */
import { concat, fromHex, toHex } from "./bytes";

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** SHA-256 of the genesis record's body: 32 bytes. */
export type WorkspaceId = Id<"WorkspaceId">;
/** 16 bytes; 16 zero bytes are the team's. */
export type DocumentId = Id<"DocumentId">;
/** The first 16 bytes of SHA-256 of a signing key. */
export type DeviceId = Id<"DeviceId">;
/** Change id of an envelope, or SHA-256 of a membership record's body: 32 bytes. */
export type ItemId = Id<"ItemId">;
/** An Automerge actor: device (16 bytes), then the nonce of one replica (8 bytes). */
export type ActorId = Id<"ActorId">;

export const WORKSPACE_BYTES = 32;
export const DOCUMENT_BYTES = 16;
export const DEVICE_BYTES = 16;
export const ITEM_BYTES = 32;
export const ACTOR_BYTES = 24;
export const ACTOR_NONCE_BYTES = 8;

/** The team's document. */
export const TEAM_DOCUMENT = "0".repeat(2 * DOCUMENT_BYTES) as DocumentId;

/** Whether it is a document of comments, by the two upper bits of its id (MEM-20). */
export function isOfComments(document: DocumentId): boolean {
  return document.charAt(0) >= "c";
}

/** The document of the comments on this one; itself if it is one of comments. */
export function commentsOf(document: DocumentId): DocumentId {
  return withClass(document, 0xc);
}

/** This id without a mark: what a new document of content gets, and the document that comments are on. */
export function contentOf(document: DocumentId): DocumentId {
  return withClass(document, 0);
}

/** What a document of comments may be beside: ids that were drawn before they had classes have other upper bits. */
export function aboutsOf(comments: DocumentId): DocumentId[] {
  return [0x0, 0x4, 0x8].map((mark) => withClass(comments, mark));
}

function withClass(document: DocumentId, mark: number): DocumentId {
  const rest = Number.parseInt(document.charAt(0), 16) & 0x3;
  return ((mark | rest).toString(16) + document.slice(1)) as DocumentId;
}

function id<T extends string>(bytes: Uint8Array, length: number, what: string): T {
  if (bytes.length !== length) throw new RangeError(`${what} has ${length} bytes, not ${bytes.length}`);
  return toHex(bytes) as T;
}

export const workspaceId = (bytes: Uint8Array): WorkspaceId => id(bytes, WORKSPACE_BYTES, "a workspace id");
export const documentId = (bytes: Uint8Array): DocumentId => id(bytes, DOCUMENT_BYTES, "a document id");
export const deviceId = (bytes: Uint8Array): DeviceId => id(bytes, DEVICE_BYTES, "a device id");
export const itemId = (bytes: Uint8Array): ItemId => id(bytes, ITEM_BYTES, "an item id");
export const actorId = (bytes: Uint8Array): ActorId => id(bytes, ACTOR_BYTES, "an actor id");

/** The actor of one replica of a device. */
export function actorOf(device: DeviceId, nonce: Uint8Array): ActorId {
  return actorId(concat(fromHex(device), nonce));
}

/** Whose signature must be on everything that this actor writes. */
export function deviceOfActor(actor: ActorId): DeviceId {
  return actor.slice(0, 2 * DEVICE_BYTES) as DeviceId;
}

/** The bytes of any id. */
export const idBytes = (hex: WorkspaceId | DocumentId | DeviceId | ItemId | ActorId): Uint8Array => fromHex(hex);
