package dev.meridian.model.decision;

/**
 * How a round ended, final.
 *
 * @param certificate recomputed by whoever has the log
 */
public record Outcome(int round, DecisionState state, Certificate certificate) {}
