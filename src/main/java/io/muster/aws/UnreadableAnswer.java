package io.muster.aws;

/** An answer that does not follow the API. */
final class UnreadableAnswer extends RuntimeException {

    UnreadableAnswer(String reason) {
        super(reason);
    }
}
