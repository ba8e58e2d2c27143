/** What a browser's profile holds besides the workspaces themselves: the device's keys, and which workspaces there are. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { equalBytes } from "../protocol/bytes";
import type { WorkspaceId } from "../protocol/ids";
import { DeviceKeys, type Entropy, SEED_BYTES } from "../trust/keys";

/** Where a relay is, as it is dialled. */
export interface RelayAddress {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

/** A workspace of this home. It is JOINING until its log shows this device as a member. */
export interface WorkspaceEntry {
  readonly id: WorkspaceId;
  readonly relay: RelayAddress;
  readonly relayKeyHash: Uint8Array;
  readonly stage: "JOINING" | "READY";
  /** As the team called it when this home last looked. */
  readonly name: string;
  /** Who this home's person is in the team document, once an owner has let them in. */
  readonly waiting?: { readonly name: string; readonly zone: string };
}

/** There are workspaces here, and no keys to them: the browser has cleared some of what it stored, or a profile was copied in part. */
export class KeysLost extends Error {
  constructor(cause?: unknown) {
    super(
      "This browser has lost its keys: what it has can be read and exported, but it is no device of your workspaces any more.",
      { cause },
    );
  }
}

/** The device's keys, and the workspaces. */
export interface HomeStore {
  /** This home's device; made the first time. @throws KeysLost */
  deviceKeys(): Promise<DeviceKeys>;
  workspaces(): Promise<readonly WorkspaceEntry[]>;
  put(entry: WorkspaceEntry): Promise<void>;
  /** Not one of this home's any more. */
  remove(workspace: WorkspaceId): Promise<void>;
}

export class MemoryHome implements HomeStore {
  private keys: DeviceKeys | undefined;
  private readonly entries = new Map<WorkspaceId, WorkspaceEntry>();

  constructor(private readonly entropy: Entropy) {}

  async deviceKeys(): Promise<DeviceKeys> {
    this.keys ??= DeviceKeys.generate(this.entropy);
    return this.keys;
  }

  async workspaces(): Promise<readonly WorkspaceEntry[]> {
    return [...this.entries.values()];
  }

  async put(entry: WorkspaceEntry): Promise<void> {
    this.entries.set(entry.id, entry);
  }

  async remove(workspace: WorkspaceId): Promise<void> {
    this.entries.delete(workspace);
  }
}

/** The seeds under an AES key that cannot be read out of the browser, only used in it (TRUST: a script that runs here can still use it). */
interface SealedKeys {
  readonly wrapping: CryptoKey;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
}

interface Tables extends DBSchema {
  keys: { key: string; value: SealedKeys };
  workspaces: { key: string; value: WorkspaceEntry };
}

const DEVICE = "device";

export class IndexedDbHome implements HomeStore {
  private constructor(
    private readonly db: IDBPDatabase<Tables>,
    private readonly entropy: Entropy,
  ) {}

  static async open(entropy: Entropy): Promise<IndexedDbHome> {
    const db = await openDB<Tables>("meridian", 1, {
      upgrade(fresh) {
        fresh.createObjectStore("keys");
        fresh.createObjectStore("workspaces", { keyPath: "id" });
      },
    });
    return new IndexedDbHome(db, entropy);
  }

  async deviceKeys(): Promise<DeviceKeys> {
    const stored = await this.db.get("keys", DEVICE);
    if (stored !== undefined) return open(stored);
    // A new device would be a stranger to these.
    if ((await this.workspaces()).some((each) => each.stage === "READY")) throw new KeysLost();
    const seeds = this.entropy(2 * SEED_BYTES);
    const wrapping = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const nonce = new Uint8Array(this.entropy(12));
    const plain = new Uint8Array(seeds);
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, wrapping, plain));
    await this.db.put("keys", { wrapping, nonce, sealed }, DEVICE);
    // What does not come back now would not come back tomorrow, and the workspaces with it.
    const again = await this.db.get("keys", DEVICE);
    const keys = again === undefined ? undefined : await open(again);
    const made = DeviceKeys.fromSeeds(seeds.slice(0, SEED_BYTES), seeds.slice(SEED_BYTES));
    if (keys === undefined || !equalBytes(keys.publicKeys.wrapping, made.publicKeys.wrapping)) {
      throw new Error("This browser does not keep keys: nothing would be here after closing it.");
    }
    return keys;
  }

  workspaces(): Promise<readonly WorkspaceEntry[]> {
    return this.db.getAll("workspaces");
  }

  async put(entry: WorkspaceEntry): Promise<void> {
    await this.db.put("workspaces", entry);
  }

  async remove(workspace: WorkspaceId): Promise<void> {
    await this.db.delete("workspaces", workspace);
    // Keys that open nothing any more are no use: with the last workspace the next device may begin.
    if ((await this.workspaces()).length === 0 && !(await this.isWhole())) await this.db.delete("keys", DEVICE);
  }

  /** Whether the keys that are there can be used. */
  private async isWhole(): Promise<boolean> {
    const stored = await this.db.get("keys", DEVICE);
    return (
      stored !== undefined &&
      (await open(stored).then(
        () => true,
        () => false,
      ))
    );
  }
}

async function open({ wrapping, nonce, sealed }: SealedKeys): Promise<DeviceKeys> {
  const iv = new Uint8Array(nonce);
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, wrapping, new Uint8Array(sealed));
    const seeds = new Uint8Array(plain);
    return DeviceKeys.fromSeeds(seeds.slice(0, SEED_BYTES), seeds.slice(SEED_BYTES));
  } catch (e) {
    throw new KeysLost(e);
  }
}
