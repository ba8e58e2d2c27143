import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { EnvelopeSchema, HeaderSchema, HeadRefSchema } from "../src/gen/meridian/v1/envelope_pb";
import { DeviceSchema, EntryKind, Role, SignedHeadSchema, WrapSchema } from "../src/gen/meridian/v1/log_pb";
import { concat, fromHex, sha256, toHex, utf8 } from "../src/protocol/bytes";
import { type ActorId, type DocumentId, type ItemId, idBytes, type WorkspaceId } from "../src/protocol/ids";
import { CHAIN_ZERO, encodeEntry, encodeHead, isOf, nextChain, parseEntry, verifyHead } from "../src/protocol/log";
import { parse } from "../src/protocol/strict";
import { aesOpen, aesSeal } from "../src/trust/aes";
import { hpkeOpen, hpkeSeal } from "../src/trust/hpke";
import { formatLink, parseLink } from "../src/trust/inviteLink";
import { DeviceKeys, EpochKey, PublicKeys, wrapInfo } from "../src/trust/keys";
import { encodeLoginProof, prove } from "../src/trust/login";
import { deviceOf } from "../src/trust/memberDevice";
import { Membership } from "../src/trust/membership";
import { applyRecord } from "../src/trust/membershipFold";
import { EnvelopeOpener, EnvelopeSealer } from "../src/trust/opening";
import { confirmAhead, type SignatureType, SigningKey, VerifyKey, verifyBare } from "../src/trust/signature";
import { seededEntropy, vectors } from "./vectors";

interface KeyPairs {
  signing_key: string;
  wrapping_key: string;
  id: string;
}

describe("keys.json", () => {
  const file = vectors<{
    device: KeyPairs & { signing_seed: string; wrapping_seed: string };
    invite: KeyPairs & { seed: string };
    epoch_key: { epoch: number; secret: string; content: string; id: string; meta: string; commit: string };
    wrap: { context: string; info: string; ephemeral_private_key: string; enc: string; ct: string };
  }>("keys.json");
  const device = DeviceKeys.fromSeeds(fromHex(file.device.signing_seed), fromHex(file.device.wrapping_seed));
  const key = EpochKey.of(file.epoch_key.epoch, fromHex(file.epoch_key.secret));

  test.each([
    ["device", device, file.device],
    ["invite", DeviceKeys.ofInvite(fromHex(file.invite.seed)), file.invite],
  ] as const)("the keys of a %s come of its seeds_KEY1_KEY3", (_, keys, expected) => {
    expect(toHex(keys.publicKeys.signing.bytes)).toBe(expected.signing_key);
    expect(toHex(keys.publicKeys.wrapping)).toBe(expected.wrapping_key);
    expect(keys.id).toBe(expected.id);
  });

  test("the keys of an epoch come of its secret_KEY4", () => {
    for (const label of ["content", "id", "meta", "commit"] as const) {
      expect(toHex(key.derive(label)), label).toBe(file.epoch_key[label]);
    }
  });

  test("a wrap is sealed to the same bytes and opens for its recipient alone_HPKE1", async () => {
    const context = fromHex(file.wrap.context);
    const info = wrapInfo(7, device.id, context);
    const ephemeral = fromHex(file.wrap.ephemeral_private_key);
    const sealed = await hpkeSeal(device.publicKeys.wrapping, info, fromHex(file.epoch_key.secret), ephemeral);
    expect(toHex(info)).toBe(file.wrap.info);
    expect([toHex(sealed.enc), toHex(sealed.ct)]).toEqual([file.wrap.enc, file.wrap.ct]);
    const seed = fromHex(file.device.wrapping_seed);
    expect(toHex((await hpkeOpen(seed, info, sealed)) ?? new Uint8Array())).toBe(file.epoch_key.secret);
    expect(await hpkeOpen(seed, wrapInfo(8, device.id, context), sealed)).toBeUndefined();
    expect(await hpkeOpen(fromHex(file.invite.seed), info, sealed)).toBeUndefined();
  });

  test("a low-order encapsulated key does not open_HPKE3", async () => {
    const sealed = { enc: new Uint8Array(32), ct: fromHex(file.wrap.ct) };
    expect(await hpkeOpen(fromHex(file.device.wrapping_seed), fromHex(file.wrap.info), sealed)).toBeUndefined();
  });
});

