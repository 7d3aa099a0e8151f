package io.muster.aws;

import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Why a call failed, in words that users may read: AWS's own code and message where AWS answered, else one of the
 * constants here. Host names, stack traces and request ids stay inside.
 *
 * @param operation the operation that failed, as IAM spells it; {@code sts:AssumeRole} where the call did not come so far
 * @param errorCode AWS's error code, see the EC2 API Reference, "Error codes for the Amazon EC2 API", or a constant of
 *     this type
 */
public record AwsFailure(String operation, String errorCode, String message) {

    /** The credentials are of another account than the one that was asked for. */
    public static final String WRONG_ACCOUNT = "WRONG_ACCOUNT";
    /** There are no base credentials, or they could not be read. */
    public static final String NO_CREDENTIALS = "NO_CREDENTIALS";
    /** No answer in time. */
    public static final String TIMEOUT = "TIMEOUT";
    /** No connection, or one that broke. */
    public static final String CONNECTION = "CONNECTION";
    /** The host of the service's endpoint in the region is not known: AWS may not offer the service there, or name servers fail. */
    public static final String UNKNOWN_HOST = "UNKNOWN_HOST";
    /** The code of an answer that does not follow the API. */
    public static final String UNREADABLE_ANSWER = "UNREADABLE_ANSWER";
    /** A list whose pages repeat: reading on would never end. */
    public static final String REPEATED_PAGE = "REPEATED_PAGE";
    /** A list whose pages do not end. */
    public static final String ENDLESS_LIST = "ENDLESS_LIST";
    /** AWS had not finished a job in the time that it had. */
    public static final String UNFINISHED = "UNFINISHED";
    /** A fault of Muster's own; the log tells it. */
    public static final String INTERNAL = "INTERNAL";

    /** How the words of EC2's AuthFailure begin where another account's item is the matter, and not the credentials. */
    public static final String NOT_OWNED = "Not authorized for";

