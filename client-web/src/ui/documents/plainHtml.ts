/**
 * Stands in for `@codemirror/lang-html` (vite.config.ts): HTML within Markdown stays plain text here, as it does everywhere in Meridian, and the parsers of HTML, CSS
 * and JavaScript, a third of the editor, are not loaded.
 */
import { LanguageSupport, StreamLanguage } from "@codemirror/language";

const plain = StreamLanguage.define({
  token: (stream) => {
    stream.skipToEnd();
    return null;
  },
});

export const html = () => new LanguageSupport(plain);

/** Nothing is proposed within tags. */
export const htmlCompletionSource = () => null;
