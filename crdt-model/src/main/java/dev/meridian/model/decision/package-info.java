/**
 * Decisions: what follows from the statements of a decision, in the order of the log. Pure functions of statements, the policy frozen at
 * opening, how far the log reaches, and a clock. Rules: docs/spec/decision.md.
 */
@NullMarked
package dev.meridian.model.decision;

import org.jspecify.annotations.NullMarked;
