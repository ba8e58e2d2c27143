/** Makes proto/vectors/snapshots.json: a workspace of three people, what they wrote, a snapshot of it, and what is wrong with others. */
import { create, toBinary } from "@bufbuild/protobuf";
import {
  CoreSchema,
  type Frontier,
  FrontierSchema,
  HeadRefSchema,
  SnapshotSchema,
} from "../src/gen/meridian/v1/envelope_pb";
import { EntryKind, Role } from "../src/gen/meridian/v1/log_pb";
import { packChanges } from "../src/model/automerge/changePack";
import { authorOf, type ParsedChange } from "../src/model/automerge/gate";
import type { PlacedChange } from "../src/model/automerge/packReader";
import { Replica } from "../src/model/automerge/replica";
import { ROOT, str } from "../src/model/automerge/value";
import { concat, fromHex, NO_BYTES, sha256, toHex } from "../src/protocol/bytes";
import { actorOf, contentOf, type DocumentId, idBytes } from "../src/protocol/ids";
import { CHAIN_ZERO, encodeEntry, nextChain } from "../src/protocol/log";
import { headsOf, lastOfEach } from "../src/sync/packs";
import { askFor } from "../src/trust/deviceRequest";
import { readEnvelope, type SealedEnvelope, sealEnvelope } from "../src/trust/envelope";
import { DeviceKeys, EpochKey } from "../src/trust/keys";
import { foundWorkspace, inviteRecord, joinRecord, type MemberRecord } from "../src/trust/memberRecord";
import { Membership } from "../src/trust/membership";
import { applyRecord } from "../src/trust/membershipFold";
import { EnvelopeSealer } from "../src/trust/opening";
import { Registrar } from "../src/trust/registrar";
import { SigningKey } from "../src/trust/signature";
import type { SnapshotContent } from "../src/trust/snapshotContent";
import { seededEntropy } from "./vectors";

const MILLIS = 1_790_000_000_000;

export interface SnapshotVectors {
  about: string;
  ws: string;
  epoch_secret: string;
  doc: string;
  records: { pos: number; entry_ms: number; item: string }[];
  packs: { name: string; rule: string; packed: string; changes?: { pos: number; chunk: string }[] }[];
  snapshots: {
    name: string;
    rule: string;
    item: string;
    result: "SOUND" | "FLAWED";
    reason?: string;
    changes?: { pos: number; chunk: string }[];
  }[];
  attestations: { name: string; rule: string; records: number; item: string; result: string }[];
  logs: {
    name: string;
    rule: string;
    entries: { entry: string; item: string; chain: string }[];
    result: "VERIFIED" | "BROKEN";
  }[];
}

class Story {
  private readonly entropy = seededEntropy(91);
  private readonly owner = DeviceKeys.generate(this.entropy);
  private readonly laptop = DeviceKeys.generate(this.entropy);
  private readonly editor = DeviceKeys.generate(this.entropy);
  private readonly viewer = DeviceKeys.generate(this.entropy);
  private readonly relay = SigningKey.fromSeed(this.entropy(32));
  private readonly document = contentOf(toHex(this.entropy(16)) as DocumentId);
  private members: Membership | undefined;
  private secret: Uint8Array = NO_BYTES;
  private readonly records: { pos: number; entry_ms: number; item: string }[] = [];
  private readonly log: { entry: Uint8Array; item: Uint8Array; chain: Uint8Array }[] = [];
  private readonly placed: PlacedChange[] = [];
  private readonly headers = new Map<number, SealedEnvelope>();

  async tell(): Promise<SnapshotVectors> {
    await this.enter();
    this.write();
    const good = await this.content(this.placed, 4);
    const vectors: SnapshotVectors = {
      about: "Snapshots, attestations, packs and pruned logs, by who was a member when (docs/spec/snapshot.md).",
      ws: this.now.workspace,
      epoch_secret: toHex(this.secret),
      doc: this.document,
      records: this.records,
      packs: await this.packs(),
      snapshots: await this.snapshots(good),
      attestations: this.attestations(good),
      logs: this.logs(good),
    };
    return vectors;
  }

  private get now(): Membership {
    if (this.members === undefined) throw new Error("not founded");
    return this.members;
  }

  private append(kind: EntryKind.MEMBER | EntryKind.ENVELOPE, item: Uint8Array): number {
    const pos = this.log.length + 1;
    const document = kind === EntryKind.ENVELOPE ? this.document : undefined;
    const entry = encodeEntry({ pos, relayMillis: MILLIS + pos, kind, itemSha256: sha256(item), document });
    this.log.push({ entry, item, chain: nextChain(this.log.at(-1)?.chain ?? CHAIN_ZERO, entry) });
    return pos;
  }

