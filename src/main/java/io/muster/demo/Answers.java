package io.muster.demo;

import io.muster.aws.AnswerProtocol;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** Where the connection breaks off. */
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
            Call call = requests.read(protocol, caller, caller.assumedAccount().orElse(hub), http);
            SdkPojo response = respond(call);
            String body = faults.altered(call, Body.answer(call, requestId, response));
            return answer(protocol, http, 200, requestId, Body.headers(response), body, faults.cut(call));
        } catch (DemoError e) {
            // a call that is not signed has no service whose protocol to speak
            AnswerProtocol spoken = protocol == null ? AnswerProtocol.QUERY : protocol;
            Map<String, String> headers = spoken.xml() ? Map.of() : Map.of("x-amzn-errortype", e.code());
            return answer(
                    spoken, http, e.status(), requestId, headers, Body.refusal(spoken, requestId, e), Cut.NOWHERE);
        }
    }

    private static Answer answer(
            AnswerProtocol protocol,
            HttpCall http,
            int status,
            String requestId,
            Map<String, String> headers,
            String body,
            Cut cut) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("content-type", contentType(protocol, http));
        boolean cbor = protocol == AnswerProtocol.RPC_V2_CBOR;
        if (cbor) {
            all.put(Cbor.PROTOCOL_HEADER, Cbor.PROTOCOL);
        }
        return new Answer(status, requestId, all, cbor ? Cbor.ofJson(body) : Buffer.buffer(body), cut);
    }

    /** Detects the protocol from the call, so that services need not be declared. */
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

    private static String contentType(AnswerProtocol protocol, HttpCall http) {
        return switch (protocol) {
            case EC2_QUERY, QUERY, REST_XML -> "text/xml;charset=UTF-8";
            case JSON -> http.header("content-type").orElse("application/x-amz-json-1.1");
            case REST_JSON -> "application/json";
            case RPC_V2_CBOR -> Cbor.CONTENT_TYPE;
        };
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
