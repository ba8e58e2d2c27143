/** What a relay counts about itself, for Prometheus: names and units in docs/operations.md. */
@NullMarked
package dev.meridian.server.metrics;

import org.jspecify.annotations.NullMarked;
