package io.muster.demo;

import java.util.Arrays;

/** The AWS services that the demo cloud stands for, and the two dialects in which they answer. */
enum Service {
    EC2("ec2", "http://ec2.amazonaws.com/doc/2016-11-15/"),
    IAM("iam", "https://iam.amazonaws.com/doc/2010-05-08/"),
    STS("sts", "https://sts.amazonaws.com/doc/2011-06-15/");

    private final String signingName;
    private final String namespace;

    Service(String signingName, String namespace) {
        this.signingName = signingName;
        this.namespace = namespace;
    }

    /** The service that a credential scope names. */
    static Service ofSigningName(String name) {
        return Arrays.stream(values())
                .filter(service -> service.signingName.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new DemoError(400, "InvalidAction", "The demo cloud has no service of the name " + name));
    }

    String signingName() {
        return signingName;
    }

    String namespace() {
        return namespace;
    }

    /**
     * What a caller over its rate is told.
     *
     * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-error-codes.html">EC2 error codes</a>
     */
    DemoError throttled() {
        return this == EC2
                ? new DemoError(503, "RequestLimitExceeded", "Request limit exceeded.")
                : new DemoError(400, "Throttling", "Rate exceeded");
    }

    /** What a principal without the right is told. */
    DemoError denied(String operation) {
        return this == EC2
                ? new DemoError(
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation: " + operation + ".")
                : DemoError.accessDenied("User is not authorized to perform: " + operation);
    }
}
