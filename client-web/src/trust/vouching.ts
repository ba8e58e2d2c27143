/** The head that a record names which puts another relay in the place of the one before (MEM-19). */
import { HeadSchema, MemberSchema, type NewGeneration, type SignedHead } from "../gen/meridian/v1/log_pb";
import { equalBytes } from "../protocol/bytes";
import { idBytes } from "../protocol/ids";
import { parse } from "../protocol/strict";
import { parseRecord } from "./memberRecord";
import type { Membership } from "./membership";
import type { VerifyKey } from "./signature";

const CHAIN_BYTES = 32;

/** The place right after which such a record stands. */
export interface Base {
  readonly head: SignedHead | undefined;
  readonly gen: bigint;
  readonly pos: bigint;
  readonly chain: Uint8Array;
}

/** Whether the head is by the relay of these members, of this workspace, and has them. */
export function vouches(members: Membership, last: SignedHead | undefined): boolean {
  const { relayKey, formerRelayKey, lastRecord } = members.foundation;
  const signed = [relayKey, formerRelayKey].some((key) => key !== undefined && isHeadBy(key, last));
  const head = signed && last !== undefined ? parse(HeadSchema, last.head) : undefined;
  return (
    head !== undefined &&
    equalBytes(head.ws, idBytes(members.workspace)) &&
    equalBytes(head.members, idBytes(lastRecord)) &&
    head.chain.length === CHAIN_BYTES &&
    head.pos > 0n
  );
}

export function isHeadBy(key: VerifyKey, head: SignedHead | undefined): boolean {
  return head !== undefined && key.verifies("head", head.head, head.relaySig);
}

/** What a record says that names another relay key; undefined of every other. Verifies nothing. */
export function newGenerationOf(item: Uint8Array): NewGeneration | undefined {
  const signed = parseRecord(item);
  const op = signed === undefined ? undefined : parse(MemberSchema, signed.body)?.op;
  return op?.case === "newGeneration" ? op.value : undefined;
}

/** Whether this record may stand right after the end of such a log: one that names another relay fits one place alone. */
export function isInPlace(item: Uint8Array, endPos: number, endChain: Uint8Array): boolean {
  const base = baseOf(item);
  return base === undefined || (base.pos === BigInt(endPos) && equalBytes(base.chain, endChain));
}

/** Where this record stands if it names another relay key. */
export function baseOf(item: Uint8Array): Base | undefined {
  const body = newGenerationOf(item);
  if (body === undefined) return undefined;
  const head = body.last === undefined ? undefined : parse(HeadSchema, body.last.head);
  return { head: body.last, gen: head?.gen ?? 0n, pos: head?.pos ?? 0n, chain: head?.chain ?? new Uint8Array(0) };
}