  private take({ item }: MemberRecord, from: Membership): void {
    const pos = this.append(EntryKind.MEMBER, item);
    const step = applyRecord(from, item, MILLIS + pos);
    if (step.type !== "Accepted") throw new Error(step.reason);
    this.members = step.next;
    this.records.push({ pos, entry_ms: MILLIS + pos, item: toHex(item) });
  }

  private async enter(): Promise<void> {
    const drawn: Uint8Array[] = [];
    const entropy = (length: number) => {
      drawn.push(this.entropy(length));
      return drawn.at(-1)!;
    };
    const founding = await foundWorkspace(this.owner, this.relay.verifyKey, entropy);
    // First the nonce, then the key.
    this.secret = drawn[1]!;
    this.take(founding.record, Membership.none(founding.workspace));
    const as = new Registrar(this.now, this.owner, MILLIS, this.entropy);
    this.take(await as.addDevice(askFor(this.laptop, this.now.workspace, this.owner.id, false)), this.now);
    for (const [who, role] of [
      [this.editor, Role.EDITOR],
      [this.viewer, Role.VIEWER],
    ] as const) {
      const invite = DeviceKeys.ofInvite(this.entropy(32));
      const terms = { role, uses: 1, expiresMillis: MILLIS + 1_000_000 };
      this.take(await inviteRecord(this.now, this.owner, invite, terms, this.entropy), this.now);
      this.take(await joinRecord(this.now, who, invite, this.entropy), this.now);
    }
  }

  private sealer(author: DeviceKeys): EnvelopeSealer {
    return new EnvelopeSealer(this.now.workspace, author, EpochKey.of(0, this.secret));
  }

  /** Owner and editor write in turn; each has what the other wrote before. */
  private write(): void {
    const authors = [this.owner, this.editor].map((keys) => {
      const actor = actorOf(keys.id, this.entropy(8));
      return { keys, actor, replica: new Replica(actor) };
    });
    for (let i = 0; i < 6; i++) {
      const { keys, replica } = authors[i % 2]!;
      const count = i === 2 ? 2 : 1;
      const made: ParsedChange[] = [];
      for (let j = 0; j < count; j++) {
        const edited = replica.edit((editor) =>
          editor.put(ROOT, `key ${i % 3}`, str(`${"Why: 😀".repeat(j + 1)} ${i}`)),
        );
        if (edited === undefined) throw new Error("nothing changed");
        made.push(edited.change);
      }
      const { envelope, item } = this.seal(keys, made);
      const pos = this.append(EntryKind.ENVELOPE, item);
      this.headers.set(pos, envelope);
      for (const change of made) {
        this.placed.push({ pos, change });
        authors[(i + 1) % 2]!.replica.apply([{ author: keys.id, chunk: change.chunk }]);
      }
    }
  }

  private seal(keys: DeviceKeys, changes: readonly ParsedChange[]) {
    const [first, last] = [changes[0]!, changes.at(-1)!];
    const batch = {
      actor: authorOf(last),
      firstSeq: first.seq,
      lastSeq: last.seq,
      lastHash: fromHex(last.hash),
      chunks: concat(...changes.map(({ chunk }) => chunk)),
    };
    const { item } = this.sealer(keys).changes(this.document, batch, this.place(0), this.entropy);
    return { item, envelope: opened(item) };
  }

  private place(pos: number) {
    if (pos === 0) return create(HeadRefSchema);
    return create(HeadRefSchema, { gen: 3n, pos: BigInt(pos), chain: this.log[pos - 1]!.chain });
  }

  private async content(changes: readonly PlacedChange[], afterPos: number): Promise<SnapshotContent> {
    return {
      afterPos: BigInt(afterPos),
      uptoPos: BigInt(changes.at(-1)!.pos),
      heads: headsOf(changes).map(fromHex),
      frontier: lastOfEach(changes).map(({ pos, change }) => this.frontier(pos, change)),
      changes: await packChanges(changes),
    };
  }

  private frontier(pos: number, change: ParsedChange): Frontier {
    return create(FrontierSchema, {
      actor: idBytes(authorOf(change)),
      seq: BigInt(change.seq),
      hash: fromHex(change.hash),
      pos: BigInt(pos),
      header: this.headers.get(pos)!.header,
    });
  }

  private snapshot(content: SnapshotContent): Uint8Array {
    const place = this.place(Number(content.uptoPos));
    return this.sealer(this.owner).snapshot(this.document, content, place, this.entropy).item;
  }

