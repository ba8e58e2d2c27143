/** Where one looked at a board last, in this browser: to come back there. */
import type { BoardId } from "../../../model/ids";
import type { Viewport } from "../logic/viewport";
import type { Camera } from "./camera";

const keyOf = (board: BoardId) => `meridian.view.${board}`;
const REST_MILLIS = 200;

export function rememberedView(board: BoardId): Viewport | undefined {
  const match = /^(-?[\d.e+-]+) (-?[\d.e+-]+) ([\d.e+-]+)$/.exec(localStorage.getItem(keyOf(board)) ?? "");
  const [x, y, zoom] = (match ?? []).slice(1).map(Number);
  const fits = x !== undefined && y !== undefined && zoom !== undefined && [x, y, zoom].every(Number.isFinite);
  return fits && zoom > 0 ? { x, y, zoom } : undefined;
}

/** Notes each view that has come to rest and that the person means, until the function given back is called. */
export function rememberView(board: BoardId, camera: Camera, isMeant: () => boolean): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const note = () => {
    if (!isMeant()) return;
    const { x, y, zoom } = camera.view;
    try {
      localStorage.setItem(keyOf(board), `${x} ${y} ${zoom}`);
    } catch {
      // There is no room for it: one begins at the whole board next time.
    }
  };
  const stop = camera.listen(() => {
    clearTimeout(waiting);
    waiting = setTimeout(note, REST_MILLIS);
  });
  return () => {
    stop();
    clearTimeout(waiting);
  };
}
