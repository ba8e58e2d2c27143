/** The streams that a pack is made of, in their order: what is alike lies together, so that it compresses (PACK-2). */
export const STREAM = {
  position: 0,
  actor: 1,
  sequence: 2,
  start: 3,
  time: 4,
  message: 5,
  deps: 6,
  foreign: 7,
  others: 8,
  table: 9,
} as const;

const FIRST_COLUMN = 10;

/** The types of the columns, each with a stream of its own after those above. */
const COLUMNS = [0x01, 0x02, 0x11, 0x13, 0x15, 0x34, 0x42, 0x56, 0x57, 0x70, 0x71, 0x73] as const;

export const STREAMS = FIRST_COLUMN + COLUMNS.length;

/** The column type that a stream holds; undefined where it holds none. */
export function columnOf(stream: number): number | undefined {
  return COLUMNS[stream - FIRST_COLUMN];
}

export function streamOf(column: number): number | undefined {
  const at = (COLUMNS as readonly number[]).indexOf(column);
  return at < 0 ? undefined : FIRST_COLUMN + at;
}

/** Whether its first number counts from the change's first operation: what is written refers to what was written just before. */
export function isRelative(column: number): boolean {
  return column === 0x13 || column === 0x73;
}

/** Of all streams together, inflated. */
export const INFLATED_BYTES_MAX = 16 << 20;
/** Of all chunks together: a reference of one byte becomes a hash. */
export const CHUNK_BYTES_MAX = 64 << 20;
export const PACK_VERSION = 1;