  private async packs(): Promise<SnapshotVectors["packs"]> {
    const packed = await packChanges(this.placed);
    const shown = this.shown(this.placed);
    const bad = (name: string, bytes: Uint8Array) => ({ name, rule: "PACK-4", packed: toHex(bytes) });
    const changed = (at: number) => packed.map((byte, i) => (i === at ? byte ^ 0x40 : byte));
    return [
      { name: "changes of two people, in the order of the log", rule: "PACK-1", packed: toHex(packed), changes: shown },
      { name: "no changes", rule: "PACK-1", packed: toHex(await packChanges([])), changes: [] },
      {
        name: "changes that build on others which are not in the pack",
        rule: "PACK-2",
        packed: toHex(await packChanges(this.placed.slice(3))),
        changes: shown.slice(3),
      },
      bad("nothing", NO_BYTES),
      bad("another version", changed(0)),
      bad("a stream that ends too early", packed.slice(0, -1)),
      bad("bytes after the end", concat(packed, Uint8Array.of(0))),
      bad("the first byte alone", packed.slice(0, 1)),
    ];
  }

  private shown(changes: readonly PlacedChange[]): { pos: number; chunk: string }[] {
    return changes.map(({ pos, change }) => ({ pos, chunk: toHex(change.chunk) }));
  }

  private async snapshots(good: SnapshotContent): Promise<SnapshotVectors["snapshots"]> {
    const flaw = (name: string, rule: string, content: Partial<SnapshotContent>, reason?: string) => ({
      name,
      rule,
      item: toHex(this.snapshot({ ...good, ...content })),
      result: "FLAWED" as const,
      ...(reason === undefined ? {} : { reason }),
    });
    const [one, two] = good.frontier as [Frontier, Frontier];
    const changed = (with_: Partial<Frontier>) => [create(FrontierSchema, { ...one, ...with_ }), two];
    const lastOfOwner = this.placed.findLast(({ change }) => authorOf(change).startsWith(this.owner.id))!;
    const short = this.placed.filter((each) => each !== lastOfOwner);
    const noWriter = await this.byViewer();
    const signature = "the signature on an author's last change is not the author's";
    const notSigned = "an author's last change is not the one that was signed";
    return [
      {
        name: "what stands in the log, in its order",
        rule: "SNAP-1",
        item: toHex(this.snapshot(good)),
        result: "SOUND",
        changes: this.shown(this.placed),
      },
      {
        name: "one that leaves out an author's last change holds by itself: only the originals tell",
        rule: "SNAP-9",
        item: toHex(this.snapshot({ ...(await this.content(short, 4)), uptoPos: good.uptoPos })),
        result: "SOUND",
        changes: this.shown(short),
      },
      flaw(
        "changes from before its range",
        "SNAP-7",
        { afterPos: BigInt(this.placed[0]!.pos) },
        "it has changes from outside its range",
      ),
      flaw("other heads", "SNAP-7", { heads: [sha256(NO_BYTES)] }, "its heads are not those of its changes"),
      flaw("an author without a frontier", "SNAP-6", { frontier: [one] }, "its frontier is not that of its changes"),
      flaw(
        "a frontier of another number",
        "SNAP-6",
        { frontier: changed({ seq: one.seq + 1n }) },
        "its frontier is not that of its changes",
      ),
      flaw(
        "a header that the other author signed",
        "SNAP-6",
        { frontier: [create(FrontierSchema, { ...one, header: two.header! }), two] },
        signature,
      ),
      flaw(
        "a header of an earlier change of the same author",
        "SNAP-6",
        {
          frontier: changed({ header: this.earlierHeader(one) }),
        },
        notSigned,
      ),
      flaw(
        "a signature of nothing",
        "SNAP-6",
        {
          frontier: changed({ header: { ...one.header!, sig: new Uint8Array(64) } }),
        },
        signature,
      ),
      {
        name: "changes by somebody who may not write",
        rule: "SNAP-6",
        item: toHex(this.snapshot(noWriter)),
        result: "FLAWED",
        reason: "it has changes by somebody who could not write there",
      },
      flaw("a pack of another format", "PACK-4", { changes: Uint8Array.of(2, 3, 0) }),
      {
        name: "another range within than without",
        rule: "SNAP-1",
        item: toHex(this.sealed({ ...good, afterPos: 1n }, good)),
        result: "FLAWED",
        reason: "its snapshot is not well formed",
      },
      {
        name: "the change id of another snapshot",
        rule: "SNAP-1",
        item: toHex(this.sealed({ ...good, changes: Uint8Array.of(1) }, good)),
        result: "FLAWED",
        reason: "its change id is not that of its snapshot",
      },
    ];
  }

  private earlierHeader({ actor, pos }: Frontier) {
    const author = toHex(actor);
    const earlier = this.placed.find(({ pos: at, change }) => authorOf(change) === author && at < Number(pos))!;
    return this.headers.get(earlier.pos)!.header;
  }

