/** What parts that several pages share say. */
export const SCAN = {
  start: "Scan its QR code",
  stop: "Turn the camera off",
  picture: "What the camera sees",
  refused: "The camera was not allowed: allow it in the browser, or paste the text.",
  failed: "There is no camera that can be used here: paste the text.",
} as const;

/** Comments, wherever they stand. */
export const COMMON = {
  members: "Members",
  membersFit: (count: number) =>
    count === 1 ? "1 member: Enter puts the name in." : `${count} members: arrow keys choose, Enter puts the name in.`,
  edit: "Edit",
  editOwn: "Your comment",
  remove: "Delete",
  save: "Save",
  cancel: "Cancel",
  removed: "The comment is in the trash.",
  bringBack: "Bring it back",
  edited: "edited",
} as const;
