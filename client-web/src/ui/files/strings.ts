/** What a person reads where files come in and go out. */
import type { Imported } from "../../sync/importing";
import type { ImportedDocuments } from "../../sync/importingDocuments";

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

export const FILES = {
  takeOut: "Take everything out",
  takeOutWhy: "All of it can be read without Meridian, and an archive brings a workspace back elsewhere.",
  archive: "Archive (ZIP)",
  archiveWhy: "everything, as canvases, tables, Markdown and JSON",
  calendar: "Calendar (iCalendar)",
  calendarWhy: "target dates, deadlines of decisions, and the team’s cycles",
  documents: "Documents (Markdown)",
  documentsWhy: "one file each, in a ZIP",
  json: "Workspace (JSON)",
  jsonWhy: "as `meridian export --format json` writes it",
  bringIn: "Bring files in",
  bringInWhy:
    "Canvases and tables become boards, Markdown becomes documents, and proposed decision records become drafts. What came before is updated. A bad file changes nothing.",
  folder: "A folder",
  files: "Files",
  restore: "An archive",
  restoreWhy: "An archive is restored into a workspace without boards and documents, as this one is.",
  notEmpty: "An archive is restored into a workspace without boards and documents: create a new one for it.",
  making: "Making the archive",
  restoring: "Restoring the archive",
  bringing: (name: string) => `Bringing in ${name}`,
  stop: "Stop",
  made: (name: string) => `${name} is made.`,
  nothing: "There is no canvas, table or Markdown file in it.",
  board: (name: string, { cardsAdded, cardsChanged, documentsAdded }: Imported["summary"]) =>
    `${name}: ${count(cardsAdded, "card", "cards")} added, ${cardsChanged} changed${documentsAdded === 0 ? "" : `, ${count(documentsAdded, "document", "documents")} with it`}.`,
  brought: ({ added, changed, drafted }: ImportedDocuments) =>
    `${count(added, "document", "documents")} added, ${changed} changed${drafted === 0 ? "" : `, ${count(drafted, "draft of a decision", "drafts of decisions")}`}.`,
  restored: (boards: number, documents: number, cards: number) =>
    `${count(boards, "board", "boards")} with ${count(cards, "card", "cards")} and ${count(documents, "document", "documents")} are back.`,
  notes: "To know",
} as const;
