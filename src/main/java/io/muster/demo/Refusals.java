package io.muster.demo;

import io.muster.aws.AnswerProtocol;

/**
 * The codes in which AWS refuses a call, by its protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-error-codes.html">EC2 error codes</a>
 */
record Refusals(
        String invalid, String invalidToken, int throttledStatus, String throttled, int deniedStatus, String denied) {

    private static final Refusals EC2 = new Refusals(
            "InvalidParameterValue", "InvalidNextToken", 503, "RequestLimitExceeded", 403, "UnauthorizedOperation");
    private static final Refusals QUERY =
            new Refusals("ValidationError", "ValidationError", 400, "Throttling", 403, "AccessDenied");
    private static final Refusals JSON = new Refusals(
            "ValidationException", "ValidationException", 400, "ThrottlingException", 400, "AccessDeniedException");
    private static final Refusals REST_JSON = new Refusals(
            "ValidationException", "ValidationException", 429, "ThrottlingException", 403, "AccessDeniedException");

    private static final Refusals REST_XML =
            new Refusals("InvalidArgument", "InvalidArgument", 400, "Throttling", 403, "AccessDenied");

    static Refusals of(AnswerProtocol protocol) {
        return switch (protocol) {
            case EC2_QUERY -> EC2;
            case QUERY -> QUERY;
            case JSON, RPC_V2_CBOR -> JSON;
            case REST_JSON -> REST_JSON;
            case REST_XML -> REST_XML;
        };
    }

    DemoError invalid(String message) {
        return new DemoError(400, invalid, message);
    }

    DemoError ofToken() {
        return new DemoError(400, invalidToken, "The token is invalid.");
    }

    /** The refusal of a caller that is over its rate. */
    DemoError ofRate() {
        return new DemoError(throttledStatus, throttled, "Rate exceeded: request limit exceeded.");
    }

    /** The refusal of a principal without the right. */
    DemoError ofRight(String operation) {
        return new DemoError(
                deniedStatus, denied, "You are not authorized to perform this operation: " + operation + ".");
    }

    static DemoError unknown(AnswerProtocol protocol, String operation) {
        return protocol.xml()
                ? new DemoError(400, "InvalidAction", "The action " + operation + " is not valid for this web service.")
                : new DemoError(404, "UnknownOperationException", "The operation " + operation + " is not known.");
    }
}
