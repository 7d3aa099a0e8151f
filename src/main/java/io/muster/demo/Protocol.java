package io.muster.demo;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The protocols in which AWS is spoken to, with the codes in which each refuses. A call tells its protocol by itself, so
 * that no service need be declared.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-error-codes.html">EC2 error codes</a>
 */
enum Protocol {
    EC2_QUERY("InvalidParameterValue", "InvalidNextToken", 503, "RequestLimitExceeded", 403, "UnauthorizedOperation"),
    QUERY("ValidationError", "ValidationError", 400, "Throttling", 403, "AccessDenied"),
    JSON("ValidationException", "ValidationException", 400, "ThrottlingException", 400, "AccessDeniedException"),
    REST_JSON("ValidationException", "ValidationException", 429, "ThrottlingException", 403, "AccessDeniedException"),
    REST_XML("InvalidArgument", "InvalidArgument", 400, "Throttling", 403, "AccessDenied");

    /** The services that speak REST XML: their calls look like those of REST JSON. */
    private static final Set<String> REST_XML_SERVICES = Set.of("cloudfront");

    private final String invalid;
    private final String invalidToken;
    private final int throttledStatus;
    private final String throttled;
    private final int deniedStatus;
    private final String denied;

    Protocol(
            String invalid,
            String invalidToken,
            int throttledStatus,
            String throttled,
            int deniedStatus,
            String denied) {
        this.invalid = invalid;
        this.invalidToken = invalidToken;
        this.throttledStatus = throttledStatus;
        this.throttled = throttled;
        this.deniedStatus = deniedStatus;
        this.denied = denied;
    }

    /** The protocol of a call that is signed for the service. */
    static Protocol of(HttpCall http, String signingName) {
        if (http.header("x-amz-target").isPresent()) {
            return JSON;
        }
        if (http.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            return signingName.equals("ec2") ? EC2_QUERY : QUERY;
        }
        return REST_XML_SERVICES.contains(signingName) ? REST_XML : REST_JSON;
    }

    boolean xml() {
        return this == EC2_QUERY || this == QUERY || this == REST_XML;
    }

    Map<String, String> headers(HttpCall http, SdkPojo response) {
        Map<String, String> headers = xml() ? new TreeMap<>() : JsonMarshaller.headers(response);
        headers.put("content-type", contentType(http));
        return headers;
    }

    Map<String, String> headers(HttpCall http, DemoError error) {
        return xml()
                ? Map.of("content-type", contentType(http))
                : Map.of("content-type", contentType(http), "x-amzn-errortype", error.code());
    }

    private String contentType(HttpCall http) {
        return switch (this) {
            case EC2_QUERY, QUERY, REST_XML -> "text/xml;charset=UTF-8";
            case JSON -> http.header("content-type").orElse("application/x-amz-json-1.1");
            case REST_JSON -> "application/json";
        };
    }

    /** The body of an answer. */
    String answer(Call call, String requestId, SdkPojo response) {
        return xml() ? XmlMarshaller.answer(call, requestId, response) : JsonMarshaller.answer(response);
    }

    /** The body of a refusal. */
    String refusal(String requestId, DemoError error) {
        return xml() ? XmlMarshaller.error(this, requestId, error) : JsonMarshaller.error(error);
    }

    DemoError invalid(String message) {
        return new DemoError(400, invalid, message);
    }

    DemoError invalidToken() {
        return new DemoError(400, invalidToken, "The token is invalid.");
    }

    /** The refusal of a caller that is over its rate. */
    DemoError throttled() {
        return new DemoError(throttledStatus, throttled, "Rate exceeded: request limit exceeded.");
    }

    /** The refusal of a principal without the right. */
    DemoError denied(String operation) {
        return new DemoError(
                deniedStatus, denied, "You are not authorized to perform this operation: " + operation + ".");
    }

    DemoError unknown(String operation) {
        return xml()
                ? new DemoError(400, "InvalidAction", "The action " + operation + " is not valid for this web service.")
                : new DemoError(404, "UnknownOperationException", "The operation " + operation + " is not known.");
    }
}
