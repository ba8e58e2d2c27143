package dev.meridian.client;

/** Whatever the SDK fails with, apart from refused intents and plain misuse. The message is one sentence for a person. */
public abstract sealed class MeridianException extends RuntimeException
        permits HomeException,
                KeyException,
                StoreException,
                RelayException,
                StoppedException,
                JoinException,
                UnknownNameException,
                ClosedException,
                DecisionException {

    private static final long serialVersionUID = 1;

    MeridianException(String sentence) {
        super(sentence);
    }

    MeridianException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
