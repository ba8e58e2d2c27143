/** What somebody wants changed, as sealed records: the only way to write to a document. */
@NullMarked
package dev.meridian.model.intent;

import org.jspecify.annotations.NullMarked;
