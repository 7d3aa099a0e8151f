package io.muster.aws;

/**
 * One operation of an AWS API. Budgets, failures and the role's IAM policy all speak of it under the same name.
 *
 * @param service the prefix of its IAM action
 * @param name    the operation as AWS spells it
 */
public record AwsOperation(String service, String name) {

    public static AwsOperation ec2(String name) {
        return new AwsOperation("ec2", name);
    }

    public static AwsOperation iam(String name) {
        return new AwsOperation("iam", name);
    }

    /** The IAM action that allows it: for everything that is called here, service and operation. */
    public String action() {
        return service + ":" + name;
    }

    @Override
    public String toString() {
        return action();
    }
}
