package io.muster.aws;

/** Muster's own credentials cannot be had, for a reason that is on this machine. Its message is one that users may read. */
final class NoCredentials extends RuntimeException {

    NoCredentials(String message) {
        super(message);
    }

    NoCredentials(String message, Throwable cause) {
        super(message, cause);
    }
}
