/** Whether a passphrase guards the keys, as this page last heard: so that it shows nothing before it was said. The engine alone decides. */
const NOTE = "meridian.guarded";

export const isGuardedHere = () => localStorage.getItem(NOTE) !== null;

export function noteGuard(guarded: boolean): void {
  if (guarded) localStorage.setItem(NOTE, "yes");
  else localStorage.removeItem(NOTE);
}
