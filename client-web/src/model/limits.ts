/** How much of anything there may be, and how much of it goes into one change. */
import { GATE_CAPS } from "./automerge/gateCaps";

export const TITLE_MAX = 1_000;
export const NAME_MAX = 200;
export const LABEL_MAX = 200;
export const COMMENT_MAX = 10_000;
export const QUOTE_MAX = 2_000;
export const DRAFT_MAX = 20_000;
export const TEXT_MAX = 4_000_000;
export const VALUE_BYTES_MAX = 48 * 1024;
export const PIECE_CHARS = 2_000;
export const PIECE_SPLICES = 100;
export const CHANGE_OPS = GATE_CAPS.opsMax - 3_000;
export const CHANGE_BYTES = GATE_CAPS.chunkBytesMax - 192 * 1024;
export const CHANGE_REWRITES = GATE_CAPS.sameKeyMax - 16;
export const CHANGE_RUNS = GATE_CAPS.insertRunsMax - PIECE_SPLICES - 1;
export const LIFE_BYTES = 128;
