/** Load for a relay: what it stores, fans out and keeps in memory, each figure beside the machine's own floor. */
@NullMarked
package dev.meridian.bench.relay;

import org.jspecify.annotations.NullMarked;
