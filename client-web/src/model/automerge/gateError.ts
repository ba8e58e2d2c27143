/** Why a change is refused (docs/spec/gate.md). */
export type RefusalReason =
  | "MALFORMED"
  | "UNSUPPORTED"
  | "TOO_LARGE"
  | "FOREIGN_ACTOR"
  | "OWN_ACTOR"
  | "MISSING_DEPENDENCY"
  | "BAD_SEQUENCE"
  | "BAD_START_OP"
  | "UNKNOWN_OBJECT";

/** Carries a refusal out of nested readings; never leaves the gate. */
export class GateError extends Error {
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}

export function malformed(message: string): GateError {
  return new GateError("MALFORMED", message);
}
