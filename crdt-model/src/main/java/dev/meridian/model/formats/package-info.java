/**
 * Getting plans in and out: what all file formats share. Pure: names, bytes and snapshots in, plans and bytes out; whoever calls reads and
 * writes the files and carries out the plans. The rules (FMT) are in docs/spec/formats.md, what users need to know in docs/formats.md.
 */
@NullMarked
package dev.meridian.model.formats;

import org.jspecify.annotations.NullMarked;