    /** AWS does not accept the credentials, for any operation; see "Common error types" of each API. */
    private static final Set<String> CREDENTIALS_REFUSED = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "RequestExpired",
            "UnrecognizedClientException");

    /** The form of all codes that AWS's references list, and more: codes are keys of tables and labels of metrics. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:/ -]{1,128}");

    private static final int LONGEST_MESSAGE = 500;
    /** The text that AWS appends for {@code sts:DecodeAuthorizationMessage}: up to 10 kB that no reader can use. */
    private static final Pattern ENCODED_PART =
            Pattern.compile("\\s*Encoded authorization failure message:.*", Pattern.DOTALL);

    /** The failure that an exception of the SDK, or one that wraps it, stands for. */
    public static AwsFailure of(AwsOperation operation, Throwable thrown) {
        return causes(thrown)
                .flatMap(cause -> known(operation, cause).stream())
                .findFirst()
                .orElseGet(() -> internal(operation));
    }

    /** Whether it may help to call again with other credentials. */
    boolean refusesCredentials() {
        return CREDENTIALS_REFUSED.contains(errorCode) && !message.startsWith(NOT_OWNED);
    }

    /**
     * Whether a request for credentials was refused for a reason that lasts: not for too many requests, or for the caller's own
     * credentials. That there are none lasts too, and where to look for them may take long to answer.
     */
    static boolean isLastingRefusal(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof VerifiedCredentials.WrongAccount
                        || cause instanceof NoCredentials
                        || (cause instanceof SdkClientException client && NO_CREDENTIALS.equals(ofClient(client)))
                        || (cause instanceof AwsServiceException answered && isLasting(answered)));
    }

    private static boolean isLasting(AwsServiceException answered) {
        return answered.statusCode() >= 400
                && answered.statusCode() < 500
                && !answered.isThrottlingException()
                && !answered.isClockSkewException()
                && !answered(AwsService.STS.operation("AssumeRole"), answered).refusesCredentials();
    }

    static AwsFailure internal(AwsOperation operation) {
        return new AwsFailure(operation.action(), INTERNAL, "Muster failed to handle the answer; its log tells more");
    }

    private static Optional<AwsFailure> known(AwsOperation operation, Throwable cause) {
        if (cause instanceof AwsException known) {
            return Optional.of(known.failure());
        }
        if (cause instanceof NoCredentials none) {
            return Optional.of(new AwsFailure(operation.action(), NO_CREDENTIALS, none.getMessage()));
        }
        if (cause instanceof Jobs.Failed failed) {
            return Optional.of(failed.failure(operation));
        }
        if (cause instanceof AwsServiceException answered) {
            return Optional.of(answered(operation, answered));
        }
        return Optional.ofNullable(unanswered(cause))
                .map(code -> new AwsFailure(operation.action(), code, explanation(code)));
    }

    private static AwsFailure answered(AwsOperation operation, AwsServiceException answered) {
        // the exchange of a web identity tells its own failures, see WebIdentity
        String failed = answered instanceof StsException && !operation.service().equals(AwsService.STS)
                ? AwsService.STS.operation("AssumeRole").action()
                : operation.action();
        AwsErrorDetails details = answered.awsErrorDetails();
        String status = "HTTP_" + answered.statusCode();
        if (details == null
                || details.errorCode() == null
                || details.errorCode().isBlank()) {
            return new AwsFailure(failed, status, "AWS answered without an error code");
        }
        return told(failed, details.errorCode(), status, details.errorMessage());
    }

    /**
     * A failure in AWS's own words, which may be any.
     *
     * @param otherwise the code where AWS's is none by its form: a page of a gateway, for example
     */
    static AwsFailure told(String operation, String errorCode, String otherwise, @Nullable String message) {
        return new AwsFailure(operation, CODE.matcher(errorCode).matches() ? errorCode : otherwise, readable(message));
    }

    private static @Nullable String unanswered(Throwable cause) {
        if (cause instanceof Pages.RepeatedPage) {
            return REPEATED_PAGE;
        }
        if (cause instanceof Pages.EndlessList) {
            return ENDLESS_LIST;
        }
        if (cause instanceof Jobs.Unfinished) {
            return UNFINISHED;
        }
        if (cause instanceof UnreadableAnswer) {
            return UNREADABLE_ANSWER;
        }
        if (cause instanceof VerifiedCredentials.WrongAccount) {
            return WRONG_ACCOUNT;
        }
        return cause instanceof SdkClientException client ? ofClient(client) : null;
    }

    /** The SDK has one exception for all failures on its own side; its cause tells them apart. */
    private static String ofClient(SdkClientException thrown) {
        if (thrown instanceof ApiCallTimeoutException || thrown instanceof ApiCallAttemptTimeoutException) {
            return TIMEOUT;
        }
        String message = String.valueOf(thrown.getMessage());
        if (message.contains("credentials")) {
            return NO_CREDENTIALS;
        }
        if (unknownHost(thrown)) {
            return UNKNOWN_HOST;
        }
        if (causes(thrown).anyMatch(AwsFailure::noConnectionInTime)) {
            return CONNECTION;
        }
        if (causes(thrown).anyMatch(TimeoutException.class::isInstance)) {
            return TIMEOUT;
        }
        return causes(thrown).anyMatch(IOException.class::isInstance) ? CONNECTION : UNREADABLE_ANSWER;
    }

    /** Whether the endpoint's host has no address. */
    static boolean unknownHost(Throwable thrown) {
        return causes(thrown).anyMatch(UnknownHostException.class::isInstance);
    }

    /** The SDK's own HTTP client tells it by these words, too: there is no type for it. */
    private static boolean noConnectionInTime(Throwable cause) {
        return cause instanceof TimeoutException
                && String.valueOf(cause.getMessage()).startsWith("Acquire operation");
    }

    private static String explanation(String code) {
        return switch (code) {
            case WRONG_ACCOUNT -> "The credentials are of another account than the registered one";
            case NO_CREDENTIALS -> "There are no AWS credentials to begin with; the log tells which sources were tried";
            case TIMEOUT -> "AWS did not answer in time";
            case CONNECTION -> "The connection to AWS could not be made or broke";
            case UNKNOWN_HOST -> "The host of the service's endpoint was not found";
            case UNFINISHED -> "AWS has not finished what it was asked for; the next scan asks again";
            case REPEATED_PAGE -> "AWS sent the same page, or the same page token, again";
            case ENDLESS_LIST -> "The list had not ended after 10,000 pages";
            default -> "AWS's answer could not be read";
        };
    }

    private static String readable(@Nullable String message) {
        String text = ENCODED_PART
                .matcher(message == null ? "" : message)
                .replaceFirst("")
                .strip();
        return Texts.cut(text, LONGEST_MESSAGE);
    }

    /** The exception and its causes, of which a loop ends after a few. */
    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(16);
    }
}
