package dev.meridian.model.formats;

/** What reading a file gives: all of it, or one sentence. */
public sealed interface ImportResult permits ImportPlan, ImportFailed {}
