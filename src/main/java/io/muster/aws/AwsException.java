package io.muster.aws;

/** A call to AWS that did not succeed, for all its attempts. */
public final class AwsException extends RuntimeException {

    private final transient AwsFailure failure;

    AwsException(AwsFailure failure, Throwable cause) {
        super(failure.operation() + " failed: " + failure.errorCode() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    /** An answer that was read, and lacks a part that those of the operation always have, or contradicts itself. */
    public static AwsException unreadable(AwsOperation operation, String reason) {
        return new AwsException(
                new AwsFailure(operation.action(), AwsFailure.UNREADABLE_ANSWER, reason), new UnreadableAnswer(reason));
    }

    public AwsFailure failure() {
        return failure;
    }

    /** Whether AWS says that the caller has no right to the service's operation. */
    public boolean isDenial(AwsService<?> service) {
        return service.denies(failure.errorCode());
    }

    /** Whether AWS's error code is this one or, as with {@code InvalidSnapshot.NotFound}, begins with it and a dot. */
    public boolean hasCode(String code) {
        return failure.errorCode().equals(code) || failure.errorCode().startsWith(code + ".");
    }
}
