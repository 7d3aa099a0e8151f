package io.muster.scan;

import io.muster.aws.AwsFailure;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A failure that no statement of a policy ends, and that persists until someone acts; see "Common error types" of each API, "Error
 * codes for the Amazon EC2 API", and the STS API Reference, {@code AssumeRole} and {@code AssumeRoleWithWebIdentity}.
 */
enum LastingFailure {
    LONG_SESSION(
            "the role, or the chain of roles to it, allows for shorter sessions than muster.aws.role-session-duration.",
            "ValidationError") {
        @Override
        boolean fits(String operation, String message) {
            return operation.equals(ASSUME_ROLE) && message.contains("DurationSeconds");
        }
    },
    OWN_TOKEN(
            new Asked(LastingFailure.ASSUME_ROLE_BY_TOKEN),
            "the token in the file that AWS_WEB_IDENTITY_TOKEN_FILE names has expired: the kubelet replaces it in time, unless the file is"
                    + " a copy, or a clock is wrong.",
            "ExpiredTokenException"),
    OWN_IDENTITY(
            new Asked(LastingFailure.ASSUME_ROLE_BY_TOKEN),
            "AWS does not accept the token that Muster's process was given in a file. Muster's own role (AWS_ROLE_ARN) must exist, and its trust"
                    + " policy must name the provider of the cluster that Muster runs in, which must exist in IAM, and in its conditions the"
                    + " token's `aud`, sts.amazonaws.com, and `sub`, system:serviceaccount:<namespace>:<service account>.",
            "AccessDenied",
            "IDPRejectedClaim",
            "InvalidIdentityToken"),
    OWN_CREDENTIALS(
            new Asked(LastingFailure.ASSUME_ROLE),
            "AWS does not accept Muster's own credentials: they have expired or were deleted, or are of another partition than"
                    + " muster.aws.default-region.",
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException"),
    OF_ANOTHER("the resource that AWS names belongs to another account, which has not shared it.", "AuthFailure") {
        @Override
        boolean fits(String operation, String message) {
            return message.startsWith(AwsFailure.NOT_OWNED);
        }
    },
    NOT_ENABLED(
            "AWS does not accept the role's credentials there. The region may not be enabled in the account: enable it, or take it"
                    + " off the account's regions.",
            "AuthFailure",
            "InvalidClientTokenId",
            "UnrecognizedClientException"),
    NO_STS(
            "STS is not activated in muster.aws.default-region for the account that the message names: activate it there, or set"
                    + " another region.",
            "RegionDisabledException"),
    NOT_SUBSCRIBED(
            "the account is not signed up for the service there, or the region is not enabled in it.",
            "OptInRequired",
            "SubscriptionRequiredException"),
    BLOCKED(
            "AWS has blocked the account, or has not verified it yet: its owner has to ask AWS Support.",
            "Blocked",
            "PendingVerification"),
    BAD_SIGNATURE(
            "AWS does not accept the time or the signature of Muster's calls: its clock may be wrong, its secret key another one, or"
                    + " a proxy may change the calls.",
            "IncompleteSignature",
            "InvalidSignatureException",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch"),
    NOT_OFFERED(
            "AWS may not offer the service, or the operation, in the region.",
            "InvalidAction",
            "UnknownOperationException",
            "UnknownParameter",
            "UnsupportedOperation"),
    HOST_NOT_FOUND(
            "AWS may not offer the service in the region. Where other services fail so, too, Muster's name servers do not answer for"
                    + " AWS's hosts.",
            AwsFailure.UNKNOWN_HOST),
    NO_CREDENTIALS(
            "Muster finds no credentials of AWS to begin with: its process needs a role, a profile or keys. Where it was given one, its"
                    + " source does not answer, or the file of the token cannot be read.",
            AwsFailure.NO_CREDENTIALS),
    WRONG_ACCOUNT(
            "the account's registration has a role of another account, or none, and Muster's own credentials are of another.",
            AwsFailure.WRONG_ACCOUNT),
    NO_ORGANIZATION(
            "the account through which the organization is read is in none.", "AWSOrganizationsNotInUseException"),
    NOT_A_MEMBER("the account is in another organization than the one that is read, or in none.", "NOT_A_MEMBER");

    static final String ASSUME_ROLE = "sts:AssumeRole";

    /** Of the token in the file that AWS_WEB_IDENTITY_TOKEN_FILE names. */
    static final String ASSUME_ROLE_BY_TOKEN = "sts:AssumeRoleWithWebIdentity";

    /** The one operation in whose answers the codes stand for the failure. */
    private record Asked(String operation) {}

    private final String advice;

    @SuppressWarnings("ImmutableEnumChecker") // the predicates have no state
    private final Predicate<String> operations;

    @SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable, which its type cannot say
    private final Set<String> codes;

    LastingFailure(String advice, String... codes) {
        this(advice, operation -> true, codes);
    }

    LastingFailure(Asked asked, String advice, String... codes) {
        this(advice, asked.operation()::equals, codes);
    }

    LastingFailure(String advice, Predicate<String> operations, String... codes) {
        this.advice = advice;
        this.operations = operations;
        this.codes = Set.of(codes);
    }

    /** The first that the code and AWS's words stand for; empty where the next scan may succeed. */
    static Optional<LastingFailure> of(String operation, String errorCode, String message) {
        return Arrays.stream(values())
                .filter(failure -> failure.codes.contains(errorCode) && failure.fits(operation, message))
                .findFirst();
    }

    /** Whether the code stands for it in the answer of this operation with these words. */
    boolean fits(String operation, String message) {
        return operations.test(operation);
    }

    /** What to do, for the end of a sentence. */
    String advice() {
        return advice;
    }
}
