package io.muster.demo;

import io.muster.aws.AnswerProtocol;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** Answers calls: finds their protocol, caller and operation, applies faults, and writes the answer or refusal. */
final class Answers {

    /** The services that speak REST XML: their calls look like those of REST JSON. */
    private static final Set<String> REST_XML_SERVICES = Set.of("cloudfront");

    private final DemoFaults faults;
    private final String hub;
    private final Operations operations;
    private final RequestReader requests;

    /** @param hub the account of callers without a session */
    Answers(DemoFaults faults, String hub, Operations operations) {
        this.faults = faults;
        this.hub = hub;
        this.operations = operations;
        this.requests = new RequestReader(operations.rows());
    }

    /** Where the connection is to break. */
    enum Cut {
        NOWHERE,
        AFTER_HEADERS,
        HALFWAY
    }

    /** The answer to a call, as it is sent. */
    record Answer(int status, String requestId, Map<String, String> headers, Buffer body, Cut cut) {}

    Answer to(HttpCall http) {
        String requestId = UUID.randomUUID().toString();
        AnswerProtocol protocol = null;
        try {
            Caller caller = Caller.of(http.header("authorization").orElse(null))
                    .behind(http.header(Caller.BEHIND).orElse(null));
            protocol = protocol(http, caller.signingName());
            Call call = call(protocol, caller, http);
            SdkPojo response = respond(call);
            String body = faults.altered(call, Body.answer(call, requestId, response));
            return new Answer(
                    200, requestId, headers(protocol, http, response), bytes(protocol, body), faults.cut(call));
        } catch (DemoError e) {
            return refusal(protocol, http, requestId, e);
        }
    }

    /** @param protocol null where the call is not signed: there is no service whose protocol to speak */
    private static Answer refusal(@Nullable AnswerProtocol protocol, HttpCall http, String requestId, DemoError error) {
        AnswerProtocol spoken = protocol == null ? AnswerProtocol.QUERY : protocol;
        String body = Body.refusal(spoken, requestId, error);
        return new Answer(error.status(), requestId, headers(spoken, http, error), bytes(spoken, body), Cut.NOWHERE);
    }

    private static Buffer bytes(AnswerProtocol protocol, String body) {
        return protocol == AnswerProtocol.RPC_V2_CBOR ? Cbor.ofJson(body) : Buffer.buffer(body);
    }

    /** A call tells its protocol by itself, so that no service need be declared. */
    private static AnswerProtocol protocol(HttpCall http, String signingName) {
        if (http.header("x-amz-target").isPresent()) {
            return AnswerProtocol.JSON;
        }
        if (http.header(Cbor.PROTOCOL_HEADER).isPresent()) {
            return AnswerProtocol.RPC_V2_CBOR;
        }
        if (http.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            return signingName.equals("ec2") ? AnswerProtocol.EC2_QUERY : AnswerProtocol.QUERY;
        }
        return REST_XML_SERVICES.contains(signingName) ? AnswerProtocol.REST_XML : AnswerProtocol.REST_JSON;
    }

    private static Map<String, String> headers(AnswerProtocol protocol, HttpCall http, SdkPojo response) {
        Map<String, String> headers = Body.headers(response);
        headers.put("content-type", contentType(protocol, http));
        if (protocol == AnswerProtocol.RPC_V2_CBOR) {
            headers.put(Cbor.PROTOCOL_HEADER, Cbor.PROTOCOL);
        }
        return headers;
    }

    private static Map<String, String> headers(AnswerProtocol protocol, HttpCall http, DemoError error) {
        return protocol.xml()
                ? Map.of("content-type", contentType(protocol, http))
                : Map.of("content-type", contentType(protocol, http), "x-amzn-errortype", error.code());
    }

    private static String contentType(AnswerProtocol protocol, HttpCall http) {
        return switch (protocol) {
            case EC2_QUERY, QUERY, REST_XML -> "text/xml;charset=UTF-8";
            case JSON -> http.header("content-type").orElse("application/x-amz-json-1.1");
            case REST_JSON -> "application/json";
            case RPC_V2_CBOR -> Cbor.CONTENT_TYPE;
        };
    }

    private Call call(AnswerProtocol protocol, Caller caller, HttpCall http) {
        String account = caller.assumedAccount().orElse(hub);
        RequestReader.Asked asked = requests.read(protocol, caller.signingName(), http);
        return new Call(asked.row(), protocol, asked.version(), caller, account, asked.request());
    }

    private SdkPojo respond(Call call) {
        faults.comes(call);
        if (faults.throttlesNext()) {
            throw call.refusals().ofRate();
        }
        if (faults.denies(call)) {
            throw call.refusals().ofRight(call.operation());
        }
        SdkPojo answer = operations.of(call.row()).answer(call);
        return answer instanceof Buildable builder ? (SdkPojo) builder.build() : answer;
    }
}
