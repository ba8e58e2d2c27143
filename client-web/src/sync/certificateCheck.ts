/** Whether what a certificate's file shows holds by itself: the chain, the relay's signature over it, and that devices of members signed what counted. */

import { EnvelopeKind } from "../gen/meridian/v1/envelope_pb";
import { EntryKind, SignedHeadSchema } from "../gen/meridian/v1/log_pb";
import { isObject, type Json, type JsonObject } from "../model/json";
import { equalBytes, toHex } from "../protocol/bytes";
import type { WorkspaceId } from "../protocol/ids";
import { isOf, type LogEntry, nextChain, parseEntry, verifyHead } from "../protocol/log";
import { parse } from "../protocol/strict";
import { verifyEnvelope } from "../trust/envelope";
import { Membership } from "../trust/membership";
import { applyRecord } from "../trust/membershipFold";

/** What the file says is not even of the form that it should have. */
class Damaged extends Error {}

interface Recorded {
  readonly entry: Uint8Array;
  readonly item: Uint8Array;
}

export class CertificateCheck {
  /** Statements whose signatures hold. */
  signed = 0;
  private readonly found: string[] = [];
  private readonly entries = new Map<number, LogEntry>();

  /** @param file parsed; @param certificate that is in it */
  constructor(
    private readonly file: JsonObject,
    private readonly certificate: JsonObject,
  ) {}

  problems(): readonly string[] {
    try {
      this.walk();
    } catch (e) {
      if (!(e instanceof Damaged)) throw e;
      this.found.push("The certificate is damaged.");
    }
    return this.found;
  }

  private walk(): void {
    const { file } = this;
    const workspace = text(file.workspace) as WorkspaceId;
    if (!/^[0-9a-f]{64}$/.test(workspace)) throw new Damaged();
    const first = whole(file.firstPosition);
    const records = list(file.members).map((each): Recorded => {
      const { entry, item } = objectOf(each);
      return { entry: bytes(entry), item: bytes(item) };
    });
    const statements = new Map(
      list(file.statements).map((each) => {
        const { position, item } = objectOf(each);
        return [whole(position), bytes(item)];
      }),
    );
    let members = Membership.none(workspace);
    const join = ({ entry, item }: Recorded) => {
      const parsed = parseEntry(entry);
      const step =
        parsed !== undefined && isOf(parsed, item) ? applyRecord(members, item, parsed.relayMillis) : undefined;
      if (step?.type === "Accepted") members = step.next;
      else this.found.push("A record of who is a member does not hold.");
    };
    for (const each of records) if ((parseEntry(each.entry)?.pos ?? first) < first) join(each);
    if (!members.isFounded && first > 1) {
      this.found.push("The founding of the workspace is missing, so that nobody's signature can be checked.");
    }
    let chain = bytes(file.chainBefore);
    for (const [i, each] of list(file.entries).entries()) {
      const raw = bytes(each);
      chain = nextChain(chain, raw);
      const entry = parseEntry(raw);
      if (entry === undefined || entry.pos !== first + i) {
        this.found.push(`The entry at position ${first + i} of the log is damaged.`);
        continue;
      }
      this.entries.set(entry.pos, entry);
      if (entry.kind === EntryKind.MEMBER) {
        const record = records.find((one) => equalBytes(one.entry, raw));
        if (record !== undefined) join(record);
        else this.found.push(`The record of who is a member at position ${entry.pos} is missing.`);
      }
      const item = statements.get(entry.pos);
      if (item !== undefined) this.statement(entry, item, members);
    }
    this.head(bytes(file.head), chain, members, workspace);
    for (const act of list(this.certificate.acts)) this.act(objectOf(act), statements);
  }

  private statement(entry: LogEntry, item: Uint8Array, members: Membership): void {
    const verified = isOf(entry, item) ? verifyEnvelope(item, members) : undefined;
    const holds =
      verified?.type === "Verified" &&
      verified.envelope.core.kind === EnvelopeKind.STATEMENT &&
      toHex(verified.envelope.core.doc) === this.certificate.decision;
    if (holds) this.signed++;
    else this.found.push(`The statement at position ${entry.pos} is not signed by a device that may speak.`);
  }

  private head(signed: Uint8Array, chain: Uint8Array, members: Membership, workspace: WorkspaceId): void {
    const parsed = parse(SignedHeadSchema, signed);
    const head = members.isFounded ? verifyHead(parsed, members.foundation.relayKey, workspace) : undefined;
    if (head === undefined || !equalBytes(head.chain, chain)) {
      this.found.push("The relay of the workspace has not signed these entries.");
    }
  }

  /** An act of the certificate stands in the log where and when it says, signed. */
  private act({ position, received }: JsonObject, statements: ReadonlyMap<number, Uint8Array>): void {
    const at = whole(position);
    const entry = this.entries.get(at);
    if (entry !== undefined && statements.has(at) && Date.parse(text(received)) === entry.relayMillis) return;
    this.found.push(
      `The act at position ${at} is not in the log that the relay signed, or was received at another time.`,
    );
  }
}

function objectOf(json: Json | undefined): JsonObject {
  if (!isObject(json)) throw new Damaged();
  return json;
}

function list(json: Json | undefined): readonly Json[] {
  if (!Array.isArray(json)) throw new Damaged();
  return json;
}

function text(json: Json | undefined): string {
  if (typeof json !== "string") throw new Damaged();
  return json;
}

function whole(json: Json | undefined): number {
  if (typeof json !== "number" || !Number.isSafeInteger(json)) throw new Damaged();
  return json;
}

function bytes(json: Json | undefined): Uint8Array {
  const base64 = text(json);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) throw new Damaged();
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
