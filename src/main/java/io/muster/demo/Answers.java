package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** Calls in, answers out. */
final class Answers {

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

    /** What goes back. */
    record Answer(int status, String requestId, Map<String, String> headers, String body, Cut cut) {}

    Answer to(HttpCall http) {
        String requestId = UUID.randomUUID().toString();
        Protocol protocol = null;
        try {
            Caller caller = Caller.of(http.header("authorization").orElse(null))
                    .behind(http.header(Caller.BEHIND).orElse(null));
            protocol = Protocol.of(http, caller.signingName());
            Call call = call(protocol, caller, http);
            SdkPojo response = respond(call);
            String body = protocol.answer(call, requestId, response);
            return new Answer(
                    200, requestId, protocol.headers(http, response), faults.altered(call, body), faults.cut(call));
        } catch (DemoError e) {
            return refusal(protocol, http, requestId, e);
        }
    }

    /** @param protocol null where the call is not signed: there is no service whose protocol to speak */
    private static Answer refusal(@Nullable Protocol protocol, HttpCall http, String requestId, DemoError error) {
        Protocol spoken = protocol == null ? Protocol.QUERY : protocol;
        String body = spoken.refusal(requestId, error);
        return new Answer(error.status(), requestId, spoken.headers(http, error), body, Cut.NOWHERE);
    }

    private Call call(Protocol protocol, Caller caller, HttpCall http) {
        String account = caller.assumedAccount().orElse(hub);
        RequestReader.Asked asked = requests.read(protocol, caller.signingName(), http);
        return new Call(asked.row(), protocol, asked.version(), caller, account, asked.request());
    }

    private SdkPojo respond(Call call) {
        if (faults.throttlesNext()) {
            throw call.protocol().throttled();
        }
        if (faults.denies(call)) {
            throw call.protocol().denied(call.operation());
        }
        SdkPojo answer = operations.of(call.row()).answer(call);
        return answer instanceof Buildable builder ? (SdkPojo) builder.build() : answer;
    }
}
