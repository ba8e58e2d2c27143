package dev.meridian.model.automerge;

/**
 * Where a character of a text is, or was.
 *
 * @param position in code points; of a deleted character, how many stand before the place where it stood
 * @param stands whether it is there
 */
public record CharacterPlace(int position, boolean stands) {}
