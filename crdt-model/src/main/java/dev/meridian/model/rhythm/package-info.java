/**
 * The derived pages of a team's rhythm: digest, weekly update, agenda, pack, slip ledger, nudges. Pure functions of states, happenings and a
 * moment; nothing here is stored.
 */
@NullMarked
package dev.meridian.model.rhythm;

import org.jspecify.annotations.NullMarked;
