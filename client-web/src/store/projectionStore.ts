/**
 * What was on the screen last, in plain objects: so that a page can show it before the engine is there. A cache and nothing more: whatever goes wrong with it is as if
 * there were none. In a database of its own, apart from what must not be lost.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

interface Tables<T> extends DBSchema {
  projections: { key: string; value: T };
}

const LAST = "last";

export class ProjectionStore<T extends object> {
  private db: Promise<IDBPDatabase<Tables<T>>> | undefined;

  private open(): Promise<IDBPDatabase<Tables<T>>> {
    this.db ??= openDB<Tables<T>>("meridian-painted", 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore("projections");
      },
    });
    return this.db;
  }

  /** Undefined where there is none, or the browser does not give it. */
  async read(): Promise<T | undefined> {
    try {
      return await (await this.open()).get("projections", LAST as never);
    } catch {
      return undefined; // a cache
    }
  }

  /** @returns false where it could not be kept */
  async write(projection: T): Promise<boolean> {
    try {
      await (await this.open()).put("projections", projection, LAST as never);
      return true;
    } catch {
      return false; // a cache
    }
  }

  async clear(): Promise<void> {
    try {
      await (await this.open()).clear("projections");
    } catch {
      // There is nothing then.
    }
  }
}
