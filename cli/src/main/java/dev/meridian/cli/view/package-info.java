/** What is planned, as lines for a person and as JSON with stable keys for a script. */
@NullMarked
package dev.meridian.cli.view;

import org.jspecify.annotations.NullMarked;