describe("signatures.json", () => {
  const file = vectors<{
    seed: string;
    signing_key: string;
    body: string;
    signatures: Record<SignatureType, string>;
    torsion_in_r: { signing_key: string; message: string; signatures: string[] };
    keys_never_enrolled: { small_order: string[]; mixed_order: string[] };
  }>("signatures.json");
  const key = SigningKey.fromSeed(fromHex(file.seed));
  const types = Object.keys(file.signatures) as SignatureType[];

  test.each(types)("the signature of type %s is that of the vectors and of no other type_SIG1", (type) => {
    const signature = key.sign(type, fromHex(file.body));
    expect(toHex(signature)).toBe(file.signatures[type]);
    for (const other of types) {
      expect(key.verifyKey.verifies(other, fromHex(file.body), signature), other).toBe(other === type);
    }
  });

  test("a component of small order in R is accepted, whatever WebCrypto says_SIG4", async () => {
    const verifyKey = fromHex(file.torsion_in_r.signing_key);
    const message = fromHex(file.torsion_in_r.message);
    for (const signature of file.torsion_in_r.signatures) {
      expect(verifyBare(verifyKey, message, fromHex(signature))).toBe(true);
    }
  });

  test("keys of small or mixed order are never enrolled_KEY2", () => {
    const { small_order, mixed_order } = file.keys_never_enrolled;
    for (const bytes of [...small_order, ...mixed_order]) expect(VerifyKey.of(fromHex(bytes)), bytes).toBeUndefined();
  });

  test("what WebCrypto confirmed ahead counts, and only a yes_SIG4", async () => {
    const body = fromHex(file.body);
    const signature = fromHex(file.signatures.head);
    await confirmAhead(key.verifyKey.bytes, "head", body, signature);
    await confirmAhead(key.verifyKey.bytes, "member", body, signature);
    expect(key.verifyKey.verifies("head", body, signature)).toBe(true);
    expect(key.verifyKey.verifies("member", body, signature)).toBe(false);
  });
});

describe("log.json", () => {
  const file = vectors<{
    item: string;
    entries: {
      pos: number;
      relay_ms: number;
      kind: string;
      item_sha256: string;
      doc: string;
      bytes: string;
      chain: string;
    }[];
    head: {
      relay_seed: string;
      relay_key: string;
      ws: string;
      gen: number;
      members: string;
      bytes: string;
      relay_sig: string;
    };
  }>("log.json");

  test("entries are read and written as the vectors have them, and chained_LOG2_LOG3", () => {
    let chain: Uint8Array = CHAIN_ZERO;
    for (const expected of file.entries) {
      const entry = parseEntry(fromHex(expected.bytes));
      if (entry === undefined) throw new Error("not an entry");
      chain = nextChain(chain, entry.bytes);
      expect(`ENTRY_KIND_${EntryKind[entry.kind]}`).toBe(expected.kind);
      expect([entry.pos, entry.relayMillis, toHex(entry.itemSha256), entry.document ?? "", toHex(chain)]).toEqual([
        expected.pos,
        expected.relay_ms,
        expected.item_sha256,
        expected.doc,
        expected.chain,
      ]);
      expect(toHex(encodeEntry(entry))).toBe(expected.bytes);
      expect(isOf(entry, entry.kind === EntryKind.TICK ? new Uint8Array() : fromHex(file.item))).toBe(true);
    }
  });

  test("a head counts under the relay’s signature and for its workspace alone_LOG4", () => {
    const relay = SigningKey.fromSeed(fromHex(file.head.relay_seed));
    const bytes = fromHex(file.head.bytes);
    expect(toHex(relay.sign("head", bytes))).toBe(file.head.relay_sig);
    const signed = create(SignedHeadSchema, { head: bytes, relaySig: fromHex(file.head.relay_sig) });
    const head = verifyHead(signed, relay.verifyKey, file.head.ws as WorkspaceId);
    if (head === undefined) throw new Error("not a head");
    const last = file.entries.at(-1);
    expect(head).toMatchObject({
      gen: BigInt(file.head.gen),
      pos: 3,
      relayMillis: last?.relay_ms,
      members: file.head.members,
    });
    expect(toHex(head.chain)).toBe(last?.chain);
    expect(toHex(encodeHead(head))).toBe(file.head.bytes);
    expect(verifyHead(signed, relay.verifyKey, "0".repeat(64) as WorkspaceId)).toBeUndefined();
  });
});

