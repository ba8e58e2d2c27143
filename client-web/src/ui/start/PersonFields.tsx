import { STRINGS } from "../strings";

/** Who joins: a name, and where their day begins. */
export function PersonFields() {
  return (
    <>
      <label>
        {STRINGS.yourName}
        <input name="name" required maxLength={200} autoComplete="name" />
      </label>
      <label>
        {STRINGS.yourZone}
        <input name="zone" required defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone} />
      </label>
    </>
  );
}

export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

export function personOf(form: FormData) {
  return { name: textOf(form, "name"), zone: textOf(form, "zone") };
}
