/** What a browser's profile holds besides the workspaces themselves: the device's keys, and which workspaces there are. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { equalBytes } from "../protocol/bytes";
import type { WorkspaceId } from "../protocol/ids";
import { DeviceKeys, type Entropy, SEED_BYTES } from "../trust/keys";
import { openSeeds, type SealedKeys, STRETCH_COST, type StretchCost, sealSeeds, WrongPassphrase } from "./keySeal";

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

/** The keys are under a passphrase that was not said yet. */
export class KeysLocked extends Error {
  constructor() {
    super("Your keys are locked: unlock them with your passphrase first.");
  }
}

/** Whether a passphrase guards the keys, and whether it has been said since this home was opened. */
export type KeyGuard = "NONE" | "LOCKED" | "UNLOCKED";

/** The device's keys, and the workspaces. */
export interface HomeStore {
  /** This home's device; made the first time. @throws KeysLost, KeysLocked */
  deviceKeys(): Promise<DeviceKeys>;
  keyGuard(): Promise<KeyGuard>;
  /** @throws WrongPassphrase, KeysLost */
  unlock(passphrase: string): Promise<void>;
  /**
   * Puts the keys under another passphrase, or under none. It is on the disk when it is done.
   *
   * @param current the one that guards them now, if one does
   * @throws WrongPassphrase, KeysLost
   */
  guard(current: string | undefined, next: string | undefined): Promise<void>;
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

  async keyGuard(): Promise<KeyGuard> {
    return "NONE";
  }

  async unlock(): Promise<void> {
    // They are never locked.
  }

  guard(): Promise<void> {
    throw new Error("Nothing is kept here that a passphrase would guard.");
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

interface Tables extends DBSchema {
  keys: { key: string; value: SealedKeys };
  workspaces: { key: string; value: WorkspaceEntry };
}

const DEVICE = "device";

export class IndexedDbHome implements HomeStore {
  /** Once a passphrase has opened them. */
  private unlocked: DeviceKeys | undefined;

  private constructor(
    private readonly db: IDBPDatabase<Tables>,
    private readonly entropy: Entropy,
    private readonly cost: StretchCost,
  ) {}

  static async open(entropy: Entropy, cost = STRETCH_COST): Promise<IndexedDbHome> {
    const db = await openDB<Tables>("meridian", 1, {
      upgrade(fresh) {
        fresh.createObjectStore("keys");
        fresh.createObjectStore("workspaces", { keyPath: "id" });
      },
    });
    return new IndexedDbHome(db, entropy, cost);
  }

  async deviceKeys(): Promise<DeviceKeys> {
    if (this.unlocked !== undefined) return this.unlocked;
    const stored = await this.db.get("keys", DEVICE);
    if (stored?.guard !== undefined) throw new KeysLocked();
    if (stored !== undefined) return open(stored);
    // A new device would be a stranger to these.
    if ((await this.workspaces()).some((each) => each.stage === "READY")) throw new KeysLost();
    const seeds = this.entropy(2 * SEED_BYTES);
    await this.db.put("keys", await sealSeeds(seeds, undefined, this.entropy), DEVICE);
    // What does not come back now would not come back tomorrow, and the workspaces with it.
    const again = await this.db.get("keys", DEVICE);
    const keys = again === undefined ? undefined : await open(again);
    const made = keysOf(seeds);
    if (keys === undefined || !equalBytes(keys.publicKeys.wrapping, made.publicKeys.wrapping)) {
      throw new Error("This browser does not keep keys: nothing would be here after closing it.");
    }
    return keys;
  }

  async keyGuard(): Promise<KeyGuard> {
    const stored = await this.db.get("keys", DEVICE);
    if (stored?.guard === undefined) return "NONE";
    return this.unlocked === undefined ? "LOCKED" : "UNLOCKED";
  }

  async unlock(passphrase: string): Promise<void> {
    this.unlocked = keysOf(await this.seeds(passphrase));
  }

  async guard(current: string | undefined, next: string | undefined): Promise<void> {
    await this.deviceKeys(); // made, if this home never needed any
    const seeds = await this.seeds(current);
    await this.db.put("keys", await sealSeeds(seeds, next, this.entropy, this.cost), DEVICE);
    this.unlocked = next === undefined ? undefined : keysOf(seeds);
  }

  private async seeds(passphrase: string | undefined): Promise<Uint8Array> {
    const stored = await this.db.get("keys", DEVICE);
    if (stored === undefined) throw new KeysLost();
    return seedsIn(stored, passphrase);
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
    if ((await this.db.get("keys", DEVICE)) === undefined) return false;
    return this.deviceKeys().then(
      () => true,
      () => false,
    );
  }
}

async function open(stored: SealedKeys): Promise<DeviceKeys> {
  return keysOf(await seedsIn(stored, undefined));
}

async function seedsIn(stored: SealedKeys, passphrase: string | undefined): Promise<Uint8Array> {
  try {
    return await openSeeds(stored, passphrase);
  } catch (e) {
    throw e instanceof WrongPassphrase ? e : new KeysLost(e);
  }
}

function keysOf(seeds: Uint8Array): DeviceKeys {
  return DeviceKeys.fromSeeds(seeds.slice(0, SEED_BYTES), seeds.slice(SEED_BYTES));
}
