/** Decision records as MADR 4.0 has them (Markdown Any Decision Records, adr.github.io/madr): read from documents, and written with status and outcome. */
@NullMarked
package dev.meridian.model.formats.madr;

import org.jspecify.annotations.NullMarked;
