package io.muster.demo;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;

/** Calls in, XML out. */
final class Answers {

    private final DemoCloud cloud;
    private final DemoFaults faults;
    private final Map<Service, Map<String, Operation>> operations;

    Answers(DemoCloud cloud, DemoFaults faults, Clock clock) {
        this.cloud = cloud;
        this.faults = faults;
        this.operations = Map.of(
                Service.EC2, new Ec2Operations(cloud).operations(),
                Service.IAM, new IamOperations(cloud).operations(),
                Service.STS, new StsOperations(cloud, clock).operations());
    }

    /** Where the connection is to break. */
    enum Cut {
        NOWHERE,
        AFTER_HEADERS,
        HALFWAY
    }

    /** What goes back. */
    record Answer(int status, String requestId, String body, Cut cut) {}

    Answer to(Caller caller, Parameters parameters) {
        String requestId = UUID.randomUUID().toString();
        Service service = Service.ofSigningName(caller.signingName());
        try {
            Call call = call(service, caller, parameters);
            SdkPojo response = respond(call);
            String body = Marshaller.answer(service, call.action(), requestId, response);
            return new Answer(200, requestId, faults.altered(call, body), faults.cut(call));
        } catch (DemoError e) {
            return refusal(service, requestId, e);
        }
    }

    static Answer refusal(Service service, String requestId, DemoError error) {
        return new Answer(error.status(), requestId, Marshaller.error(service, requestId, error), Cut.NOWHERE);
    }

    private Call call(Service service, Caller caller, Parameters parameters) {
        String account = caller.assumedAccount().orElse(cloud.hub().accountId());
        return new Call(service, parameters.require("Action"), caller, account, parameters);
    }

    private SdkPojo respond(Call call) {
        Operation operation = Optional.ofNullable(operations.get(call.service()).get(call.action()))
                .orElseThrow(() -> new DemoError(
                        400, "InvalidAction", "The action " + call.action() + " is not valid for this web service."));
        if (faults.throttlesNext()) {
            throw call.service().throttled();
        }
        if (faults.denies(call)) {
            throw call.service().denied(call.operation());
        }
        return operation.answer(call);
    }
}
