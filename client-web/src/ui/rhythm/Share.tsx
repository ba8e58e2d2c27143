/** A derived page out of Meridian: to the clipboard, or into a mail that the person sends from their own program. */
import { useNotices } from "../shell/session";
import { RHYTHM } from "./strings";

/** Mail programs cut longer addresses off. */
const MAIL_CHARACTERS_MAX = 1_900;

/** @param text its first line is the subject */
export function Share({ text }: { readonly text: () => string }) {
  const { say } = useNotices();
  const copy = async (said: string) => {
    const copied = await navigator.clipboard.writeText(text()).then(
      () => true,
      () => false, // a browser that does not let pages write the clipboard
    );
    say(copied ? said : RHYTHM.notCopied);
    return copied;
  };
  const mail = async () => {
    const [subject = "", ...rest] = text().split("\n");
    const address = (body: string) => `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    const whole = address(rest.join("\n"));
    if (whole.length <= MAIL_CHARACTERS_MAX) location.href = whole;
    else if (await copy(RHYTHM.mailPaste)) location.href = address("");
  };
  return (
    <>
      <button type="button" onClick={() => void copy(RHYTHM.copied)}>
        {RHYTHM.copy}
      </button>
      <button type="button" onClick={() => void mail()}>
        {RHYTHM.mail}
      </button>
    </>
  );
}
