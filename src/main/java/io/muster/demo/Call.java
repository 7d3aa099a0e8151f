package io.muster.demo;

/**
 * One call.
 *
 * @param accountId the account that the caller acts in
 */
record Call(Service service, String action, Caller caller, String accountId, Parameters parameters) {

    String region() {
        return caller.region();
    }

    /** As IAM spells it, for example {@code ec2:DescribeVolumes}. */
    String operation() {
        return service.signingName() + ":" + action;
    }

    /** Whether it asks for a further page. */
    boolean continued() {
        return parameters.find("NextToken").isPresent()
                || parameters.find("Marker").isPresent();
    }
}
