package dev.meridian.sync.client;

/**
 * What a client bears and how it waits.
 *
 * @param windowItemsMax items sent and not answered yet
 * @param windowBytesMax the same in bytes; one item may always be under way
 * @param unstoredBytesMax delivered and not {@link ClientInput.Stored} yet; beyond, the client hangs up
 * @param answerMillisMax how long a relay may take for the next step of a handshake
 * @param backOffMillisMin first pause after a failure; doubles with each
 * @param backOffMillisMax longest pause
 */
public record ClientLimits(
        int windowItemsMax,
        int windowBytesMax,
        long unstoredBytesMax,
        int answerMillisMax,
        int backOffMillisMin,
        int backOffMillisMax) {
    /** What is meant for a person's machine. */
    public static final ClientLimits DEFAULTS =
            new ClientLimits(256, 512 * 1024, 64L * 1024 * 1024, 15_000, 250, 30_000);
}
