/** Pages of the rhythm for people and programs: one neutral form, printed as text, Markdown, mail-ready HTML; and canonical JSON. Pure functions. */
@NullMarked
package dev.meridian.model.rhythm.page;

import org.jspecify.annotations.NullMarked;
