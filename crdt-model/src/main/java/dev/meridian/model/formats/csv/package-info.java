/** Tables: CSV and TSV as trackers and spreadsheets write them (RFC 4180 and what differs from it), by header. */
@NullMarked
package dev.meridian.model.formats.csv;

import org.jspecify.annotations.NullMarked;
