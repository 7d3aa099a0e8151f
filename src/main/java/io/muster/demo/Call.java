package io.muster.demo;

/** One call, with whom it comes from: what the credential scope of its signature says. */
record Call(Service service, String action, String accountId, String region, Parameters parameters) {

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
