/** How much room this origin has, and whether the browser may clear it by itself. */

/** In bytes; undefined where the browser does not tell. */
export interface Room {
  readonly usageBytes: number | undefined;
  readonly quotaBytes: number | undefined;
  /** Whether the browser has promised to keep it until a person clears it. */
  readonly persisted: boolean | undefined;
  /** "low": soon nothing more can be kept; "full": the last write was refused. */
  readonly room: "ample" | "low" | "full" | "unknown";
}

export interface StorageGauge {
  estimate(): Promise<{ readonly usage?: number; readonly quota?: number } | undefined>;
  persisted(): Promise<boolean | undefined>;
}

const LOW_BYTES = 50 * 1024 * 1024;

/** Of a browser: in workers and pages. */
export const browserGauge: StorageGauge = {
  estimate: async () => (await navigator.storage?.estimate?.()) ?? undefined,
  persisted: async () => navigator.storage?.persisted?.(),
};

/** @param refused whether the last write was refused for want of room */
export async function roomOf(gauge: StorageGauge, refused: boolean): Promise<Room> {
  const [estimate, persisted] = await Promise.all([gauge.estimate(), gauge.persisted()]);
  const { usage: usageBytes, quota: quotaBytes } = estimate ?? {};
  const left = usageBytes === undefined || quotaBytes === undefined ? undefined : quotaBytes - usageBytes;
  const room = refused ? "full" : left === undefined ? "unknown" : left < LOW_BYTES ? "low" : "ample";
  return { usageBytes, quotaBytes, persisted, room };
}

/**
 * Asks the browser to keep what is stored here until a person clears it: in a page, since workers may not ask. Undefined where it cannot be asked. Some browsers ask
 * the person, so it is best done after something was made that is worth keeping.
 */
export async function askToPersist(): Promise<boolean | undefined> {
  if (navigator.storage?.persist === undefined) return undefined;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}
