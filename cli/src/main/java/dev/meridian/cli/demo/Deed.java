package dev.meridian.cli.demo;

import dev.meridian.cli.demo.SampleCard.Person;

/**
 * Something that a member did while alone.
 *
 * @param sentence what, without the name
 */
record Deed(Person who, String sentence) {}
