package dev.meridian.client;

import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.ThreadId;

/** A comment that was added, on the disk of this machine, and its thread. */
public record Said(ThreadId thread, CommentId comment) {}
