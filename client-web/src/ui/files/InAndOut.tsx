/** The whole workspace as files, and files into it. */

import type { DroppedFile } from "../../sync/importing";
import type { Chosen } from "../documents/takeFiles";
import { chosenIn, isMarkdownFile } from "../documents/takeFiles";
import { save } from "../shell/save";
import { useSession } from "../shell/session";
import styles from "./InAndOut.module.css";
import { FILES as S } from "./strings";
import { type Outcome, useWork, type Work } from "./useWork";

const BOARD = /\.(canvas|csv|tsv)$/i;

export function InAndOut() {
  const { mayWrite } = useSession().workspace;
  const work = useWork();
  const busy = work.working !== undefined;
  return (
    <>
      <TakeOut work={work} busy={busy} />
      {mayWrite && <BringIn work={work} busy={busy} />}
      <div role="status" aria-live="polite">
        {work.working !== undefined && (
          <p className={styles.working}>
            <span>{work.working.what}</span>
            <progress
              aria-label={work.working.what}
              {...(work.working.all > 0 ? { value: work.working.done, max: work.working.all } : {})}
            />
            <button type="button" onClick={work.stop}>
              {S.stop}
            </button>
          </p>
        )}
        {work.outcome !== undefined && <Done outcome={work.outcome} />}
      </div>
    </>
  );
}

function Done({ outcome: { said, notes } }: { readonly outcome: Outcome }) {
  return (
    <>
      {said.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {notes.length > 0 && (
        <>
          <h3>{S.notes}</h3>
          <ul className={styles.done}>
            {notes.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface Props {
  readonly work: Work;
  readonly busy: boolean;
}

function TakeOut({ work, busy }: Props) {
  const { engine, workspace } = useSession();
  const { id } = workspace;
  const made = (name: string): Outcome => ({ said: [S.made(name)], notes: [] });
  const archive = async (task: string) => {
    const { bytes } = await engine.call("ExportArchive", { workspace: id, task });
    const name = `${workspace.team.name}.zip`;
    save(name, new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/zip" }));
    return made(name);
  };
  const calendar = async () => {
    const { text } = await engine.call("ExportCalendar", { workspace: id });
    const name = `${workspace.team.name}.ics`;
    save(name, new Blob([text], { type: "text/calendar" }));
    return made(name);
  };
  const documents = async () => {
    const { writeZip } = await import("../../model/formats/archive/zip");
    const files = await engine.call("ExportMarkdown", { workspace: id });
    const encoder = new TextEncoder();
    const zip = writeZip(new Map(files.map(({ name, text }) => [name, encoder.encode(text)])));
    const name = `${workspace.team.name} documents.zip`;
    save(name, new Blob([zip as Uint8Array<ArrayBuffer>], { type: "application/zip" }));
    return made(name);
  };
  const json = async () => {
    const name = `${workspace.team.name}.json`;
    save(name, await engine.call("Export", { workspace: id }));
    return made(name);
  };
  const ways = [
    [S.archive, S.archiveWhy, () => work.run(S.making, archive)],
    [S.calendar, S.calendarWhy, () => work.run(S.calendar, calendar)],
    [S.documents, S.documentsWhy, () => work.run(S.documents, documents)],
    [S.json, S.jsonWhy, () => work.run(S.json, json)],
  ] as const;
  return (
    <section aria-labelledby="export">
      <h2 id="export">{S.takeOut}</h2>
      <p>{S.takeOutWhy}</p>
      <ul className={styles.list}>
        {ways.map(([name, why, act]) => (
          <li key={name}>
            <button type="button" disabled={busy} onClick={() => void act()}>
              {name}
            </button>
            <span>{why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function BringIn({ work, busy }: Props) {
  const { engine, workspace } = useSession();
  const { id, team } = workspace;
  const isEmpty = team.boards.length === 0 && team.documents.length === 0;
  const bring = async ({ name, files }: Chosen, task: string): Promise<Outcome> => {
    const texts = files.filter((each) => isMarkdownFile(each));
    const boards = files.filter((each) => BOARD.test(each.name));
    const said: string[] = [];
    const notes: string[] = [];
    const note = (warnings: readonly { readonly file: string; readonly sentence: string }[]) => {
      for (const { file, sentence } of warnings) notes.push(`${file}: ${sentence}.`);
    };
    if (texts.length > 0) {
      const done = await engine.call("ImportDocuments", { workspace: id, name, files: texts, task });
      said.push(S.brought(done));
      note(done.warnings);
    }
    for (const file of boards) {
      const request = { vault: texts };
      const { summary, warnings } = await engine.call("Import", { workspace: id, file, request, task });
      said.push(S.board(file.name, summary));
      note(warnings);
    }
    return { said: said.length === 0 ? [S.nothing] : said, notes };
  };
  const restore = async (file: DroppedFile, task: string): Promise<Outcome> => {
    const { boards, documents, cards, warnings } = await engine.call("RestoreArchive", { workspace: id, file, task });
    return { said: [S.restored(boards, documents, cards)], notes: warnings.map(({ sentence }) => `${sentence}.`) };
  };
  const choose = (folder: boolean) =>
    ask({ folder, accept: ".canvas,.csv,.tsv,.md,.markdown" }, async (files) => {
      const chosen = await chosenIn(files, (file) => isMarkdownFile(file) || BOARD.test(file.name));
      await work.run(S.bringing(chosen.name), (task) => bring(chosen, task));
    });
  const chooseArchive = () =>
    ask({ folder: false, accept: ".zip" }, async ([file]) => {
      if (file === undefined) return;
      const bytes = new Uint8Array(await file.arrayBuffer());
      await work.run(S.restoring, (task) => restore({ name: file.name, bytes }, task));
    });
  return (
    <section aria-labelledby="import">
      <h2 id="import">{S.bringIn}</h2>
      <p>{S.bringInWhy}</p>
      <ul className={styles.list}>
        <li>
          <button type="button" disabled={busy} onClick={() => choose(false)}>
            {S.files}
          </button>
          <button type="button" disabled={busy} onClick={() => choose(true)}>
            {S.folder}
          </button>
        </li>
        <li>
          <button type="button" disabled={busy || !isEmpty} onClick={chooseArchive}>
            {S.restore}
          </button>
          <span>{isEmpty ? S.restoreWhy : S.notEmpty}</span>
        </li>
      </ul>
    </section>
  );
}

/** Asks in the browser's own way. */
function ask(
  { folder, accept }: { readonly folder: boolean; readonly accept: string },
  take: (files: readonly File[]) => Promise<void>,
): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = accept !== ".zip";
  input.webkitdirectory = folder;
  if (!folder) input.accept = accept;
  input.addEventListener("change", () => void take([...(input.files ?? [])]));
  input.click();
}
