package io.muster.aws;

/** An answer that is not what the API promises. */
final class UnreadableAnswer extends RuntimeException {

    UnreadableAnswer(String reason) {
        super(reason);
    }
}
