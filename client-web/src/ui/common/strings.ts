/** What parts that several pages share say. */
export const SCAN = {
  start: "Scan its QR code",
  stop: "Turn the camera off",
  picture: "What the camera sees",
  refused: "The camera was not allowed: allow it in the browser, or paste the text.",
  failed: "There is no camera that can be used here: paste the text.",
} as const;
