/**
 * Certificates of decisions as files: what a round came to, with the entries of the log from its first act until past its end under the relay's signature, and the
 * records of who was a member. The same that `meridian decide verify` writes and checks.
 */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { certificateJson } from "../model/decision/certificate";
import type { Decision, Outcome } from "../model/decision/decision";
import { isObject, type Json, type JsonObject, parseJson, printJson } from "../model/json";
import { sha256, toHex, utf8 } from "../protocol/bytes";
import type { DocumentId, WorkspaceId } from "../protocol/ids";
import { CHAIN_ZERO, parseEntry } from "../protocol/log";
import type { LogRow, StatementRow, WorkspaceStore } from "../store/workspaceStore";
import { CertificateCheck } from "./certificateCheck";

export const CERTIFICATE_FORMAT = "meridian-decision/1";
const ROWS_A_TURN = 500;

/** What a check found: all that does not hold, each a sentence; none means that it holds. */
export interface CertificateFinding {
  readonly problems: readonly string[];
  /** How many signed statements were checked. */
  readonly statements: number;
  /** `round 1: accepted, certificate 1f0c...` */
  readonly outcome: string;
}

/** The certificate of a round as a file. */
export async function exportCertificate(
  store: WorkspaceStore,
  workspace: WorkspaceId,
  document: DocumentId,
  outcome: Outcome,
  said: readonly StatementRow[],
): Promise<string> {
  const first = Math.min(...said.map(({ pos }) => pos ?? Number.POSITIVE_INFINITY));
  const before = first === 1 ? CHAIN_ZERO : ((await store.logAt(first - 1))?.chain ?? CHAIN_ZERO);
  const members: Json[] = [];
  const entries: Json[] = [];
  let last: LogRow | undefined;
  for await (const row of rows(store)) {
    if (row.kind === EntryKind.MEMBER) members.push({ entry: base64(row.entry), item: base64(row.item) });
    if (row.pos < first) continue;
    entries.push(base64(row.entry));
    last = row;
    const isPast = (parseEntry(row.entry)?.relayMillis ?? 0) >= outcome.certificate.endedAt;
    if (isPast && row.head !== undefined) break;
  }
  const statements: Json[] = [];
  for (const { pos } of said) {
    const row = pos === undefined || pos > (last?.pos ?? 0) ? undefined : await store.logAt(pos);
    if (row !== undefined) statements.push({ position: row.pos, item: base64(row.item) });
  }
  const file: JsonObject = {
    format: CERTIFICATE_FORMAT,
    certificate: certificateJson(outcome.certificate, document),
    chainBefore: base64(before),
    firstPosition: first,
    entries,
    head: base64(last?.head ?? new Uint8Array()),
    workspace,
    members,
    statements,
  };
  return `${printJson(file)}\n`;
}

async function* rows(store: WorkspaceStore): AsyncGenerator<LogRow> {
  for (let after = 0; ; ) {
    const some = await store.logAfter(after, ROWS_A_TURN);
    const last = some.at(-1);
    if (last === undefined) return;
    yield* some;
    after = last.pos;
  }
}

/** Checks a file by itself, and that the log that is kept here comes to the same. */
export function checkCertificate(
  text: string,
  workspace: WorkspaceId,
  decisions: ReadonlyMap<DocumentId, Decision>,
): CertificateFinding {
  const file = parseJson(text);
  const certificate = isObject(file) && file.format === CERTIFICATE_FORMAT ? file.certificate : undefined;
  if (!isObject(file) || !isObject(certificate)) {
    return { problems: ["This is no certificate of a decision."], statements: 0, outcome: "" };
  }
  const check = new CertificateCheck(file, certificate);
  const problems = [...check.problems()];
  if (file.workspace !== workspace) problems.push("This certificate is of another workspace.");
  else {
    const document = certificate.decision as DocumentId;
    const print = printJson(certificate);
    const isSame = decisions
      .get(document)
      ?.outcomes.some((each) => printJson(certificateJson(each.certificate, document)) === print);
    if (isSame !== true) problems.push("The log that is kept here does not come to this certificate.");
  }
  const sha = toHex(sha256(utf8(printJson(certificate))));
  const outcome = `round ${String(certificate.round)}: ${String(certificate.outcome)}, certificate ${sha}`;
  return { problems, statements: check.signed, outcome };
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
