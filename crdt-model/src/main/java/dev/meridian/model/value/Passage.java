package dev.meridian.model.value;

/**
 * A part of a text as it was when somebody quoted it, named so that another document can hold it.
 *
 * @param start its first character: {@code <counter>@<actor>} of the operation that inserted it
 * @param end its last character, likewise
 * @param quote what it read
 * @param since the greatest counter of an operation of the text's document that was known then
 */
public record Passage(String start, String end, String quote, long since) {}