test("login.json: the one encoding of a login proof, and its signature_LOGIN1", () => {
  const file =
    vectors<
      Record<
        "device_seed" | "ws" | "host" | "relay_key" | "client_nonce" | "relay_nonce" | "proof" | "device" | "sig",
        string
      >
    >("login.json");
  const relayKey = VerifyKey.of(fromHex(file.relay_key));
  if (relayKey === undefined) throw new Error("not a key");
  const terms = {
    workspace: file.ws as WorkspaceId,
    host: file.host,
    relayKey,
    clientNonce: fromHex(file.client_nonce),
    relayNonce: fromHex(file.relay_nonce),
  };
  expect(toHex(encodeLoginProof(terms))).toBe(file.proof);
  const { proof } = prove(SigningKey.fromSeed(fromHex(file.device_seed)), terms);
  expect([toHex(proof?.device ?? new Uint8Array()), toHex(proof?.sig ?? new Uint8Array())]).toEqual([
    file.device,
    file.sig,
  ]);
});

describe("membership.json", () => {
  const file = vectors<{
    ws: string;
    owner_signing_seed: string;
    owner_wrapping_seed: string;
    invite_seed: string;
    epoch_commit: string;
    records: {
      entry_ms: number;
      item: string;
      result: string;
      id?: string;
      devices?: { id: string; role: string }[];
      invite_uses_left?: number;
    }[];
  }>("membership.json");

  test("every record has its result, and the members after it are those of the vectors_MEM1", async () => {
    const invite = DeviceKeys.ofInvite(fromHex(file.invite_seed));
    let members = Membership.none(file.ws as WorkspaceId);
    for (const [i, record] of file.records.entries()) {
      const step = applyRecord(members, fromHex(record.item), record.entry_ms);
      switch (step.type) {
        case "Refused":
          expect(step.refusal, `record ${i}`).toBe(record.result);
          break;
        case "UpgradeNeeded":
          expect(record.result, `record ${i}`).toBe("UPGRADE_NEEDED");
          break;
        case "Accepted":
          members = step.next;
          expect(record.result, `record ${i}`).toBe("ACCEPTED");
          expect(step.record).toBe(record.id);
          expect(members.devices.map(({ keys, role }) => ({ id: keys.id, role: `ROLE_${Role[role]}` }))).toEqual(
            record.devices,
          );
          expect(members.inviteOf(invite.id)?.usesLeft).toBe(record.invite_uses_left);
      }
    }
    const owner = DeviceKeys.fromSeeds(fromHex(file.owner_signing_seed), fromHex(file.owner_wrapping_seed));
    for (const keys of [owner, invite]) {
      expect(toHex((await members.epochKeyFor(keys))?.commit ?? new Uint8Array())).toBe(file.epoch_commit);
    }
  });
});

