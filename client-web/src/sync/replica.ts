/** The verified end of a client's log, and how much of it is stored. Owned by its machine. */
import { toBinary } from "@bufbuild/protobuf";
import { type Append, AppendSchema } from "../gen/meridian/v1/frame_pb";
import type { LogItem, SignedHead } from "../gen/meridian/v1/log_pb";
import { equalBytes, sha256 } from "../protocol/bytes";
import { type LogHead, parseEntry, verifyHead } from "../protocol/log";
import { VerifyKey } from "../trust/signature";
import { heir } from "../trust/succession";
import { EntryVerifier } from "./entryVerifier";
import { type ClientTerms, type Halt, halt, LocalLog, type VerifiedEntry } from "./types";

/** What came of a frame of entries: all of it, or nothing. */
export type Extension =
  | { readonly type: "Extended"; readonly entries: readonly VerifiedEntry[] }
  | { readonly type: "Contradicted"; readonly halt: Halt };

export class Replica {
  storedPos: number;
  unstoredBytes = 0;
  /** Whether the log has passed through the place that an invite's link names, if there is one. */
  hasSeenLink: boolean;
  private readonly unstored: { pos: number; bytes: number }[] = [];
  private readonly linkChain: Uint8Array | undefined;

  constructor(
    private readonly terms: ClientTerms,
    public log: LocalLog,
  ) {
    this.storedPos = log.pos;
    this.linkChain = terms.principal.type === "Guest" ? terms.principal.linkChain : undefined;
    this.hasSeenLink = this.linkChain === undefined || equalBytes(this.linkChain, log.chain);
  }

  /** Whether these members, as of here, lack the device that this client is; an invite's holder has none. */
  get lacksOwnDevice(): boolean {
    const { principal } = this.terms;
    return principal.type === "Device" && this.log.members.knownDevice(principal.key.deviceId) === undefined;
  }

  /** The key, if it is that of the log, or what the terms name where there is none, or owners made it the successor of that (LOGIN-2). */
  relayKey(bytes: Uint8Array, succession: readonly LogItem[]): VerifyKey | undefined {
    const { members } = this.log;
    const known = members.isFounded ? sha256(members.foundation.relayKey.bytes) : this.terms.relayKeyHash;
    if (equalBytes(sha256(bytes), known)) return VerifyKey.of(bytes);
    const shown = succession.flatMap(({ entry, item }) => {
      const parsed = parseEntry(entry);
      return parsed === undefined ? [] : [{ item, entryMillis: parsed.relayMillis }];
    });
    const key = heir(members, shown);
    return key !== undefined && equalBytes(key.bytes, bytes) ? key : undefined;
  }

  /** Whether the members here name this relay. */
  isOf(relayKey: VerifyKey): boolean {
    const { members } = this.log;
    return members.isFounded && members.foundation.relayKey.equals(relayKey);
  }

  /** The head, if this relay signed it for this workspace. */
  verify(head: SignedHead | undefined, relayKey: VerifyKey): LogHead | undefined {
    return verifyHead(head, relayKey, this.terms.workspace);
  }

  /** Takes entries and the head after them, whole or not at all (CLI-1 to CLI-6). */
  extend(append: Append, relayKey: VerifyKey): Extension {
    const verifier = new EntryVerifier(this.log);
    const entries: VerifiedEntry[] = [];
    let passedLink = this.hasSeenLink;
    for (const item of append.items) {
      const outcome = verifier.next(item);
      if (outcome.type === "Broken") return contradicted(halt(outcome.reason, outcome.message));
      entries.push(outcome.entry);
      passedLink ||= this.linkChain !== undefined && equalBytes(verifier.chain, this.linkChain);
    }
    const head = this.verify(append.head, relayKey);
    if (head === undefined || append.head === undefined) {
      return contradicted(halt("BAD_LOG", "a head of the log is not signed by the relay"));
    }
    const flaw = this.flawOf(head, append.head, verifier, relayKey);
    if (flaw !== undefined) return contradicted(flaw);
    // What a relay says of a place that another one ordered is no better receipt than the one there is.
    if (entries.length > 0 || this.isOf(relayKey)) this.log = LocalLog.after(head, append.head, verifier.members);
    this.hasSeenLink = passedLink;
    if (append.items.length > 0) {
      const bytes = toBinary(AppendSchema, append).length;
      this.unstored.push({ pos: head.pos, bytes });
      this.unstoredBytes += bytes;
    }
    return { type: "Extended", entries };
  }

  private flawOf(head: LogHead, signed: SignedHead, verifier: EntryVerifier, relayKey: VerifyKey): Halt | undefined {
    const { members } = verifier;
    if (!members.isFounded) return halt("WRONG_RELAY", "the workspace belongs to another relay");
    const ordered =
      members.foundation.relayKey.equals(relayKey) || verifier.abdicated?.equals(relayKey) || !this.isOf(relayKey);
    if (!ordered) return halt("BAD_LOG", "the relay went on after an owner had named another one");
    const agrees =
      head.pos === verifier.pos && head.relayMillis === verifier.relayMillis && equalBytes(head.chain, verifier.chain);
    if (!agrees) return halt("BAD_LOG", "the relay signed another log than it sent");
    if (head.members !== members.foundation.lastRecord) {
      return halt("BAD_LOG", "the relay counts somebody as a member who is none");
    }
    if (head.gen < this.log.gen) {
      const message = `the relay went back from generation ${this.log.gen} to ${head.gen}`;
      return halt("ROLLBACK", message, this.log.signed, signed);
    }
    return undefined;
  }

  /** Takes note of what is in the store (CLI-35). */
  stored(pos: number): void {
    while (this.unstored[0] !== undefined && this.unstored[0].pos <= pos) {
      this.unstoredBytes -= this.unstored.shift()?.bytes ?? 0;
    }
    this.storedPos = Math.max(this.storedPos, Math.min(pos, this.log.pos));
  }

  /** Starts again from where the store was cut. */
  reset(cut: LocalLog): void {
    this.log = cut;
    this.storedPos = cut.pos;
    this.unstored.length = 0;
    this.unstoredBytes = 0;
  }
}

function contradicted(halt: Halt): Extension {
  return { type: "Contradicted", halt };
}
