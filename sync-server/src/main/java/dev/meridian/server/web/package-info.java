/** The web client's files, as the build packed them into the jar. Knows nothing of HTTP's wire. */
@NullMarked
package dev.meridian.server.web;

import org.jspecify.annotations.NullMarked;