describe("envelope.json", () => {
  const file = vectors<{
    author_signing_seed: string;
    ws: string;
    epoch_secret: string;
    changes: { doc: string; actor: string; first_seq: number; last_seq: number; last_hash: string; chunks: string };
    change_id: string;
    salt: string;
    core: string;
    envelope_key: string;
    plaintext: string;
    ct: string;
    header: string;
    sig: string;
    envelope: string;
    rejected: { fault: string; item: string }[];
  }>("envelope.json");
  const ws = file.ws as WorkspaceId;
  const key = EpochKey.of(0, fromHex(file.epoch_secret));
  const author = DeviceKeys.fromSeeds(fromHex(file.author_signing_seed), seededEntropy()(32));
  const opener = new EnvelopeOpener(ws, [key]);
  const keys = PublicKeys.of(
    create(DeviceSchema, { signingKey: author.publicKeys.signing.bytes, wrappingKey: author.publicKeys.wrapping }),
  );
  if (keys === undefined) throw new Error("not keys");
  const members = Membership.none(ws)
    .withFoundation({
      relayKey: author.publicKeys.signing,
      wrapContext: new Uint8Array(32),
      epochs: [{ commit: key.commit, prevKey: new Uint8Array(0) }],
      lastRecord: "00" as ItemId,
    })
    .withDevices([deviceOf(keys, keys.id, Role.OWNER, "ACTIVE", create(WrapSchema))]);
  const batch = {
    actor: file.changes.actor as ActorId,
    firstSeq: file.changes.first_seq,
    lastSeq: file.changes.last_seq,
    lastHash: fromHex(file.changes.last_hash),
    chunks: fromHex(file.changes.chunks),
  };

  test("each step of the sealing gives the bytes of the vectors_ENV3_ENV4", () => {
    const core = fromHex(file.core);
    expect(key.changeId(file.changes.doc as DocumentId, batch.actor, BigInt(batch.lastSeq), batch.lastHash)).toBe(
      file.change_id,
    );
    expect(toHex(key.envelopeKey(core, fromHex(file.salt)))).toBe(file.envelope_key);
    expect(toHex(aesSeal(fromHex(file.envelope_key), fromHex(file.plaintext), core))).toBe(file.ct);
    expect(toHex(author.signing.sign("envelope", fromHex(file.header)))).toBe(file.sig);
    expect(aesOpen(fromHex(file.envelope_key), fromHex(file.ct).slice(0, -1), core)).toBeUndefined();
  });

  test("the whole envelope is sealed to the same bytes_ENV9", () => {
    const core = parse(HeaderSchema, fromHex(file.header));
    expect(core).toBeDefined();
    const sealed = new EnvelopeSealer(ws, author, key).changes(
      file.changes.doc as DocumentId,
      batch,
      create(HeadRefSchema, { gen: 1_790_000_000_000n, pos: 5n, chain: fromHex(file.core).slice(-32) }),
      () => fromHex(file.salt),
    );
    expect(sealed.id).toBe(file.change_id);
    expect(toHex(sealed.item)).toBe(file.envelope);
  });

  test("it opens to the changes that were sealed_ENV1", () => {
    const opened = opener.open(fromHex(file.envelope), members);
    expect(opened).toEqual({ type: "Changes", author: author.id, document: file.changes.doc, batch });
    expect(opener.openVerified(fromHex(file.envelope))).toEqual(opened);
  });

  test.each(file.rejected.map((each, i) => [i, each.fault, each.item] as const))(
    "rejected envelope %i is %s_ENV6",
    (_, fault, item) => {
      const opened = opener.open(fromHex(item), members);
      expect(opened.type === "Rejected" ? opened.fault : opened.type.toUpperCase()).toBe(fault);
    },
  );

  test("an envelope with any byte changed is refused_ENV5", () => {
    const good = fromHex(file.envelope);
    for (let i = 0; i < good.length; i++) {
      const bad = good.slice();
      bad[i]! ^= 1;
      expect(opener.open(bad, members).type, `byte ${i}`).not.toBe("Changes");
    }
    expect(parse(EnvelopeSchema, concat(good, utf8("x")))).toBeUndefined();
  }, 60_000);
});

describe("invite-link.json", () => {
  const file = vectors<{
    ws: string;
    relay_key: string;
    relay_key_hash: string;
    chain: string;
    seed: string;
    links: { secure: boolean; host: string; port: number; text: string }[];
    broken: { text: string; reason: string }[];
  }>("invite-link.json");

  test.each(file.links.map((each) => [each.text.slice(0, 40), each] as const))(
    "%s is read and written_LINK1",
    (_, each) => {
      const link = {
        secure: each.secure,
        host: each.host,
        port: each.port,
        workspace: file.ws as WorkspaceId,
        relayKeyHash: sha256(fromHex(file.relay_key)),
        chain: fromHex(file.chain),
        seed: fromHex(file.seed),
      };
      expect(toHex(link.relayKeyHash)).toBe(file.relay_key_hash);
      expect(formatLink(link)).toBe(each.text);
      expect(parseLink(`  ${each.text}\n`)).toEqual({ type: "Parsed", link });
    },
  );

  test.each(file.broken.map((each) => [each.reason, each.text] as const))("broken: %s_LINK2", (reason, text) => {
    const parsed = parseLink(text);
    expect(parsed).toEqual({ type: "Broken", reason });
    expect(JSON.stringify(parsed)).not.toContain(toHex(idBytes(file.seed as WorkspaceId)));
  });
});
