/**
 * How large a change may be (GATE-5). A larger one is refused by every replica, so whoever writes splits first. Constants, because replicas with other
 * caps would part.
 */
export interface GateCaps {
  readonly chunkBytesMax: number;
  readonly inflatedBytesMax: number;
  readonly opsMax: number;
  readonly predsMax: number;
  readonly depsMax: number;
  readonly keyBytesMax: number;
  readonly scalarBytesMax: number;
  readonly messageBytesMax: number;
  readonly depthMax: number;
  readonly sameKeyMax: number;
  readonly insertRunsMax: number;
}

export const GATE_CAPS: GateCaps = {
  chunkBytesMax: 512 * 1024,
  inflatedBytesMax: 1024 * 1024,
  opsMax: 10_000,
  predsMax: 40_000,
  depsMax: 4_096,
  keyBytesMax: 256,
  scalarBytesMax: 64 * 1024,
  messageBytesMax: 1_024,
  depthMax: 16,
  sameKeyMax: 256,
  insertRunsMax: 512,
};

/** The same for each single write, without end for all of them together: for an edit that is planned and not made. */
export const CAPS_WITHOUT_TOTALS: GateCaps = {
  ...GATE_CAPS,
  chunkBytesMax: Number.MAX_SAFE_INTEGER,
  inflatedBytesMax: Number.MAX_SAFE_INTEGER,
  opsMax: Number.MAX_SAFE_INTEGER,
  predsMax: Number.MAX_SAFE_INTEGER,
  sameKeyMax: Number.MAX_SAFE_INTEGER,
  insertRunsMax: Number.MAX_SAFE_INTEGER,
};

export const COUNTER_MAX = 2 ** 31 - 1;
