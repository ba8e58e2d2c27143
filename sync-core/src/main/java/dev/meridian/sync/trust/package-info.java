/** Who may read and write, and how everybody checks it: keys, signatures, sealed envelopes, membership. */
@NullMarked
package dev.meridian.sync.trust;

import org.jspecify.annotations.NullMarked;
