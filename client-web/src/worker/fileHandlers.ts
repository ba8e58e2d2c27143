/** Files in, files out. */
import type { WorkspaceId } from "../protocol/ids";
import type { Workspace } from "../sync/workspace";
import type { Calls } from "./api";
import type { Page } from "./audience";
import type { Tasks } from "./tasks";

type FileCall =
  | "Import"
  | "ImportDocuments"
  | "RestoreArchive"
  | "ExportBoard"
  | "ExportMarkdown"
  | "ExportArchive"
  | "ExportCalendar"
  | "StopTask";

type Handlers = { [N in FileCall]: (params: Calls[N]["params"], page: Page) => Promise<Calls[N]["result"]> };

interface Host {
  find(id: WorkspaceId): Promise<Workspace>;
  /** Does something that is to be stored. */
  stored<T>(write: () => Promise<T>): Promise<T>;
  readonly tasks: Tasks;
}

export function fileHandlers({ find, stored, tasks }: Host): Handlers {
  return {
    async Import({ workspace: id, file, request, task }, page) {
      const workspace = await find(id);
      return stored(() => tasks.run(page, task, (work) => workspace.importFile(file, request, work)));
    },
    async ImportDocuments({ workspace: id, name, files, task }, page) {
      const workspace = await find(id);
      return stored(() => tasks.run(page, task, (work) => workspace.importDocuments(name, files, work)));
    },
    async RestoreArchive({ workspace: id, file, task }, page) {
      const workspace = await find(id);
      return stored(() => tasks.run(page, task, (work) => workspace.restoreArchive(file, work)));
    },
    async ExportBoard({ workspace, board, format }) {
      return (await find(workspace)).exportFile(board, format);
    },
    async ExportMarkdown({ workspace }) {
      return (await find(workspace)).exportMarkdown();
    },
    async ExportArchive({ workspace: id, task }, page) {
      const workspace = await find(id);
      return tasks.run(page, task, (work) => workspace.exportArchive(work));
    },
    async ExportCalendar({ workspace }) {
      return (await find(workspace)).exportCalendar();
    },
    async StopTask({ task }) {
      tasks.stop(task);
      return undefined;
    },
  };
}