  private async byViewer(): Promise<SnapshotContent> {
    const replica = new Replica(actorOf(this.viewer.id, this.entropy(8)));
    const change = replica.edit((editor) => editor.put(ROOT, "mine", str("x")))!.change;
    const pos = this.placed.at(-1)!.pos;
    const header = this.headers.get(pos)!;
    this.headers.set(pos, this.seal(this.viewer, [change]).envelope);
    const content = await this.content([{ pos, change }], 4);
    this.headers.set(pos, header);
    return content;
  }

  /** With the plaintext of one snapshot and the outside of another. */
  private sealed(inside: SnapshotContent, outside: SnapshotContent): Uint8Array {
    const { core } = opened(this.snapshot(outside));
    const { afterPos, uptoPos, heads, frontier, changes } = inside;
    const message = create(SnapshotSchema, {
      afterPos,
      uptoPos,
      heads: [...heads],
      frontier: [...frontier],
      changes,
    });
    return sealEnvelope(core, toBinary(SnapshotSchema, message), EpochKey.of(0, this.secret), this.owner.signing);
  }

  private attestations(good: SnapshotContent): SnapshotVectors["attestations"] {
    const { mark } = opened(this.snapshot(good));
    const word = (name: string, rule: string, who: DeviceKeys, result: string, records = this.records.length) => {
      const { item } = this.sealer(who).attestation(
        this.document,
        mark,
        this.place(good.frontier.length),
        this.entropy,
      );
      return { name, rule, records, item: toHex(item), result };
    };
    const { core } = opened(
      this.sealer(this.editor).attestation(this.document, mark, this.place(1), this.entropy).item,
    );
    const bare = create(CoreSchema, { ...core, snapshot: undefined });
    const unnamed = sealEnvelope(bare, Uint8Array.of(0), EpochKey.of(0, this.secret), this.editor.signing);
    const all = this.records.length;
    return [
      word("another member who may write", "SNAP-4", this.editor, "VERIFIED"),
      word("the author's own", "SNAP-4", this.owner, "NOT_ALLOWED"),
      word("another device of the author's, where somebody else may write", "SNAP-4", this.laptop, "NOT_ALLOWED"),
      word("another device of the author's, where nobody else may write", "SNAP-4", this.laptop, "VERIFIED", 2),
      word("the author's own, where nobody else may write", "SNAP-4", this.owner, "NOT_ALLOWED", 2),
      word("somebody who may not write", "SNAP-4", this.viewer, "NOT_ALLOWED"),
      word("somebody who is no member yet", "SNAP-4", this.editor, "UNKNOWN_DEVICE", 2),
      {
        name: "somebody who names no snapshot",
        rule: "SNAP-4",
        records: all,
        item: toHex(unnamed),
        result: "MALFORMED",
      },
    ];
  }

  private logs(good: SnapshotContent): SnapshotVectors["logs"] {
    const first = this.records.length;
    const snapshot = this.snapshot(good);
    this.append(EntryKind.ENVELOPE, snapshot);
    const { mark } = opened(snapshot);
    const place = this.place(this.log.length);
    const { item: word } = this.sealer(this.editor).attestation(this.document, mark, place, this.entropy);
    this.append(EntryKind.ENVELOPE, word);
    const end = Number(good.uptoPos);
    const shown = (body: (pos: number, item: Uint8Array) => Uint8Array) =>
      this.log.map(({ entry, item, chain }, i) => ({
        entry: toHex(entry),
        item: toHex(body(i + 1, item)),
        chain: toHex(chain),
      }));
    const other = this.log[first]!.item;
    return [
      { name: "a whole log", rule: "SNAP-5", entries: shown((_, item) => item), result: "VERIFIED" },
      {
        name: "a log without the bodies that a checked snapshot holds",
        rule: "SNAP-5",
        entries: shown((pos, item) => (pos > first && pos <= end ? NO_BYTES : item)),
        result: "VERIFIED",
      },
      {
        name: "a membership record without its body",
        rule: "SNAP-5",
        entries: shown((pos, item) => (pos === 2 ? NO_BYTES : item)),
        result: "BROKEN",
      },
      {
        name: "another body than was recorded",
        rule: "SNAP-5",
        entries: shown((pos, item) => (pos === end ? other : item)),
        result: "BROKEN",
      },
    ];
  }
}

function opened(item: Uint8Array): SealedEnvelope {
  const reading = readEnvelope(item);
  if (reading.type !== "Read") throw new Error(reading.reason);
  return reading.envelope;
}

export function makeSnapshotVectors(): Promise<SnapshotVectors> {
  return new Story().tell();
}
