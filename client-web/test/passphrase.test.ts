import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { IndexedDbHome, KeysLocked, KeysLost } from "../src/store/homeStore";
import { openSeeds, type SealedKeys, STRETCH_COST, sealSeeds, WrongPassphrase } from "../src/store/keySeal";
import { entropy } from "./world";

const PASSPHRASE = "seven herons at dawn";

// Cheap guesses, for the sake of the tests' time.
const openHome = () => IndexedDbHome.open(entropy, { memoryKiB: 64, passes: 1 });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

async function stored(): Promise<SealedKeys> {
  const db = await openDB("meridian");
  const found = (await db.getAll("keys")) as SealedKeys[];
  db.close();
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** The bytes that somebody has who reads the database and may use the browser's own key. */
async function readable({ wrapping, nonce, sealed }: SealedKeys): Promise<Uint8Array> {
  const iv = new Uint8Array(nonce);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, wrapping, new Uint8Array(sealed)));
}

const holds = (bytes: Uint8Array, part: Uint8Array) => Buffer.from(bytes).includes(Buffer.from(part));

test("keys under a passphrase are nowhere in the database, even for who may use the browser's key_KEY1", async () => {
  const home = await openHome();
  const { id } = await home.deviceKeys();
  const seeds = await openSeeds(await stored(), undefined);
  expect(holds(await readable(await stored()), seeds.slice(0, 32))).toBe(true); // what a passphrase is for
  await home.guard(undefined, PASSPHRASE);
  const after = await stored();
  const inner = await readable(after);
  for (const half of [seeds.slice(0, 32), seeds.slice(32)]) {
    expect(holds(inner, half)).toBe(false);
    expect(holds(after.sealed, half)).toBe(false);
  }
  expect(after.wrapping.extractable).toBe(false);
  expect((await home.deviceKeys()).id).toBe(id);
});

test("keys are locked at the next start, and the passphrase alone opens them", async () => {
  const before = await openHome();
  const { id } = await before.deviceKeys();
  await before.guard(undefined, PASSPHRASE);
  const home = await openHome();
  expect(await home.keyGuard()).toBe("LOCKED");
  await expect(home.deviceKeys()).rejects.toThrow(KeysLocked);
  await expect(home.unlock("seven herons at dusk")).rejects.toThrow(WrongPassphrase);
  expect(await home.keyGuard()).toBe("LOCKED");
  await home.unlock(PASSPHRASE.normalize("NFD"));
  expect((await home.deviceKeys()).id).toBe(id);
  expect(await home.keyGuard()).toBe("UNLOCKED");
});

test("a passphrase is changed and taken away by who knows it alone", async () => {
  const home = await openHome();
  const { id } = await home.deviceKeys();
  await home.guard(undefined, PASSPHRASE);
  await expect(home.guard("wrong", undefined)).rejects.toThrow(WrongPassphrase);
  await expect(home.guard(undefined, "another one")).rejects.toThrow(WrongPassphrase);
  await home.guard(PASSPHRASE, "another one");
  const again = await openHome();
  await expect(again.unlock(PASSPHRASE)).rejects.toThrow(WrongPassphrase);
  await again.unlock("another one");
  await again.guard("another one", undefined);
  const open = await openHome();
  expect(await open.keyGuard()).toBe("NONE");
  expect((await open.deviceKeys()).id).toBe(id);
});

test("what the browser's own key does not open is lost, and not a wrong passphrase_attack75", async () => {
  const home = await openHome();
  await home.deviceKeys();
  await home.guard(undefined, PASSPHRASE);
  const db = await openDB("meridian");
  const kept = (await db.get("keys", "device")) as SealedKeys;
  const other = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await db.put("keys", { ...kept, wrapping: other }, "device");
  db.close();
  await expect((await openHome()).unlock(PASSPHRASE)).rejects.toThrow(KeysLost);
});

test("a guess costs 64 MiB and three passes, whatever later versions take", async () => {
  const seeds = entropy(64);
  const sealed = await sealSeeds(seeds, PASSPHRASE, entropy);
  expect(sealed.guard).toMatchObject({ memoryKiB: 65_536, passes: 3 });
  expect(STRETCH_COST).toEqual({ memoryKiB: 65_536, passes: 3 });
  expect(await openSeeds(sealed, PASSPHRASE)).toEqual(seeds);
}, 60_000);
